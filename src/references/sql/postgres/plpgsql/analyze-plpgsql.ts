import { parsePostgres, scanPostgres, type Token } from "../../../../sql/postgres-parser.js";
import { analyzeText } from "../analyze-text.js";
import { getTokenName } from "../names.js";
import { analyzeQuery } from "../queries.js";
import {
  createColumns,
  findItem,
  findQualifiedColumn,
  UNKNOWN,
  weaken,
  type Item,
  type Relation,
  type Scope,
} from "../relations.js";
import { createInnerSink, createRun, type Analysis, type Sink } from "../run.js";
import { analyzeStatement } from "../statements.js";
import { getTableRelation, reportColumn, reportColumns, reportTable, reportWhole } from "../tables.js";
import { HOLES, readDynamicSql } from "./dynamic-sql.js";
import type { Fragment, Path } from "./fragment.js";
import { readPlpgsql } from "./read-plpgsql.js";

/** What a body's variables hold, so far. Rows assigned to a record say what its fields are. */
interface Variables {
  readonly scalars: Set<string>;
  /** Declared with a table's type: an assignment does not change what they are. */
  readonly typed: Set<string>;
  readonly rows: Map<string, Relation>;
  readonly cursors: Map<string, Relation>;
}

interface Body {
  readonly analysis: Analysis;
  readonly sql: string;
  readonly sink: Sink;
  readonly outer: Scope;
  readonly variables: Variables;
}

/** Reports what a PL/pgSQL body refers to; `outer` has the function's parameters and a trigger's rows. */
export function analyzePlpgsql(analysis: Analysis, sql: string, sink: Sink, outer: Scope): void {
  if (!analysis.mentions(sql)) return;
  const variables: Variables = {
    scalars: new Set(["found"]),
    typed: new Set(),
    rows: new Map(),
    cursors: new Map(),
  };
  const body: Body = { analysis, sql, sink, outer, variables };
  const tokens = scanPostgres(sql).filter(({ kind }) => kind !== "comment");
  for (const fragment of readPlpgsql(tokens)) readFragment(body, fragment);
}

function readFragment(body: Body, fragment: Fragment): void {
  const { cursors } = body.variables;
  switch (fragment.type) {
    case "declare":
      return declare(body, fragment.name, fragment.tokens);
    case "expression":
      return void readSql(body, "select ", fragment.tokens);
    case "assign":
      write(body, fragment.target);
      return void readSql(body, "select ", fragment.tokens);
    case "dynamic":
      readDynamic(body, fragment.tokens);
      return assign(body, fragment.into, UNKNOWN);
    case "fetch":
      return assign(body, fragment.into, cursors.get(fragment.cursor) ?? UNKNOWN);
    case "query": {
      const rows = readSql(body, "", fragment.tokens);
      if (fragment.cursor !== undefined) cursors.set(fragment.cursor, rows);
      return assign(body, fragment.into, rows);
    }
  }
}

/** Variables come after all columns, like a function's parameters. */
function getScope({ variables, outer }: Body): Scope {
  const { scalars, rows } = variables;
  const items: Item[] = [{ relation: { columns: createColumns([...scalars]), isComplete: true } }];
  for (const [name, relation] of rows) items.push({ name, relation, isQualifiedOnly: true });
  return { items, parent: outer, parameters: outer.parameters ?? [] };
}

/** Analyses tokens as SQL, `prefix` before them: an expression is what SELECT takes. Gives the rows. */
function readSql(body: Body, prefix: string, tokens: readonly Token[]): Relation {
  const { analysis, sql } = body;
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined) return UNKNOWN;
  const label = sql.slice(first.start, last.end);
  if (!analysis.mentions(label)) return UNKNOWN;
  const shift = prefix.length - first.start;
  const text = prefix + blankGaps(sql, tokens);
  const sink = createInnerSink(body.sink, (offset) => Math.max(first.start, offset - shift));
  const parsed = parsePostgres(text);
  if ("error" in parsed) {
    sink.fail({ start: prefix.length, end: text.length, error: parsed.error });
    return UNKNOWN;
  }
  const inner = tokens.map((token) => ({ ...token, start: token.start + shift, end: token.end + shift }));
  const run = createRun(analysis, { sql: text, tokens: inner, label }, sink);
  let rows: Relation = UNKNOWN;
  for (const { node } of parsed.statements) {
    const isQuery = ["SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"].some(
      (kind) => kind in node,
    );
    if (isQuery) rows = analyzeQuery(run, node, getScope(body));
    else analyzeStatement(run, node, getScope(body));
  }
  return rows;
}

