import type { ModuleGraph } from "../../modules/module-graph.js";
import type { MappedTable } from "../catalog.js";
import type { DrizzleMapping, DrizzleTable } from "./drizzle-mapping.js";

/** The tables of all files together, by path. */
export function linkDrizzle(
  mappings: ReadonlyMap<string, DrizzleMapping>,
  _modules: ModuleGraph,
): MappedTable[] {
  return [...mappings].flatMap(([file, { tables }]) => tables.map((table) => toMappedTable(file, table)));
}

function toMappedTable(file: string, { columns, ...table }: DrizzleTable): MappedTable {
  return {
    ...table,
    orm: "drizzle",
    file,
    isDeclared: true,
    isComplete: true,
    columns: columns.map(({ column, ...rest }) => ({
      ...rest,
      column: column ?? rest.property,
      isDeclared: true,
    })),
    relations: [],
    compounds: new Map(),
  };
}
