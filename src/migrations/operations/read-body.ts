import type { CreateFunctionStmt, DoStmt } from "libpg-query";
import type { Node } from "../../sql/postgres-parser.js";
import type { OperationEffect } from "../migration.js";
import { getDynamicSql } from "./dynamic-sql.js";
import { getMentionedNames } from "./mentioned-names.js";
import { formatTokens, type PlacedEffect } from "./placed-effect.js";
import { parsePlpgsqlBody, type BodyStatement, type PlpgsqlBody } from "./plpgsql-statements.js";
import { isAtRunTime, settleEffect } from "./run-time-names.js";
import type { SqlReading, SqlStatement } from "./read-sql.js";
import { getStrings, type SqlContext } from "./sql-context.js";

/** Reads SQL; handed in, since blocks hold statements and statements hold blocks. */
type ReadSql = (sql: string, offset: number, context: SqlContext) => SqlReading;

interface CreatedFunction {
  readonly name: string;
  /** What a call does. */
  readonly effects: readonly PlacedEffect[];
  /** What creating it already says: it may be called from anywhere, any time. */
  readonly warnings: readonly PlacedEffect[];
}

/** A `DO` block runs at once: all that its body holds, in every branch. */
export function readBlock(
  statement: SqlStatement,
  node: DoStmt,
  context: SqlContext,
  readSql: ReadSql,
): readonly PlacedEffect[] {
  const language = getOption(node.args, "language") ?? "plpgsql";
  const body = language === "plpgsql" ? parsePlpgsqlBody(statement.text) : undefined;
  if (body === undefined) {
    const reason = `its body in ${language} can't be read`;
    return [placeWhole(statement, { type: "unknown", tables: getMentionedNames(statement.tokens), reason })];
  }
  const effects = readBody(statement, body, context, readSql);
  return effects.length > 0 ? effects : [placeWhole(statement, { type: "other" })];
}

/** A function's body runs when it is called: here that is known only for calls in the same file. */
export function readFunctionBody(
  statement: SqlStatement,
  node: CreateFunctionStmt,
  context: SqlContext,
  readSql: ReadSql,
): CreatedFunction {
  const name = getStrings(node.funcname).at(-1) ?? "";
  const language = getOption(node.options, "language");
  const source = getOption(node.options, "as");
  if (source === undefined || (language !== "plpgsql" && language !== "sql"))
    return { name, effects: [], warnings: [] };
  const body =
    language === "plpgsql"
      ? parsePlpgsqlBody(statement.text)
      : { statements: [{ kind: "static" as const, text: source }], variables: new Set<string>() };
  const effects = body === undefined ? [] : readBody(statement, body, context, readSql);
  const tables = new Set(effects.flatMap(({ effect }) => getTouchedTables(effect)));
  if (tables.size === 0) return { name, effects, warnings: [] };
  const reason = `the function ${name} drops or renames when it is called`;
  return {
    name,
    effects,
    warnings: [placeWhole(statement, { type: "unknown", tables: [...tables], reason })],
  };
}

function readBody(
  statement: SqlStatement,
  { statements, variables }: PlpgsqlBody,
  context: SqlContext,
  readSql: ReadSql,
): PlacedEffect[] {
  const inside = { ...context, variables: new Set([...context.variables, ...variables]) };
  let from = 0;
  return statements.flatMap((part) => {
    const at = statement.text.indexOf(part.text, from);
    const found = at < 0 ? statement.text.indexOf(part.text) : at;
    if (at >= 0) from = at + (part.kind === "static" ? part.text.length : 0);
    const effects = readPart(part, found < 0 ? undefined : statement.start + found, inside, readSql);
    return effects
      .filter(({ effect }) => effect.type !== "other")
      .map((placed) => (found < 0 || part.kind === "dynamic" ? moveTo(statement, placed, found) : placed));
  });
}

function readPart(
  { kind, text }: BodyStatement,
  offset: number | undefined,
  context: SqlContext,
  readSql: ReadSql,
): readonly PlacedEffect[] {
  if (kind === "static") return readSql(text, offset ?? 0, context).effects;
  const sql = getDynamicSql(text);
  return readSql(sql, 0, context).effects.map((placed) => {
    const effect = settleEffect(placed.effect);
    const shown = isAtRunTime(placed.text) ? `EXECUTE ${text}` : placed.text;
    return { ...placed, effect, text: shown.replace(/\s+/g, " ") };
  });
}

/** Dynamic SQL stands where its `EXECUTE` does; what can't be found stands where the whole block does. */
function moveTo({ start }: SqlStatement, placed: PlacedEffect, found: number): PlacedEffect {
  const place = start + Math.max(0, found);
  return { ...placed, start: place, statementStart: place };
}

function placeWhole({ start, tokens }: SqlStatement, effect: OperationEffect): PlacedEffect {
  return { effect, start, statementStart: start, text: formatTokens(tokens) };
}

function getTouchedTables(effect: OperationEffect): readonly string[] {
  if (effect.type === "unknown") return effect.tables;
  if (effect.type === "drop-table" || effect.type === "drop-column") return [effect.table.table];
  if (effect.type === "rename-table" || effect.type === "rename-column") return [effect.table.table];
  return [];
}

function getOption(options: readonly Node[] | undefined, name: string): string | undefined {
  for (const option of options ?? []) {
    if (!("DefElem" in option) || option.DefElem.defname !== name) continue;
    const { arg } = option.DefElem;
    return arg === undefined ? undefined : getStrings([arg])[0];
  }
  return undefined;
}
