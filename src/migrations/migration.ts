import type { TableName } from "../catalog/table-columns.js";

/** Where an operation stands in its migration file, 1-based. */
export interface OperationPlace {
  readonly line: number;
  readonly column: number;
}

/** `-- expand-contract: allow <rule> because <reason>` directly above the statement. */
export interface Allow {
  readonly rule: string;
  readonly reason: string;
}

/** A comment that wanted to allow something and does not: the gate says why. */
export interface IgnoredAllow {
  /** The comment as written, without its dashes. */
  readonly text: string;
  readonly line: number;
  /** What is missing, and what to write. */
  readonly problem: string;
}

interface OperationBase {
  readonly at: OperationPlace;
  /** The statement on one line, for people. */
  readonly text: string;
  readonly allows: readonly Allow[];
  readonly ignoredAllows?: readonly IgnoredAllow[];
  /** The whole statement, where a script defines a view, function or trigger: the file itself is no SQL. */
  readonly sql?: string;
}

/** What `alter-column` changes. */
export const COLUMN_ALTERATIONS = [
  "type",
  "set-not-null",
  "drop-not-null",
  "set-default",
  "drop-default",
  "other",
] as const;
export type ColumnAlteration = (typeof COLUMN_ALTERATIONS)[number];

/** What one operation does, without where it stands. JSON-able. Table names leave `public` out. */
export type OperationEffect =
  | {
      readonly type: "create-table" | "create-view";
      readonly table: TableName;
      /** As far as the text names them. */
      readonly columns: readonly string[];
      /** Tables whose columns it has beside its own: `LIKE`, `AS SELECT *`. */
      readonly columnsOf?: readonly TableName[];
      /** Tables whose columns it has and goes on to share: `INHERITS`, `PARTITION OF`. */
      readonly inherits?: readonly TableName[];
      /** True when some columns can't be told from the text (`AS SELECT f(x)`, `OF type`). */
      readonly isPartial?: boolean;
      /** `IF NOT EXISTS`: the table may have been there before. */
      readonly ifNotExists?: boolean;
    }
  | { readonly type: "drop-table"; readonly table: TableName }
  /** `toSchema` when `SET SCHEMA` moved it: the old name stops working just as with `RENAME TO`. */
  | {
      readonly type: "rename-table";
      readonly table: TableName;
      readonly to: string;
      readonly toSchema?: string;
    }
  | {
      readonly type: "add-column";
      readonly table: TableName;
      readonly column: string;
      readonly notNull: boolean;
      /** A default, a generated value or an identity: an INSERT may leave the column out. */
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
      readonly what: ColumnAlteration;
    }
  | { readonly type: "drop-view"; readonly table: TableName }
  | {
      readonly type: "rename-view";
      readonly table: TableName;
      readonly to: string;
      readonly toSchema?: string;
    }
  /** `parameters`: the types of the input parameters, which tell functions of one name apart. */
  | {
      readonly type: "create-function";
      readonly name: TableName;
      readonly parameters: readonly string[];
    }
  /** Without `parameters` it drops the only function of that name. */
  | {
      readonly type: "drop-function";
      readonly name: TableName;
      readonly parameters?: readonly string[];
    }
  | { readonly type: "create-trigger"; readonly table: TableName; readonly name: string }
  /** Without `table` in the dialects whose triggers have names of their own. */
  | { readonly type: "drop-trigger"; readonly table?: TableName; readonly name: string }
  | {
      readonly type: "backfill";
      readonly table: TableName;
      /** Its statement touches a chosen part of the table at a time (see `is-bounded.ts`). */
      readonly isBounded: boolean;
      readonly statement: "update" | "insert-select" | "merge";
    }
  | { readonly type: "revoke" | "grant"; readonly table: TableName }
  | { readonly type: "drop-schema"; readonly schema: string }
  | { readonly type: "other" }
  /** Could not be read: whatever it does to anything named in `tables` is unknown (empty: to any table). */
  | { readonly type: "unknown"; readonly tables: readonly string[]; readonly reason: string };

/** One thing a migration does. Several in one statement are several. */
export type Operation = OperationBase & OperationEffect;

export interface Migration {
  /** The tool's own name for it (folder, file or version). Two trees have the same migration when `dir` formats agree and ids are equal. */
  readonly id: string;
  /** POSIX path of its file, relative to the repo. */
  readonly file: string;
  /** Forward part only, in order. */
  readonly operations: readonly Operation[];
  /** Why its tool would never run it (not in the journal, version taken twice). */
  readonly neverRuns?: string;
  /** Its tool skips it silently where this other migration has run before (Drizzle: an older `when` in the journal). */
  readonly skippedAfter?: string;
  /** Runs again whenever its text changes, after all others (Flyway's `R__`): it can't be out of order. */
  readonly isRepeatable?: boolean;
  /** It says itself what it comes after (Prisma 8's graph, graphile-migrate's chain): it sorts before nothing else. */
  readonly isOrderedByContent?: boolean;
  /** What its tool would complain of, for people. */
  readonly problem?: string;
}

/** One migrations directory, in the order in which its tool would run it. */
export interface MigrationSequence {
  readonly dir: string;
  readonly format: string;
  readonly migrations: readonly Migration[];
}
