import type { Change } from "../../manifest/manifest.js";
import type { Dialect, OtherDialect } from "../../sql/dialects/dialect.js";
import { findDialectError } from "../../sql/dialects/parse-dialect.js";
import { parsePostgres } from "../../sql/postgres-parser.js";
import type { Detection, Project } from "../detector.js";
import type { SqlUse } from "./analyze-postgres.js";
import { analyzeAs } from "./dialects/analyze-as.js";
import { DEFAULT_DIALECTS } from "./dialects/imported-dialects.js";
import { fillHoles, type FilledSql, type FillOptions, type PlacedPiece } from "./fill-holes.js";
import { type Relation, weaken } from "./postgres/relations.js";
import { findMentions } from "./mentions.js";
import { toQuotesOf } from "./quoted-names.js";
import { hasAtParameter, replaceParameters } from "./replace-parameters.js";
import type { SourceText } from "./source-text.js";
import { findVerb, hasStatementShape } from "./statement-start.js";
import type { Assurance } from "./sql-sites.js";

interface TextAnalysis {
  /** Changes whose table the text names. */
  readonly changes: readonly Change[];
  readonly project: Project;
  readonly assurance: Assurance;
  /** What the text may be written in, the likeliest first. */
  readonly dialects?: readonly Dialect[];
  /** Where a column is that only running the program would tell, if its table does not stand in the source: a fragment. */
  readonly fragment?: { readonly start: number; readonly end: number };
}

/** What a text depends on, at the places in the source where its names stand, and the rows that it gives. */
interface SourceAnalysis {
  readonly detections: readonly Detection[];
  readonly output?: Relation;
}

const NOTHING: SourceAnalysis = { detections: [] };

export function analyzeSourceText(
  text: SourceText,
  { changes, project, assurance, dialects = DEFAULT_DIALECTS, fragment }: TextAnalysis,
): SourceAnalysis {
  // A tag makes parameters of its values; into any other text they are pasted.
  const { filled, dialect } = fillAs(dialects, text, { isPasted: assurance !== "tagged" });
  const { sql, placeholders } = filled;
  if (assurance !== "tagged" && findVerb(sql) === undefined) return NOTHING;
  // The other grammars take more of what people write than Postgres' own.
  if (assurance === "loose" && dialect !== "postgres" && !hasStatementShape(sql)) return NOTHING;
  const { tables } = project;
  const { uses, unparsed, output } = analyzeAs(dialect, sql, {
    ...{ changes, tables },
    unknownIdentifiers: placeholders,
  });
  // A string that only looks like SQL must have a statement's shape if no grammar takes it.
  const lost = unparsed.filter(
    ({ start, end }) => assurance === "tagged" || hasStatementShape(sql.slice(start, end)),
  );
  const found = [
    ...uses.map((use) => ({
      ...use,
      // What a text that may be no SQL says is at best inferred.
      certainty: assurance === "loose" ? weaken(use.certainty, "inferred") : use.certainty,
    })),
    ...lost.flatMap((statement) => findMentions(sql, statement, { changes, tables })),
  ];
  const detections = found.flatMap((use) => locate(filled, use, fragment));
  return output === undefined ? { detections } : { detections, output };
}

/** The first dialect whose grammar takes the text; Postgres where none does. */
function fillAs(
  dialects: readonly Dialect[],
  text: SourceText,
  options: FillOptions,
): { readonly filled: FilledSql; readonly dialect: Dialect } {
  for (const dialect of dialects) {
    const filled =
      dialect === "postgres"
        ? fill(text, options)
        : fillHoles(toQuotesOf(dialect, text), (sql) => findBacktracking(sql, dialect), options);
    if (filled.isParsed) return { filled, dialect };
  }
  return { filled: fill(text, options), dialect: "postgres" };
}

/** Postgres' own words first; then those of other libraries and databases. */
function fill(text: SourceText, options: FillOptions): FilledSql {
  const filled = fillHoles(text, findError, options);
  if (filled.isParsed && !hasAtParameter(filled.sql)) return filled;
  const foreign = fillHoles(text, (sql) => findError(replaceParameters(sql)), options);
  return foreign.isParsed ? { ...foreign, sql: replaceParameters(foreign.sql) } : filled;
}

function findBacktracking(sql: string, dialect: OtherDialect) {
  const error = findDialectError(sql, dialect);
  return error && { offset: error.offset, isBacktracking: true };
}

function findError(sql: string): { readonly offset: number } | undefined {
  const parsed = parsePostgres(sql);
  return "error" in parsed ? parsed.error : undefined;
}

function locate(
  { pieces, holeSources }: FilledSql,
  { change, access, certainty, start, end, statement }: SqlUse,
  fragment: TextAnalysis["fragment"],
): Detection[] {
  const place = findSource(pieces, start, end) ?? (certainty === "unresolved" ? fragment : undefined);
  return place === undefined
    ? []
    : [{ change, access, certainty, via: "sql", ...place, text: showHoles(statement, holeSources) }];
}

/** A statement as people wrote it: `ORDER BY ${sort}`, and no name that was made up to parse it. */
function showHoles(statement: string, sources: ReadonlyMap<string, string>): string {
  if (sources.size === 0) return statement;
  return statement.replace(/\bhole_\d+\b/g, (name) => {
    const source = sources.get(name)?.replace(/\s+/g, " ");
    if (source === undefined) return name;
    return isPlaceholder(source) ? source : `\${${source}}`;
  });
}

/** `??`, `:name:`, `%I`: what stands in the SQL itself. */
function isPlaceholder(source: string): boolean {
  return /^[?:%]|^\$\d/.test(source);
}

/** The source of the first characters of `[start, end)` that stand in one piece; nothing for text that a helper made. */
function findSource(
  pieces: readonly PlacedPiece[],
  start: number,
  end: number,
): { readonly start: number; readonly end: number } | undefined {
  for (const placed of pieces) {
    if (placed.end <= start || placed.start >= end || placed.piece.kind !== "text") continue;
    const { starts, ends } = placed.piece;
    const from = Math.max(start, placed.start) - placed.start;
    const to = Math.min(end, placed.end) - placed.start;
    const places = range(from, to).filter((index) => (starts[index] ?? -1) >= 0);
    const first = starts[places[0] ?? -1];
    const last = ends[places.at(-1) ?? -1];
    if (first !== undefined && last !== undefined) return { start: first, end: last };
  }
  return undefined;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
