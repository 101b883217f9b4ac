import type { Change } from "../../manifest/manifest.js";
import { parsePostgres } from "../../sql/postgres-parser.js";
import type { Detection, Project } from "../detector.js";
import { analyzePostgres, type SqlUse } from "./analyze-postgres.js";
import { fillHoles, type FilledSql, type FillOptions, type PlacedPiece } from "./fill-holes.js";
import { type Relation, weaken } from "./postgres/relations.js";
import { findMentions } from "./mentions.js";
import { replaceParameters } from "./replace-parameters.js";
import type { SourceText } from "./source-text.js";
import { findVerb, hasStatementShape } from "./statement-start.js";
import type { Assurance } from "./sql-sites.js";

interface TextAnalysis {
  /** Changes whose table the text names. */
  readonly changes: readonly Change[];
  readonly project: Project;
  readonly assurance: Assurance;
}

/** What a text depends on, at the places in the source where its names stand, and the rows that it gives. */
interface SourceAnalysis {
  readonly detections: readonly Detection[];
  readonly output?: Relation;
}

const NOTHING: SourceAnalysis = { detections: [] };

export function analyzeSourceText(
  text: SourceText,
  { changes, project, assurance }: TextAnalysis,
): SourceAnalysis {
  // A tag makes parameters of its values; into any other text they are pasted.
  const filled = fill(text, { isPasted: assurance !== "tagged" });
  const { sql, placeholders } = filled;
  if (assurance !== "tagged" && findVerb(sql) === undefined) return NOTHING;
  const { tables } = project;
  const { uses, unparsed, output } = analyzePostgres(sql, {
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
  const detections = found.flatMap((use) => locate(filled, use));
  return output === undefined ? { detections } : { detections, output };
}

/** Postgres' own words first; then those of other libraries and databases. */
function fill(text: SourceText, options: FillOptions): FilledSql {
  const filled = fillHoles(text, findError, options);
  if (filled.isParsed) return filled;
  const foreign = fillHoles(text, (sql) => findError(replaceParameters(sql)), options);
  return foreign.isParsed ? { ...foreign, sql: replaceParameters(foreign.sql) } : filled;
}

function findError(sql: string): { readonly offset: number } | undefined {
  const parsed = parsePostgres(sql);
  return "error" in parsed ? parsed.error : undefined;
}

function locate(
  { pieces }: FilledSql,
  { change, access, certainty, start, end, statement }: SqlUse,
): Detection[] {
  const place = findSource(pieces, start, end);
  return place === undefined ? [] : [{ change, access, certainty, via: "sql", ...place, text: statement }];
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
    const places = range(from, to).filter((index) => starts[index] !== -1);
    const first = starts[places[0] ?? -1];
    const last = ends[places.at(-1) ?? -1];
    if (first !== undefined && last !== undefined) return { start: first, end: last };
  }
  return undefined;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
