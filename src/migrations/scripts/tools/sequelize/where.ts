import type { SourceText } from "../../../../references/sql/source-text.js";
import { readSql } from "../../../operations/read-sql.js";
import { EMPTY_CONTEXT } from "../../../operations/sql-context.js";
import { composeSql, joinSql, quoteText, showSql } from "../../compose-sql.js";
import { getField, type Value } from "../../value.js";
import { LITERAL } from "./package-handle.js";

/** Whether a condition picks a part of the table, by the rule that holds for SQL. */
export function isBoundedWhere(where: Value | undefined): boolean {
  const condition = formatWhere(where);
  if (condition === undefined) return false;
  const sql = showSql(composeSql('UPDATE "x" SET "x" = 1 WHERE ', condition));
  return readSql(sql, 0, EMPTY_CONTEXT).effects.some(
    ({ effect }) => effect.type === "backfill" && effect.isBounded,
  );
}

/** Undefined where it bounds nothing or only running would tell. */
function formatWhere(where: Value | undefined): SourceText | undefined {
  if (where?.kind === "text") return where.pieces;
  if (where?.kind === "list") return join(where.items.map(formatWhere), " AND ");
  if (where?.kind !== "object") return undefined;
  const literal = getField(where, LITERAL);
  if (literal !== undefined) return literal.kind === "text" ? literal.pieces : undefined;
  return join(
    [...where.fields].map(([key, value]) => formatEntry(key, value)),
    " AND ",
  );
}

function formatEntry(key: string, value: Value): SourceText | undefined {
  const operator = getOperator(key);
  if (operator === "and") return formatWhere(value);
  if (operator === "or") return formatEither(value);
  return operator === undefined ? formatColumn(quoteText(key), value) : undefined;
}

/** All of the ways must be known: one that is not may hold for every row. */
function formatEither(value: Value): SourceText | undefined {
  const ways =
    value.kind === "object"
      ? [...value.fields].map(([key, way]) => formatEntry(key, way))
      : (value.kind === "list" ? value.items : []).map(formatWhere);
  return ways.includes(undefined) ? undefined : join(ways, " OR ");
}

function formatColumn(column: SourceText, value: Value): SourceText | undefined {
  if (value.kind === "list") return composeSql(column, " IN (1)");
  if (value.kind === "plain" && value.value === null) return composeSql(column, " IS NULL");
  if (value.kind !== "object") return composeSql(column, " = 1");
  const literal = getField(value, LITERAL);
  if (literal !== undefined) return formatComparison(column, "eq", literal);
  const tests = [...value.fields].map(([key, operand]) => {
    const operator = getOperator(key);
    return operator === undefined ? undefined : formatComparison(column, operator, operand);
  });
  return join(tests, " AND ");
}

const COMPARISONS: Readonly<Record<string, string>> = {
  eq: "= 1",
  in: "IN (1)",
  any: "= ANY (ARRAY[1])",
  between: "BETWEEN 1 AND 2",
  gt: "> 1",
  gte: ">= 1",
  lt: "< 1",
  lte: "<= 1",
};

function formatComparison(column: SourceText, operator: string, operand: Value): SourceText | undefined {
  const comparison = COMPARISONS[operator];
  if (comparison === undefined) return undefined;
  const literal = operand.kind === "object" ? getField(operand, LITERAL) : undefined;
  if (literal === undefined) return composeSql(column, ` ${comparison}`);
  if (literal.kind !== "text") return undefined;
  return composeSql(
    column,
    operator === "in" ? " IN " : ` ${comparison.split(" ", 1).join("")} `,
    literal.pieces,
  );
}

// `[Op.in]`, and `$in` of old
const OPERATOR = /^(?:Op\.|\$)([a-z]+)$/i;

function getOperator(key: string): string | undefined {
  return OPERATOR.exec(key)?.[1];
}

function join(parts: readonly (SourceText | undefined)[], separator: string): SourceText | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length === 0) return undefined;
  return composeSql("(", joinSql(known, separator), ")");
}
