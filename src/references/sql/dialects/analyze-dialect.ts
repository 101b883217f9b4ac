import type { Node } from "libpg-query";
import type { OtherDialect } from "../../../sql/dialects/dialect.js";
import { NAME_HOLE } from "../../../sql/dialects/adapt-statement.js";
import { isSkipped, parseDialectStatement } from "../../../sql/dialects/parse-dialect.js";
import { splitDialect, type DialectStatement } from "../../../sql/dialects/split-dialect.js";
import type { Token } from "../../../sql/postgres-parser.js";
import { analyzeSql, getSqlChanges, type SqlAnalysis } from "../analyze-postgres.js";
import { EMPTY_SCOPE, weaken } from "../postgres/relations.js";
import { createInnerSink, createRun, type Analysis, type Sink, type SqlContext } from "../postgres/run.js";
import { analyzeStatement } from "../postgres/statements.js";
import { createNameFolding, foldChanges, foldTables, type NameFolding } from "./fold-names.js";
import { translateStatement } from "./translate-statement.js";
import type { Translation } from "./translation.js";

/** Which references a text of MySQL or SQLite holds: its own grammar, names resolved as in Postgres, case set aside. */
export function analyzeDialect(sql: string, context: SqlContext, dialect: OtherDialect): SqlAnalysis {
  const sqlChanges = getSqlChanges(context);
  const folding = createNameFolding(sqlChanges);
  const changes = foldChanges(sqlChanges, folding);
  const folded: SqlContext = {
    ...context,
    tables: foldTables(context.tables, folding),
    unknownIdentifiers: new Set([...(context.unknownIdentifiers ?? []), NAME_HOLE]),
  };
  return analyzeSql(sql, { context: folded, changes }, (analysis, text, sink) => {
    for (const statement of splitDialect(text, dialect))
      if (analysis.mentions(statement.text) && !isSkipped(statement))
        analyzeDialectStatement({ analysis, folding, dialect }, statement, sink);
  });
}

interface DialectRun {
  readonly analysis: Analysis;
  readonly folding: NameFolding;
  readonly dialect: OtherDialect;
}

function analyzeDialectStatement(
  { analysis, folding, dialect }: DialectRun,
  statement: DialectStatement,
  sink: Sink,
): void {
  const { start, end, text } = statement;
  const parsed = parseDialectStatement(statement, dialect);
  if ("error" in parsed) {
    const { message, offset } = parsed.error;
    sink.fail({ start, end, error: { message, offset: offset + start } });
    return;
  }
  let isOfOtherDatabase = false;
  const translation: Translation = {
    getName: ({ value }) => folding.getName(value),
    getOffset: ({ column }) => parsed.toOffset(column),
    noteOwnSchema: (name) => {
      const isOwn = dialect === "sqlite" ? SQLITE_SCHEMAS.has(name.toLowerCase()) : true;
      if (!isOwn || analysis.changes.some(({ old }) => old.schema === folding.getName(name))) return false;
      isOfOtherDatabase ||= dialect === "mysql";
      return true;
    },
    rows: new Map(),
    isRecursive: dialect === "sqlite",
    hasAliasesInHaving: dialect === "mysql",
    outputs: new Set(),
  };
  const nodes = parsed.trees.flatMap((tree) => translateStatement(tree, translation) ?? []);
  const moved = createInnerSink(sink, (offset) => offset + start);
  const inner: Sink = {
    ...moved,
    // `app.users` is ours if `app` is the database at hand, which is not in the text.
    add: (use) =>
      moved.add(isOfOtherDatabase ? { ...use, certainty: weaken(use.certainty, "inferred") } : use),
    deliver: (output) => sink.deliver?.(output),
  };
  const tokens = statement.tokens.map(toPostgresToken);
  for (const node of nodes.flatMap(getStatements))
    analyzeStatement(createRun(analysis, { sql: text, tokens }, inner), node, EMPTY_SCOPE);
}

const SQLITE_SCHEMAS: ReadonlySet<string> = new Set(["main", "temp"]);

/** A statement over several tables is a list of them. */
function getStatements(node: Node): readonly Node[] {
  return "List" in node ? (node.List.items ?? []) : [node];
}

/** Quoted names in Postgres' quotes: by them the analysis finds names again. */
function toPostgresToken(token: Token): Token {
  if (token.kind !== "identifier" || /[\p{L}\p{N}_$]/u.test(token.text.charAt(0))) return token;
  return { ...token, text: `"${token.text.slice(1, -1).replaceAll('"', '""')}"` };
}
