import type { MappedTable } from "../../../catalog/catalog.js";
import { DEFAULT_SCHEMA, type TableName } from "../../../catalog/table-columns.js";
import type { Change } from "../../../manifest/manifest.js";
import type { Detection, TextDetector } from "../../detector.js";

/**
 * Columns and tables that a Prisma schema maps: the client names them in every statement, so they are used although no code does.
 * `@ignore` and `@@ignore` take them out. The models come from the catalog, which has read all files of the schema together.
 */
export const detectPrismaSchema: TextDetector = (file, project) => {
  const models = project.catalog.tables.filter(
    ({ orm, file: path }) => orm === "prisma" && path === file.path,
  );
  return project.changes.flatMap((change) => models.flatMap((model) => declare(change, model)));
};

function declare(change: Change, model: MappedTable): Detection[] {
  const { old } = change;
  if (!model.isDeclared) return [];
  if (old.kind === "table") return isTable(model, old) ? [toDetection(change, model)] : [];
  if (old.kind !== "column" || !isTable(model, old)) return [];
  return model.columns
    .filter(({ column, isDeclared }) => isDeclared && column === old.column)
    .map((column) => toDetection(change, column));
}

function toDetection(
  change: Change,
  { start, end }: { readonly start: number; readonly end: number },
): Detection {
  return { change, access: "declare", start, end, via: "prisma", certainty: "resolved" };
}

function isTable(a: TableName, b: TableName): boolean {
  return a.table === b.table && (a.schema ?? DEFAULT_SCHEMA) === (b.schema ?? DEFAULT_SCHEMA);
}
