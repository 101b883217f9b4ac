import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedHandle, MappedTable } from "../../../catalog/catalog.js";
import { createCodeIndex } from "../../../catalog/code/code-index.js";
import { getCodeName } from "../../../catalog/code/code-name.js";
import { getRowType } from "../../../catalog/kysely/row-types.js";
import { isSameTable, type TableName } from "../../../catalog/table-columns.js";
import type { Project, ScriptFile } from "../../detector.js";
import { isTouched } from "../column-collector.js";
import { createModelFinder } from "../find-model.js";
import { toTableName } from "./to-table-name.js";

/** The rows that a type describes: those that come back, or those that go in. */
export interface RowType {
  /** Several where they share the type. */
  readonly tables: readonly TableName[];
  readonly use: "select" | "insert";
}

export interface RowTypeFinder {
  find(type: TSESTree.TypeNode): RowType | undefined;
}

/** An ORM whose tables are described by types. */
export type TypedOrm = "knex" | "kysely";

/** Finds `Selectable<UserTable>`, what modules call it, and `UserTable` itself, which alone Knex has. */
export function createRowTypeFinder(file: ScriptFile, project: Project, orm: TypedOrm): RowTypeFinder {
  const models = createModelFinder(file, project, orm);
  const named = createCodeIndex(
    project.catalog.tables.flatMap((table) =>
      table.orm === orm ? (table.handles ?? []).map((handle) => ({ ...handle, table })) : [],
    ),
    project.modules,
  );
  return {
    find: (type) => {
      const own = orm === "kysely" ? getRowType(type) : undefined;
      if (own !== undefined) {
        const table =
          typeof own.of === "string" ? toTableName(own.of.split("."), project) : models.find(own.of);
        return table && { tables: [table], use: own.use };
      }
      if (type.type !== "TSTypeReference" || type.typeArguments !== undefined) return undefined;
      const name = getCodeName(type.typeName, file.scopes);
      const found = name && named.find(name, file.path);
      // The type that describes the table itself.
      const described = found === undefined ? models.find(type.typeName) : undefined;
      if (described !== undefined) return { tables: findSharing(described, project), use: "select" };
      if (found === undefined || (found.kind !== "select" && found.kind !== "insert")) return undefined;
      return { tables: findSharing(found.table, project, found), use: found.kind };
    },
  };
}

/** The tables whose rows have the same type: the one that describes them, or one that is called so. */
function findSharing(table: MappedTable, { catalog }: Project, handle?: MappedHandle): MappedTable[] {
  const sharing = catalog.tables.filter((other) => {
    if (other.orm !== table.orm) return false;
    if (handle === undefined) return other.file === table.file && other.model === table.model;
    return other.handles?.some(({ file, model }) => file === handle.file && model === handle.model);
  });
  // Two databases may have the same table.
  return sharing.filter((other, index) => sharing.findIndex((one) => isSameTable(one, other)) === index);
}

/** A module may know the rows of a table that goes away by a name that another one gives to their type. */
export function mayNameRows(text: string, { catalog, changes }: Project, orm: TypedOrm): boolean {
  return catalog.tables.some(
    (table) =>
      table.orm === orm &&
      isTouched(table, changes) &&
      getTypeNames(table).some((name) => text.includes(name)),
  );
}

function getTypeNames({ exports, handles = [] }: MappedTable): string[] {
  return [...exports, ...handles.flatMap((handle) => [handle.model, ...handle.exports])];
}
