import { getLineStarts } from "../../references/line-starts.js";
import type { Operation, OperationPlace } from "../migration.js";
import { readAllows, type Allows } from "./allow-comments.js";
import { toPostgresQuotes } from "./dialect-quotes.js";
import type { PlacedEffect } from "./placed-effect.js";
import { showPlaceholders } from "./run-time-names.js";
import { readSql } from "./read-sql.js";
import { EMPTY_CONTEXT } from "./sql-context.js";

/**
 * What a migration's SQL does, in order, never less: what can't be read is `unknown`, what doesn't matter is `other`.
 * A function of its arguments alone and JSON-able: cache it by the file's content and dialect.
 */
export function readOperations(sql: string, dialect?: string): readonly Operation[] {
  const context = dialect === undefined ? EMPTY_CONTEXT : { ...EMPTY_CONTEXT, source: { sql, dialect } };
  const { effects } = readSql(toPostgresQuotes(sql, dialect), 0, context);
  const places = getLineStarts(sql);
  const lines = sql.split(/\r\n|[\n\r\u2028\u2029]/);
  const getLine = (offset: number): number => places.getPosition(offset).line - 1;
  const allowsByLine = new Map<number, Allows>();
  let previousLine = -1;
  const read = (line: number): Allows => {
    const known = allowsByLine.get(line) ?? readAllows(lines, line, previousLine + 1);
    allowsByLine.set(line, known);
    previousLine = Math.max(previousLine, line);
    return known;
  };
  return effects.map((placed) =>
    toOperation(placed, places.getPosition(placed.start), getAllows(placed, getLine, read)),
  );
}

function getAllows(
  { start, statementStart }: PlacedEffect,
  getLine: (offset: number) => number,
  read: (line: number) => Allows,
): Allows {
  const [statementLine, ownLine] = [getLine(statementStart), getLine(start)];
  const whole = read(statementLine);
  if (ownLine === statementLine) return whole;
  const own = read(ownLine);
  return {
    allows: [...whole.allows, ...own.allows],
    ignoredAllows: [...whole.ignoredAllows, ...own.ignoredAllows],
  };
}

function toOperation(
  { effect, text }: PlacedEffect,
  at: OperationPlace,
  { allows, ignoredAllows }: Allows,
): Operation {
  const operation = { ...effect, at, text: showPlaceholders(text), allows };
  return ignoredAllows.length > 0 ? { ...operation, ignoredAllows } : operation;
}
