import type { SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN, composeSql, joinSql, quoteName } from "../../compose-sql.js";
import type { CallSite, Handle } from "../../handle.js";
import { getText, toHandle, type Value } from "../../value.js";
import { toReference } from "./names.js";
import { createQueryCreator } from "./query-creator.js";
import { getOperandSql, getSql, toOperand, type SqlHandle } from "./sql-handle.js";

/** Nothing that is called on an expression runs anything; `as` names it. */
export function createExpression(sql: SourceText): Value {
  const handle: SqlHandle = {
    label: "expression",
    sql,
    callMethod(name, args, site) {
      const [first] = args;
      if (name === "as") return createExpression(composeSql(sql, " as ", getSql(first) ?? quoteName(first)));
      if (name !== "and" && name !== "or") return toHandle(handle);
      return createExpression(composeSql("((", sql, `) ${name} (`, toCondition(args, site, undefined), "))"));
    },
    call: () => toHandle(handle),
    getMember: () => undefined,
  };
  return toHandle(handle);
}

/** A condition as `where`, `on` and the expression builder take it: `(lhs, op, rhs)`, an expression, or a callback. */
export function toCondition(
  args: readonly Value[],
  site: CallSite,
  schema: SourceText | undefined,
): SourceText {
  const [left, operator, right] = args;
  if (args.length < 3) return toExpression(left, site, schema);
  const sql = left?.kind === "text" ? toReference(left) : toExpression(left, site, schema);
  return composeSql(sql, ...compare(operator, right, site, schema));
}

function toExpression(value: Value | undefined, site: CallSite, schema: SourceText | undefined): SourceText {
  if (value?.kind !== "function") return getOperandSql(value) ?? AT_RUN;
  return getOperandSql(site.callFunction(value, [createExpressionBuilder(schema)])) ?? AT_RUN;
}

const WORDS = /^[\w ]+$/;

/** The operator with what follows it; one that only running would tell bounds nothing. */
function compare(
  operator: Value | undefined,
  right: Value | undefined,
  site: CallSite,
  schema: SourceText | undefined,
): SourceText[] {
  const name = getText(operator)?.toLowerCase();
  const sql = name ?? getOperandSql(operator) ?? "<>";
  const gap = name !== undefined && WORDS.test(name) ? " " : "";
  const operand = right?.kind === "function" ? toExpression(right, site, schema) : toOperand(right);
  const isList = (name === "in" || name === "not in") && getOperandSql(right) === undefined;
  if (isList && right?.kind !== "function") return [composeSql(gap, sql, " ($1)")];
  if (name === "is" || name === "is not")
    return [composeSql(` ${name} `, right?.kind === "plain" ? operand : "null")];
  return [composeSql(gap, sql, gap, operand)];
}

/** `eb`, called and taken apart alike: `eb("id", "=", 1)`, `eb.and([…])`, `({ or, exists }) => …` */
export function createExpressionBuilder(schema: SourceText | undefined): Value {
  const queries = createQueryCreator(schema);
  const handle: Handle = {
    label: "eb",
    call: (args, site) => createExpression(toCondition(args, site, schema)),
    getMember(name) {
      if (name === "fn" || name === "dynamic") return createExpression(AT_RUN);
      const call: Handle = { label: `eb.${name}`, call: (args, site) => callBuilder(name, args, site) };
      return toHandle(call);
    },
  };
  const callBuilder = (name: string, args: readonly Value[], site: CallSite): Value | undefined => {
    const [first] = args;
    switch (name) {
      case "eb":
        return createExpression(toCondition(args, site, schema));
      case "and":
      case "or":
        return createExpression(joinConditions(first, name));
      case "not":
      case "exists":
        return createExpression(composeSql(`${name} (`, getSql(first) ?? AT_RUN, ")"));
      case "ref":
        return createExpression(toReference(first));
      case "val":
      case "lit":
        return createExpression(toOperand(first));
      case "parens":
        return createExpression(composeSql("(", toCondition(args, site, schema), ")"));
      case "between":
        return createExpression(
          composeSql(toReference(first), " between ", toOperand(args[1]), " and ", toOperand(args[2])),
        );
      case "selectFrom":
      case "selectNoFrom":
        return queries(name, args, site);
      default:
        return createExpression(AT_RUN);
    }
  };
  return toHandle(handle);
}

/** A list of conditions, or an object of columns and the values that they equal. */
function joinConditions(value: Value | undefined, word: "and" | "or"): SourceText {
  const parts =
    value?.kind === "object"
      ? [...value.fields].map(([name, operand]) =>
          composeSql(toReference({ kind: "text", pieces: composeSql(name) }), " = ", toOperand(operand)),
        )
      : value?.kind === "list"
        ? value.items.map((item) => getSql(item) ?? AT_RUN)
        : [AT_RUN];
  // Of an open list of alternatives one more may hold for every row.
  const isOpen = (value?.kind === "list" || value?.kind === "object") && value.isOpen;
  const all = isOpen || parts.length === 0 ? [...parts, AT_RUN] : parts;
  return composeSql(
    "(",
    joinSql(
      all.map((part) => composeSql("(", part, ")")),
      ` ${word} `,
    ),
    ")",
  );
}
