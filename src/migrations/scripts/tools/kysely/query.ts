import type { SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN, composeSql, runComposed } from "../../compose-sql.js";
import type { CallSite } from "../../handle.js";
import { isTruthy, toHandle, UNKNOWN, type Value } from "../../value.js";
import { createExpression, createExpressionBuilder, toCondition } from "./expression.js";
import { formatQuery, type QueryParts } from "./format-query.js";
import { toReference, toSelections, toSource } from "./names.js";
import { getOperandSql, getSql, type SqlHandle } from "./sql-handle.js";

export interface Query extends QueryParts {
  /** Where the builder was begun. */
  readonly site: CallSite;
  readonly schema: SourceText | undefined;
}

const EXECUTES: ReadonlySet<string> = new Set([
  "execute",
  "executeTakeFirst",
  "executeTakeFirstOrThrow",
  "stream",
]);

/** A query's builder. */
export function createQuery(query: Query): Value {
  const sql = formatQuery(query);
  const handle: SqlHandle = {
    label: query.kind,
    sql,
    isQuery: true,
    callMethod(name, args, site) {
      if (EXECUTES.has(name)) {
        runComposed([{ sql, site: query.site }]);
        return UNKNOWN;
      }
      const self = toHandle(handle);
      if (name === "as") return callAs(self, args, site);
      if (name === "$if" || name === "if") return callIf(self, args, site);
      if (name === "$call") return site.callFunction(args[0], [self]);
      return name === "explain" ? UNKNOWN : createQuery({ ...query, ...refine(query, name, args, site) });
    },
    getMember: () => undefined,
  };
  return toHandle(handle);
}

/** `(select …) as "name"` */
function callAs(query: Value, args: readonly Value[], site: CallSite): Value | undefined {
  const whole = createExpression(getOperandSql(query) ?? AT_RUN);
  return whole.kind === "handle" ? whole.handle.callMethod?.("as", args, site) : undefined;
}

/** Where only running would tell, what it adds is left out: a condition that may be missing bounds nothing. */
function callIf(query: Value, [test = UNKNOWN, change]: readonly Value[], site: CallSite): Value {
  const holds = isTruthy(test);
  const changed = holds === false ? query : site.callFunction(change, [query]);
  return holds === true ? changed : query;
}

const STAR = composeSql("*");
const JOIN = /^(inner|left|right|full|cross)Join(Lateral)?$|^(cross|outer)Apply$/;

/** What a method adds to a query; methods that change neither its rows nor its columns add nothing. */
function refine(query: Query, name: string, args: readonly Value[], site: CallSite): Partial<QueryParts> {
  const { schema } = query;
  const [first] = args;
  switch (name) {
    case "where":
      return { where: [...query.where, toCondition(args, site, schema)] };
    case "whereRef": {
      const condition = toCondition([args[0], args[1], toReferenced(args[2])].map(orUnknown), site, schema);
      return { where: [...query.where, condition] };
    }
    case "clearWhere":
      return { where: [] };
    case "limit":
    case "fetch":
    case "top":
      return { isLimited: true };
    case "clearLimit":
      return { isLimited: false };
    case "select":
      return {
        selections: [...query.selections, toSelections(first, site, createExpressionBuilder(schema))],
      };
    case "selectAll":
      return { selections: [...query.selections, ...toStars(first)] };
    case "clearSelect":
      return { selections: [] };
    case "from":
    case "using":
      return { from: [...query.from, toCalledSource(first, site, schema)] };
    case "expression":
      return { expression: toRows(first, site, schema) };
    default:
      return JOIN.test(name) ? { from: [...query.from, toCalledSource(first, site, schema)] } : {};
  }
}

function orUnknown(value: Value | undefined): Value {
  return value ?? UNKNOWN;
}

function toReferenced(value: Value | undefined): Value {
  return createExpression(toReference(value));
}

function toStars(value: Value | undefined): readonly SourceText[] {
  if (value === undefined) return [STAR];
  if (value.kind === "list") return value.items.flatMap(toStars);
  return [composeSql(toReference(value), ".*")];
}

function toCalledSource(
  value: Value | undefined,
  site: CallSite,
  schema: SourceText | undefined,
): SourceText {
  if (value?.kind !== "function") return toSource(value, schema);
  return getSql(site.callFunction(value, [createExpressionBuilder(schema)])) ?? AT_RUN;
}

function toRows(value: Value | undefined, site: CallSite, schema: SourceText | undefined): SourceText {
  return value?.kind === "function" ? toCalledSource(value, site, schema) : (getSql(value) ?? AT_RUN);
}
