import type { MappedTable } from "../../../catalog/catalog.js";

/** What an expression holds, as far as models are concerned. A list of rows and a promise of either hold what a row does. */
export type Holding =
  | { readonly kind: "model"; readonly table: MappedTable }
  | {
      readonly kind: "row";
      readonly table: MappedTable;
      /** Properties that are something else: aliases of the query. */
      readonly aliases?: ReadonlySet<string>;
    }
  | { readonly kind: "members"; get(name: string): readonly Holding[] }
  | { readonly kind: "list"; readonly elements: readonly (readonly Holding[])[] };

export type RowHolding = Extract<Holding, { kind: "row" }>;

export const NOTHING: readonly Holding[] = [];

export function createRow(table: MappedTable): RowHolding {
  return { kind: "row", table };
}

export function getRows(holdings: readonly Holding[]): RowHolding[] {
  return holdings.flatMap((holding): RowHolding[] => {
    if (holding.kind === "row") return [holding];
    return holding.kind === "list" ? holding.elements.flatMap(getRows) : [];
  });
}

/** What stands at a place of a list: of one whose places differ, its own. */
export function getElement(holdings: readonly Holding[], index?: number): readonly Holding[] {
  return holdings.flatMap((holding) => {
    if (holding.kind !== "list") return [holding];
    return index === undefined ? holding.elements.flat() : (holding.elements[index] ?? NOTHING);
  });
}
