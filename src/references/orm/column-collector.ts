import type { TSESTree } from "@typescript-eslint/utils";
import { isSameTable, type TableName } from "../../catalog/table-columns.js";
import { type Change, isTableTarget } from "../../manifest/manifest.js";
import { getNameRange } from "../../ast/property-name.js";
import type { Detection } from "../detector.js";
import type { Access, Certainty } from "../reference.js";

export interface ColumnUse {
  readonly access: Access;
  /** The node that names it: a key, a member, a string. The place is the name itself, without quotes. */
  readonly at: TSESTree.Node;
  readonly certainty?: Certainty;
  /** UTF-16 offsets of the name in the file, where it is but a part of `at` (`"users.name as n"`). */
  readonly range?: readonly [number, number];
}

/** Takes what a detector finds, by the names that the database has; keeps what one of the changes takes away. */
export interface ColumnCollector {
  addColumn(table: TableName, column: string, use: ColumnUse): void;
  addTable(table: TableName, use: ColumnUse): void;
  /** Every old column of the table: `selectAll()`, an INSERT of whatever an object holds. */
  addAllColumns(table: TableName, use: ColumnUse): void;
}

interface CollectorInput {
  readonly changes: readonly Change[];
  /** The detector's name. */
  readonly via: string;
  readonly found: Detection[];
}

export function createColumnCollector({ changes, via, found }: CollectorInput): ColumnCollector {
  const add = (change: Change, { access, at, certainty = "resolved", range }: ColumnUse): void => {
    const [start, end] = range ?? getNameRange(at);
    found.push({ change, access, start, end, via, certainty });
  };
  return {
    addColumn: (table, column, use) => {
      for (const change of getColumnChanges(changes, table))
        if (change.old.column === column) add(change, use);
    },
    addTable: (table, use) => {
      for (const change of changes)
        if (change.old.kind === "table" && isSameTable(change.old, table)) add(change, use);
    },
    addAllColumns: (table, use) => {
      for (const change of getColumnChanges(changes, table)) add(change, use);
    },
  };
}

type ColumnChange = Change & { readonly old: { readonly kind: "column" } };

function getColumnChanges(changes: readonly Change[], table: TableName): ColumnChange[] {
  return changes.filter((change): change is ColumnChange => isColumnOf(change, table));
}

function isColumnOf({ old }: Change, table: TableName): boolean {
  return old.kind === "column" && isSameTable(old, table);
}

/** True when a change takes the table or one of its columns away. */
export function isTouched(table: TableName, changes: readonly Change[]): boolean {
  return changes.some(({ old }) => isTableTarget(old) && isSameTable(old, table));
}
