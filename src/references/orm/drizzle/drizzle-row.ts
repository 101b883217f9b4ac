import type { MappedColumn, MappedTable } from "../../../catalog/catalog.js";
import type { RowShape } from "../../follow-rows.js";

/** A column as a property of a table object, a subquery or a row names it. */
export interface ColumnRef {
  readonly table: MappedTable;
  readonly column: MappedColumn;
}

/**
 * What carries columns under their properties: a table object, an alias, a subquery, a row that comes back. What an output alias names is no
 * column of it.
 */
export interface DrizzleRow extends RowShape<DrizzleRow> {
  getColumn(property: string): ColumnRef | undefined;
  /** The table itself, of a table object or an alias. */
  readonly table?: MappedTable;
  /** How a join without a selection calls its rows. */
  readonly name?: string;
}

interface RowParts {
  getColumn?(property: string): ColumnRef | undefined;
  getRelated?(property: string): DrizzleRow | undefined;
}

export function createRow({ getColumn, getRelated }: RowParts): DrizzleRow {
  const find = getColumn ?? (() => undefined);
  return {
    getColumn: find,
    has: (property) => find(property) !== undefined,
    getRelated: getRelated ?? (() => undefined),
  };
}

/** All columns of a table, but those that are left out. */
export function createTableRow(table: MappedTable, isLeftOut = (_property: string) => false): DrizzleRow {
  const getColumn = (property: string): ColumnRef | undefined => {
    const column = isLeftOut(property) ? undefined : table.columns.find((one) => one.property === property);
    return column && { table, column };
  };
  return { ...createRow({ getColumn }), table, name: table.table };
}

/** The first of several rows that knows a property. */
export function uniteRows(rows: readonly DrizzleRow[]): DrizzleRow {
  const findFirst = <T>(get: (row: DrizzleRow) => T | undefined): T | undefined => {
    for (const row of rows) {
      const found = get(row);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return createRow({
    getColumn: (property) => findFirst((row) => row.getColumn(property)),
    getRelated: (property) => findFirst((row) => row.getRelated(property)),
  });
}
