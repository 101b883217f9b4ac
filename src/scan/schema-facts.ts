import { readPrismaCatalog } from "../catalog/prisma/read-prisma-catalog.js";
import type { TableName } from "../catalog/table-columns.js";
import { UserError } from "../errors.js";
import type { MigrationDir } from "../manifest/manifest.js";
import { readMigrations } from "../migrations/read-migrations.js";
import { replaySchema } from "../migrations/replay-schema.js";
import type { TextFile } from "../references/detector.js";
import { getLineStarts } from "../references/line-starts.js";
import { getMappedFacts, type MappedTableFacts } from "./catalog-facts.js";
import { isPrismaSchema } from "./file-kind.js";
import type { ScanProblem } from "./scan-result.js";

/** What migrations and models say of tables: which there are, and which code maps them. JSON-able. */
export interface SchemaFacts {
  readonly tables: readonly (TableName & { readonly columns: readonly string[] })[];
  readonly mapped: readonly MappedTableFacts[];
  readonly problems: readonly ScanProblem[];
}

export { getCatalog } from "./catalog-facts.js";

export const NO_SCHEMA: SchemaFacts = { tables: [], mapped: [], problems: [] };

/** Reads migrations and Prisma schemas. What can't be read is a fatal problem: without it nobody knows whose column a name is. */
export function getSchemaFacts(files: readonly TextFile[], dirs: readonly MigrationDir[]): SchemaFacts {
  const schemas = files.filter(({ path }) => isPrismaSchema(path));
  const { tables: models, problems } = readPrismaCatalog(schemas);
  const texts = new Map(schemas.map(({ path, text }) => [path, text]));
  const migrations = readTables(files, dirs);
  const declared = models.map(({ schema, table, columns }) => ({
    ...(schema !== undefined && { schema }),
    table,
    columns: columns.map(({ column }) => column),
  }));
  return {
    tables: [...migrations.tables, ...declared],
    mapped: models.map(getMappedFacts),
    problems: [
      ...migrations.problems,
      ...problems.map(({ file, offset, message }) => ({
        file,
        line: getLineStarts(texts.get(file) ?? "").getPosition(offset).line,
        message,
        isFatal: true,
      })),
    ],
  };
}

function readTables(
  files: readonly TextFile[],
  dirs: readonly MigrationDir[],
): Pick<SchemaFacts, "tables" | "problems"> {
  const results = dirs.map((dir) => {
    try {
      const tables = replaySchema(readMigrations([dir], files)).tables.filter(({ isComplete }) => isComplete);
      return { tables, problems: [] };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { tables: [], problems: [{ file: dir.dir, message: error.message, isFatal: true }] };
    }
  });
  return {
    tables: results.flatMap(({ tables }) => tables),
    problems: results.flatMap(({ problems }) => problems),
  };
}
