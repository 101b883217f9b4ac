import { readPrismaCatalog } from "../catalog/prisma/read-prisma-catalog.js";
import { EMPTY_CATALOG } from "../catalog/catalog.js";
import { createTableColumns, type TableName } from "../catalog/table-columns.js";
import { UserError } from "../errors.js";
import type { Change, MigrationDir } from "../manifest/manifest.js";
import type { FoundDir } from "../migrations/find-dirs.js";
import type { MigrationSequence } from "../migrations/migration.js";
import type { ReadBody } from "../migrations/read-body.js";
import { readMigrations } from "../migrations/read-migrations.js";
import { replaySchema } from "../migrations/replay-schema.js";
import type { ModuleGraph } from "../modules/module-graph.js";
import type { FileReferences } from "../references/detect.js";
import type { TextFile } from "../references/detector.js";
import { getLineStarts } from "../references/line-starts.js";
import { UNTYPED } from "../references/resolver.js";
import { type Dialect, DIALECTS, findDialect } from "../sql/dialects/dialect.js";
import { getMappedFacts, type MappedTableFacts } from "./catalog-facts.js";
import { getDefinitionReferences } from "./definition-references.js";
import { isPrismaSchema } from "./file-kind.js";
import type { ScanProblem } from "./scan-result.js";

/** What migrations and models say of tables: which there are, and which code maps them. JSON-able. */
export interface SchemaFacts {
  readonly tables: readonly (TableName & { readonly columns: readonly string[] })[];
  readonly mapped: readonly MappedTableFacts[];
  /** References in the views, functions and triggers that the migrations leave in the database, by migration file. */
  readonly definitions: readonly (readonly [string, FileReferences])[];
  readonly problems: readonly ScanProblem[];
  /** The dialects that models and migrations name. */
  readonly dialects?: readonly Dialect[];
}

export { getCatalog } from "./catalog-facts.js";

export const NO_SCHEMA: SchemaFacts = { tables: [], mapped: [], definitions: [], problems: [] };

export interface SchemaQuestion {
  readonly dirs: readonly FoundDir[];
  /** Reads what a migration does; absent: anew. */
  readonly read?: ReadBody;
  /** Those that definitions in the database are searched for. */
  readonly changes: readonly Change[];
}

/** Reads migrations and Prisma schemas. What can't be read is a fatal problem: without it nobody knows whose column a name is. */
export function getSchemaFacts(
  files: readonly TextFile[],
  { dirs, changes, read }: SchemaQuestion,
): SchemaFacts {
  const schemas = files.filter(({ path }) => isPrismaSchema(path));
  const { tables: models, problems, provider } = readPrismaCatalog(schemas);
  const dialects = getNamedDialects(dirs, provider);
  const texts = new Map(schemas.map(({ path, text }) => [path, text]));
  const { sequences, problems: unread } = readSequences(files, dirs, read);
  const declared = models.map(({ schema, table, columns }) => ({
    ...(schema !== undefined && { schema }),
    table,
    columns: columns.map(({ column }) => column),
  }));
  const tables = [...sequences.flatMap(getCompleteTables), ...declared];
  const project = {
    ...{ changes, modules: NO_MODULES, tables: createTableColumns(tables) },
    ...{ catalog: EMPTY_CATALOG, resolver: UNTYPED },
    ...(dialects.length > 0 && { getDialects: () => dialects }),
  };
  return {
    tables,
    mapped: models.map(getMappedFacts),
    dialects,
    definitions: sequences.flatMap((sequence) => getDefinitionReferences(sequence, files, project)),
    problems: [
      ...unread,
      ...problems.map(({ file, offset, message }) => ({
        file,
        line: getLineStarts(texts.get(file) ?? "").getPosition(offset).line,
        message,
        isFatal: true,
      })),
    ],
  };
}

/** The dialects that the manifest gives migrations, and that of Prisma's datasource. */
export function getNamedDialects(dirs: readonly MigrationDir[], provider?: string): readonly Dialect[] {
  const names = [provider, ...dirs.map(({ dialect }) => dialect)];
  const found = new Set(names.map((name) => (name === undefined ? undefined : findDialect(name))));
  return DIALECTS.filter((dialect) => found.has(dialect));
}

/** A directory that can't be read is a fatal problem. */
function readSequences(
  files: readonly TextFile[],
  dirs: readonly FoundDir[],
  read: ReadBody | undefined,
): { readonly sequences: readonly MigrationSequence[]; readonly problems: readonly ScanProblem[] } {
  const sequences: MigrationSequence[] = [];
  const problems: ScanProblem[] = [];
  for (const dir of dirs) {
    try {
      sequences.push(...readMigrations([dir], files, read));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push({ file: dir.dir, message: error.message, isFatal: true });
    }
  }
  return { sequences, problems };
}

function getCompleteTables(sequence: MigrationSequence) {
  return replaySchema([sequence]).tables.filter(({ isComplete }) => isComplete);
}

/** SQL imports nothing. */
const NO_MODULES: ModuleGraph = {
  getOrigins: () => [],
  getTargetOrigins: () => [],
  leadsToFile: () => false,
  getShape: () => undefined,
};
