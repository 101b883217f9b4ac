import type { MappedTable } from "../catalog.js";
import type { TableName } from "../table-columns.js";

interface RelationPlace {
  readonly entity: Pick<MappedTable, "orm" | "model" | "file">;
  readonly relation: { readonly property: string; readonly start: number; readonly end: number };
}

/** A table between two entities, which no class maps: its columns stand where the relation is declared. */
export function createTableBetween(
  { entity, relation }: RelationPlace,
  name: TableName,
  columns: readonly string[],
): MappedTable {
  const { orm, model, file } = entity;
  const { property, start, end } = relation;
  return {
    orm,
    ...name,
    ...{ model: `${model}.${property}`, exports: [], file, start, end },
    isDeclared: true,
    isComplete: true,
    columns: columns.map((column) => ({ property, column, start, end, isDeclared: true })),
    relations: [],
    compounds: new Map(),
  };
}
