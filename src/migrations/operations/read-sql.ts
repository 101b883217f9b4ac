import type { RangeVar } from "libpg-query";
import { parsePostgres, type Node, type ParsedStatement, type Token } from "../../sql/postgres-parser.js";
import { splitPostgres } from "../../sql/split-postgres.js";
import type { OperationEffect } from "../migration.js";
import { splitCommands } from "./alter-commands.js";
import { getCalledFunctions } from "./called-functions.js";
import { formatTokens, type PlacedEffect } from "./placed-effect.js";
import { readAlterTable } from "./read-alter-table.js";
import { readBlock, readFunctionBody } from "./read-body.js";
import { readDialectStatement } from "./read-dialect-statement.js";
import { readQueryChanges } from "./read-data-change.js";
import { readNode } from "./read-node.js";
import { fillPlaceholders, settleEffect } from "./run-time-names.js";
import { findSearchPath } from "./search-path.js";
import type { SqlContext } from "./sql-context.js";
import { readUnparsed } from "./unparsed-statement.js";

/** What the statements of a text do, in order, and what they settle for those that follow. */
export interface SqlReading {
  readonly effects: readonly PlacedEffect[];
  readonly context: SqlContext;
}

/** One statement, with its place in the migration's text. */
export interface SqlStatement {
  readonly text: string;
  readonly start: number;
  /** Without comments; offsets into the migration's text. */
  readonly tokens: readonly Token[];
}

/** Reads any number of statements. `offset`: where the text starts in the migration's text. */
export function readSql(sql: string, offset: number, context: SqlContext): SqlReading {
  let current = context;
  const effects = splitPostgres(sql).flatMap(({ text, start, tokens }) => {
    const statement = { text, start: start + offset, tokens: shiftTokens(tokens, offset) };
    const reading = readStatement(statement, current);
    current = reading.context;
    return reading.effects;
  });
  return { effects, context: current };
}

function shiftTokens(tokens: readonly Token[], offset: number): readonly Token[] {
  if (offset === 0) return tokens;
  return tokens.map((token) => ({ ...token, start: token.start + offset, end: token.end + offset }));
}

function readStatement(statement: SqlStatement, context: SqlContext): SqlReading {
  const filled = fillPlaceholders(statement.text);
  if (filled !== statement.text && !("error" in parsePostgres(filled))) {
    const reading = readSql(filled, statement.start, context);
    const effects = reading.effects.map((placed) => ({ ...placed, effect: settleEffect(placed.effect) }));
    return { ...reading, effects };
  }
  const parsed = parsePostgres(statement.text);
  if ("error" in parsed) {
    const effects = readInDialect(context, statement) ?? [
      readUnparsed(context, statement.tokens, parsed.error.message),
    ];
    return { effects: place(statement, effects), context };
  }
  let current = context;
  const effects = parsed.statements.flatMap((part) => {
    const reading = readParsed(statement, part, current);
    current = reading.context;
    return reading.effects;
  });
  return { effects, context: current };
}

/** Quotes were changed at their old length: the statement stands in the file at the same place. */
function readInDialect(
  context: SqlContext,
  { start, text }: SqlStatement,
): readonly OperationEffect[] | undefined {
  const { source } = context;
  return (
    source && readDialectStatement(context, source.sql.slice(start, start + text.length), source.dialect)
  );
}

function readParsed(statement: SqlStatement, { node }: ParsedStatement, context: SqlContext): SqlReading {
  if ("DoStmt" in node) return { effects: readBlock(statement, node.DoStmt, context, readSql), context };
  const temporary = getTemporary(node);
  if (temporary !== undefined) {
    const next = { ...context, temporary: new Set([...context.temporary, temporary]) };
    const changes = hideTemporary(place(statement, readQueryChanges(context, node)), context);
    return { effects: changes.length > 0 ? changes : place(statement, [{ type: "other" }]), context: next };
  }
  const effects = [
    ...hideTemporary(readPlaced(statement, node, context), context),
    ...getCalledFunctions(node, context.functions),
  ];
  if ("CreateFunctionStmt" in node) {
    const body = readFunctionBody(statement, node.CreateFunctionStmt, context, readSql);
    const functions = new Map([...context.functions, [body.name, body.effects]]);
    return { effects: [...effects, ...body.warnings], context: { ...context, functions } };
  }
  const searchPath = findSearchPath(node);
  return { effects, context: searchPath === undefined ? context : { ...context, ...searchPath } };
}

function readPlaced(statement: SqlStatement, node: Node, context: SqlContext): PlacedEffect[] {
  if (!("AlterTableStmt" in node)) return place(statement, readNode(context, node));
  const commands = readAlterTable(context, node.AlterTableStmt);
  const places = splitCommands(statement.tokens, commands.length);
  return commands.flatMap((effects, index) => {
    const { start, text } = places[index] ?? { start: statement.start, text: formatTokens(statement.tokens) };
    return effects.map((effect) => ({ effect, start, statementStart: statement.start, text }));
  });
}

function place(statement: SqlStatement, effects: readonly OperationEffect[]): PlacedEffect[] {
  const text = formatTokens(statement.tokens);
  return effects.map((effect) => ({ effect, start: statement.start, statementStart: statement.start, text }));
}

function getTemporary(node: Node): string | undefined {
  const relation = getCreatedRelation(node);
  const isTemporary = relation?.relpersistence === "t" || relation?.schemaname === "pg_temp";
  return isTemporary ? relation.relname : undefined;
}

function getCreatedRelation(node: Node): RangeVar | undefined {
  if ("CreateStmt" in node) return node.CreateStmt.relation;
  if ("CreateTableAsStmt" in node) return node.CreateTableAsStmt.into?.rel;
  if ("SelectStmt" in node) return node.SelectStmt.intoClause?.rel;
  return "ViewStmt" in node ? node.ViewStmt.view : undefined;
}

/** A temporary table is nobody's but the migration's. */
function hideTemporary(effects: readonly PlacedEffect[], { schema, temporary }: SqlContext): PlacedEffect[] {
  return effects.map((placed) => {
    const table = "table" in placed.effect ? placed.effect.table : undefined;
    const isHidden = table !== undefined && temporary.has(table.table) && table.schema === schema;
    return isHidden || table?.schema === "pg_temp" ? { ...placed, effect: { type: "other" } } : placed;
  });
}
