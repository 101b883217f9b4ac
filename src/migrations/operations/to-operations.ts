import { getLineStarts } from "../../references/line-starts.js";
import type { Operation, OperationPlace } from "../migration.js";
import { type Allows, readAllows } from "./allow-comments.js";
import type { PlacedEffect } from "./placed-effect.js";
import { showPlaceholders } from "./run-time-names.js";

/** Effects with their line and column in the file's text, and with what comments above them allow. */
export function toOperations(effects: readonly PlacedEffect[], text: string): readonly Operation[] {
  const places = getLineStarts(text);
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
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

/** Of the statements around in a script, of the statement, and of the command itself, as far as they stand on lines of their own. */
function getAllows(
  { start, statementStart, outerStarts = [] }: PlacedEffect,
  getLine: (offset: number) => number,
  read: (line: number) => Allows,
): Allows {
  const all = [...new Set([...outerStarts, statementStart, start].map(getLine))].map(read);
  return {
    allows: all.flatMap(({ allows }) => allows),
    ignoredAllows: all.flatMap(({ ignoredAllows }) => ignoredAllows),
  };
}

function toOperation(
  { effect, text, sql }: PlacedEffect,
  at: OperationPlace,
  { allows, ignoredAllows }: Allows,
): Operation {
  const operation = {
    ...effect,
    at,
    text: showPlaceholders(text),
    allows,
    ...(sql !== undefined && { sql }),
  };
  return ignoredAllows.length > 0 ? { ...operation, ignoredAllows } : operation;
}
