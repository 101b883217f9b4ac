import type { TableName } from "../catalog/table-columns.js";

/** Where an operation stands in its migration file, 1-based. */
export interface OperationPlace {
  readonly line: number;
  readonly column: number;
}

interface OperationBase extends OperationPlace {
  /** The statement on one line, for people. */
  readonly text: string;
  /** `-- expand-contract: allow <rule> because <reason>` directly above the statement. */
  readonly allows: readonly { readonly rule: string; readonly reason: string }[];
}

/** One thing a migration does. Several in one statement are several. */
export type Operation = OperationBase &
  (
    | { readonly type: "create-table"; readonly table: TableName; readonly columns: readonly string[] }
    | { readonly type: "drop-table"; readonly table: TableName }
    | { readonly type: "rename-table"; readonly table: TableName; readonly to: string }
    | {
        readonly type: "add-column";
        readonly table: TableName;
        readonly column: string;
        readonly notNull: boolean;
        readonly hasDefault: boolean;
      }
    | { readonly type: "drop-column"; readonly table: TableName; readonly column: string }
    | {
        readonly type: "rename-column";
        readonly table: TableName;
        readonly column: string;
        readonly to: string;
      }
    | {
        readonly type: "alter-column";
        readonly table: TableName;
        readonly column: string;
        readonly what: string;
      }
    | { readonly type: "create-view" | "drop-view"; readonly table: TableName }
    | { readonly type: "backfill"; readonly table: TableName; readonly isBounded: boolean }
    | { readonly type: "revoke" | "grant"; readonly table: TableName }
    | { readonly type: "other" }
    /** Could not be read: whatever it does to `tables` is unknown (empty: to any). */
    | { readonly type: "unknown"; readonly tables: readonly string[]; readonly reason: string }
  );

export interface Migration {
  /** The tool's own name for it (folder or file). Two trees have the same migration when `dir` formats agree and ids are equal. */
  readonly id: string;
  /** POSIX path of its file, relative to the repo. */
  readonly file: string;
  /** Forward part only, in order. */
  readonly operations: readonly Operation[];
}

/** One migrations directory, in the order in which its tool would run it. */
export interface MigrationSequence {
  readonly dir: string;
  readonly format: string;
  readonly migrations: readonly Migration[];
}