/** The text from the first token to the last, with blanks where tokens were taken out. */
function blankGaps(sql: string, tokens: readonly Token[]): string {
  let text = "";
  let at = tokens[0]?.start ?? 0;
  for (const token of tokens) {
    text += " ".repeat(token.start - at) + sql.slice(token.start, token.end);
    at = token.end;
  }
  return text;
}

/** `n users.name%type`, `u users%rowtype`, `u users`, `r record`. */
function declare(body: Body, name: string, tokens: readonly Token[]): void {
  const { scalars, rows, typed } = body.variables;
  const run = createRun(
    body.analysis,
    { sql: body.sql, tokens, label: tokens.map(({ text }) => text).join(" ") },
    body.sink,
  );
  const [first, ...rest] = tokens.filter(({ text }) => text.toLowerCase() !== "constant");
  const path = first === undefined ? [] : [first];
  for (let i = 0; rest[i]?.text === "." && rest[i + 1] !== undefined; i += 2)
    path.push(...rest.slice(i + 1, i + 2));
  const percent = rest.findIndex(({ text }) => text === "%");
  const column = percent !== -1 && rest[percent + 1]?.text.toLowerCase() === "type" ? path.at(-1) : undefined;
  const [table, schema] = (column === undefined ? path : path.slice(0, -1)).toReversed();
  if (table === undefined) return void scalars.add(name);
  const mention = { table: getTokenName(table), schema: schema && getTokenName(schema) };
  const relation = getTableRelation(run, mention);
  reportTable(run, mention, table, "read");
  if (column !== undefined) reportColumn(run, relation, column, getTokenName(column), "read");
  const isRow = column === undefined && (relation.columns.length > 0 || mention.table === "record");
  if (!isRow) return void scalars.add(name);
  if (mention.table !== "record") {
    reportWhole(run, relation, table);
    typed.add(name);
  }
  rows.set(name, relation);
}

function assign(body: Body, into: readonly Path[], rows: Relation): void {
  for (const path of into) write(body, path);
  const [variable] = into[0] ?? [];
  if (into.length !== 1 || into[0]?.length !== 1 || variable === undefined) return;
  const name = getTokenName(variable);
  if (!body.variables.typed.has(name) && !body.variables.scalars.has(name))
    body.variables.rows.set(name, rows);
}

/** `new.name := …` writes the column; what is in the brackets of a target is read. */
function write(body: Body, path: Path): void {
  const [first, dot, field] = path;
  const column = dot?.text === "." ? field : dot;
  if (first === undefined || column === undefined) return;
  const relation = findItem(getScope(body), getTokenName(first))?.relation;
  if (relation === undefined) return;
  const run = createRun(
    body.analysis,
    { sql: body.sql, tokens: path, label: path.map(({ text }) => text).join("") },
    body.sink,
  );
  reportColumns(run, findQualifiedColumn(relation, getTokenName(column)), "write", column);
}

/** EXECUTE of a text: its literals are SQL of their own, and what is put between them is unknown. */
function readDynamic(body: Body, tokens: readonly Token[]): void {
  const { analysis, sink } = body;
  readSql(body, "select ", tokens);
  const dynamic = readDynamicSql(tokens);
  if (dynamic === undefined) return;
  const moved = createInnerSink(sink, dynamic.toOuter);
  if (dynamic.isWhole) return analyzeText(analysis, dynamic.sql, moved);
  const unknownIdentifiers = new Set([...(analysis.context.unknownIdentifiers ?? []), ...HOLES]);
  const context = { ...analysis.context, unknownIdentifiers };
  analyzeText({ ...analysis, context }, dynamic.sql, {
    ...moved,
    add: (use) => moved.add({ ...use, certainty: weaken(use.certainty, "inferred") }),
  });
}
