import type { MappedTable } from "../../catalog/catalog.js";
import { isSameTable } from "../../catalog/table-columns.js";
import { type Change, isTableTarget } from "../../manifest/manifest.js";
import type { Detection, Project, TextFile } from "../detector.js";

/**
 * Columns and tables that models of this file map: an ORM names them in its statements, so they are used although no code does. The models come
 * from the catalog, which has read the files of all of them together.
 */
export function detectMappings(file: TextFile, { changes, catalog }: Project): Detection[] {
  const isHere = (table: MappedTable): boolean =>
    table.file === file.path || table.columns.some((column) => column.file === file.path);
  const tables = catalog.tables.filter((table) => table.isDeclared && isHere(table));
  if (tables.length === 0) return [];
  return changes.flatMap((change) => tables.flatMap((table) => getMappings(file, change, table)));
}

function getMappings({ path }: TextFile, change: Change, table: MappedTable): Detection[] {
  const { old } = change;
  if (!isTableTarget(old)) return [];
  if (!isSameTable(table, old)) return [];
  const places =
    old.kind === "table"
      ? [table]
      : table.columns
          .filter(({ column, isDeclared }) => isDeclared && column === old.column)
          .map((column) => ({ file: table.file, ...column }));
  return places
    .filter(({ file }) => file === path)
    .map(({ start, end }) => ({
      ...{ change, start, end },
      access: "declare",
      via: table.orm,
      certainty: "resolved",
    }));
}
