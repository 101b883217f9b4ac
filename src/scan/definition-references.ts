import { type LiveDefinition, getLiveDefinitions } from "../migrations/live-definitions.js";
import type { MigrationSequence } from "../migrations/migration.js";
import { createTextReferences, type FileReferences } from "../references/detect.js";
import type { Detection, Project, TextFile } from "../references/detector.js";
import { getLineStarts } from "../references/line-starts.js";
import { findNamed } from "../references/sql/mentions.js";
import { detectSqlFile } from "../references/sql/detect-sql-file.js";
import { type PostgresStatement, splitPostgres } from "../sql/split-postgres.js";

/** The statement of a live definition, where it stands in its file and in the text of all. */
interface PlacedDefinition {
  readonly definition: LiveDefinition;
  readonly text: string;
  /** Where it starts in its file. */
  readonly start: number;
  /** Its places are those of the file: false for what a script puts together, which counts where it is run. */
  readonly isVerbatim: boolean;
  readonly at: number;
}

const SEPARATOR = ";\n";

/**
 * References in the views, functions and triggers that migrations leave in the database, by migration file. They are read together, in the
 * order of their definition: a trigger says whose rows the function of another file gets.
 */
export function getDefinitionReferences(
  sequence: MigrationSequence,
  files: readonly TextFile[],
  project: Project,
): (readonly [string, FileReferences])[] {
  const named = files.filter(({ text }) => findNamed(text, project.changes).length > 0);
  if (named.length === 0) return [];
  const texts = new Map(files.map((file) => [file.path, file]));
  const definitions = placeDefinitions(getLiveDefinitions(sequence), texts);
  const text = definitions.map((one) => one.text).join(SEPARATOR);
  const byFile = new Map<string, PlacedDetection[]>();
  for (const detection of detectSqlFile({ path: sequence.dir, text }, project)) {
    const placed = definitions.findLast(({ at }) => at <= detection.start);
    if (placed === undefined) continue;
    const { definition } = placed;
    const own = { ...detection, ...getPlace(detection, placed), definition: definition.name };
    byFile.set(definition.file, [...(byFile.get(definition.file) ?? []), own]);
  }
  return [...byFile].flatMap(([path, detections]) => {
    const file = texts.get(path);
    return file === undefined ? [] : [[path, createReferences(file, detections, project)] as const];
  });
}

function getPlace(detection: Detection, { start, isVerbatim, at }: PlacedDefinition) {
  if (!isVerbatim) return { start, end: start };
  return { start: detection.start - at + start, end: detection.end - at + start };
}

/** A detection in a migration's file, and the name of the view, function or trigger around it. */
type PlacedDetection = Detection & { readonly definition: string };

function createReferences(
  file: TextFile,
  detections: readonly PlacedDetection[],
  project: Project,
): FileReferences {
  const names = new Map(detections.map(({ start, definition }) => [start, definition]));
  return createTextReferences(file, detections, { project, getScope: (offset) => names.get(offset) });
}

/** Definitions within blocks and in files of other dialects have no statement of their own: they are left out. */
function placeDefinitions(
  definitions: readonly LiveDefinition[],
  texts: ReadonlyMap<string, TextFile>,
): PlacedDefinition[] {
  const finders = new Map<string, FindStatement>();
  const placed: PlacedDefinition[] = [];
  let at = 0;
  for (const definition of definitions) {
    const file = texts.get(definition.file);
    if (file === undefined) continue;
    const find = finders.get(file.path) ?? createStatementFinder(file.text);
    finders.set(file.path, find);
    const found = find(definition);
    if (found === undefined) continue;
    placed.push({ definition, ...found, at });
    at += found.text.length + SEPARATOR.length;
  }
  return placed;
}

type FindStatement = (
  definition: LiveDefinition,
) => Pick<PlacedDefinition, "text" | "start" | "isVerbatim"> | undefined;

/** The statement of a definition: in a file of SQL the one that stands at its place. */
function createStatementFinder(text: string): FindStatement {
  const lines = getLineStarts(text);
  let statements: ReadonlyMap<number, PostgresStatement> | undefined;
  return ({ at, sql }) => {
    const start = lines.getOffset(at);
    if (sql !== undefined) return { text: sql, start, isVerbatim: false };
    statements ??= new Map(splitPostgres(text).map((statement) => [statement.start, statement]));
    const statement = statements.get(start);
    return statement && { text: statement.text, start, isVerbatim: true };
  };
}
