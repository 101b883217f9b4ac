import { type Change, isTableTarget } from "../../manifest/manifest.js";
import type { PostgresSyntaxError } from "../../sql/postgres-parser.js";
import { parsePostgres } from "../../sql/postgres-parser.js";
import { splitPostgres } from "../../sql/split-postgres.js";
import { CERTAINTIES } from "../reference.js";
import { analyzeText } from "./postgres/analyze-text.js";
import { getNames } from "./postgres/names.js";
import type { Relation } from "./postgres/relations.js";
import type {
  Analysis,
  Sink,
  SqlChange,
  SqlContext,
  SqlUse,
  TriggerTable,
  UnparsedSql,
} from "./postgres/run.js";

export type { SqlAccess, SqlContext, SqlUse, UnparsedSql } from "./postgres/run.js";

export interface SqlAnalysis {
  /** By position. */
  readonly uses: readonly SqlUse[];
  /** `unparsed`: a statement that mentions an old name is not Postgres; what the others refer to is in `uses` all the same. */
  readonly status: "parsed" | "unparsed";
  /** The first syntax error, offset into the whole text. */
  readonly error?: PostgresSyntaxError;
  readonly unparsed: readonly UnparsedSql[];
  /** The rows that come back, as its last query gives them; undefined where none does. */
  readonly output?: Relation;
}

const NOTHING: SqlAnalysis = { uses: [], status: "parsed", unparsed: [] };

/** Which references to the old columns and tables of `context.changes` one SQL text holds, by Postgres' own grammar and name resolution. */
export function analyzePostgres(sql: string, context: SqlContext): SqlAnalysis {
  return analyzeSql(sql, { context, changes: getSqlChanges(context) }, analyzeText);
}

interface SqlInput {
  readonly context: SqlContext;
  readonly changes: readonly SqlChange[];
}

/** Collects what `analyze` finds of all statements of a text. */
export function analyzeSql(
  sql: string,
  { context, changes }: SqlInput,
  analyze: (analysis: Analysis, sql: string, sink: Sink) => void,
): SqlAnalysis {
  const mentions = createMentions(changes);
  if (changes.length === 0 || !mentions(sql)) return NOTHING;
  const uses = new Map<string, SqlUse>();
  const unparsed: UnparsedSql[] = [];
  const add = (use: SqlUse): void => {
    const key = `${use.start} ${use.access} ${use.change.id}`;
    const before = uses.get(key);
    // A place may be read more than once on the way; the surer finding stands.
    if (before === undefined || isSurer(use, before)) uses.set(key, use);
  };
  const analysis: Analysis = { context, changes, mentions, getTriggerTables: createTriggerSearch(sql) };
  let output: Relation | undefined;
  const deliver = (relation: Relation): void => {
    if (relation.columns.length > 0) output = relation;
  };
  analyze(analysis, sql, { add, fail: (problem) => void unparsed.push(problem), deliver });
  const sorted = withoutIdleDoubts([...uses.values()]).sort(
    (a, b) => a.start - b.start || a.change.id.localeCompare(b.change.id),
  );
  const [first] = unparsed;
  const rows = output === undefined ? {} : { output };
  if (first === undefined) return { uses: sorted, status: "parsed", unparsed, ...rows };
  return { uses: sorted, status: "unparsed", error: first.error, unparsed, ...rows };
}

/** What else a statement may use says nothing new of a change that it uses for certain. */
function withoutIdleDoubts(uses: readonly SqlUse[]): SqlUse[] {
  const sure = uses.filter(({ certainty }) => certainty !== "unresolved");
  return uses.filter(
    (use) =>
      use.certainty !== "unresolved" ||
      !sure.some(({ change, statement }) => change === use.change && statement === use.statement),
  );
}

function isSurer(a: SqlUse, b: SqlUse): boolean {
  return CERTAINTIES.indexOf(a.certainty) < CERTAINTIES.indexOf(b.certainty);
}

/** Those changes that SQL can refer to. */
export function getSqlChanges({ changes }: SqlContext): SqlChange[] {
  return changes.flatMap(toSqlChange);
}

function toSqlChange(change: Change): SqlChange[] {
  const { old } = change;
  return isTableTarget(old) ? [{ change, old }] : [];
}

/** A text without the old table's and the old column's name holds no reference; a Unicode escape could hide either. */
function createMentions(changes: readonly SqlChange[]): (sql: string) => boolean {
  const names = changes.flatMap(({ old }) => (old.kind === "column" ? [old.table, old.column] : [old.table]));
  const words = [...new Set(names.map((name) => name.toLowerCase().replaceAll('"', '""')))];
  return (sql) => {
    const text = sql.toLowerCase();
    return words.some((word) => text.includes(word)) || text.includes('u&"');
  };
}

/** Reads the text for triggers only when a trigger's function asks. */
function createTriggerSearch(sql: string): Analysis["getTriggerTables"] {
  let triggers: ReadonlyMap<string, readonly TriggerTable[]> | undefined;
  return (functionName) => {
    triggers ??= getTriggers(sql);
    return triggers.get(functionName);
  };
}

/** Which tables' triggers call a function: that says whose rows its `new` and `old` are. */
function getTriggers(sql: string): ReadonlyMap<string, readonly TriggerTable[]> {
  const triggers = new Map<string, TriggerTable[]>();
  for (const { text: statement, tokens } of splitPostgres(sql)) {
    if (!tokens.slice(1, 5).some((token) => token.text.toLowerCase() === "trigger")) continue;
    const parsed = parsePostgres(statement);
    for (const { node } of "statements" in parsed ? parsed.statements : []) {
      if (!("CreateTrigStmt" in node)) continue;
      const { relation, funcname } = node.CreateTrigStmt;
      const name = getNames(funcname).at(-1) ?? "";
      const table = { schema: relation?.schemaname, table: relation?.relname ?? "" };
      triggers.set(name, [...(triggers.get(name) ?? []), table]);
    }
  }
  return triggers;
}
