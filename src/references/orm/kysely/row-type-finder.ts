import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { createCodeIndex } from "../../../catalog/code/code-index.js";
import { getCodeName } from "../../../catalog/code/code-name.js";
import { getRowType } from "../../../catalog/kysely/row-types.js";
import type { TableName } from "../../../catalog/table-columns.js";
import type { Project, ScriptFile } from "../../detector.js";
import { isTouched } from "../column-collector.js";
import { createModelFinder } from "../find-model.js";
import { toTableName } from "./to-table-name.js";

/** The rows that a type describes: those that come back, or those that go in. */
export interface RowType {
  readonly table: TableName;
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
        return table && { table, use: own.use };
      }
      if (type.type !== "TSTypeReference" || type.typeArguments !== undefined) return undefined;
      const name = getCodeName(type.typeName, file.scopes);
      const found = name && named.find(name, file.path);
      // The type that describes the table itself.
      const described = found === undefined ? models.find(type.typeName) : undefined;
      if (described !== undefined) return { table: described, use: "select" };
      if (found === undefined || (found.kind !== "select" && found.kind !== "insert")) return undefined;
      return { table: found.table, use: found.kind };
    },
  };
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
