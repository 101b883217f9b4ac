import type { Catalog, MappedTable } from "../catalog/catalog.js";

/** A MappedTable without a Map: JSON-able. */
export type MappedTableFacts = Omit<MappedTable, "compounds"> & {
  readonly compounds: readonly (readonly [string, readonly string[]])[];
};

export function getMappedFacts({ compounds, ...table }: MappedTable): MappedTableFacts {
  return { ...table, compounds: [...compounds] };
}

/** The catalog as detectors ask it. */
export function getCatalog({ mapped }: { readonly mapped: readonly MappedTableFacts[] }): Catalog {
  return { tables: mapped.map((table) => ({ ...table, compounds: new Map(table.compounds) })) };
}
