import type { TSESTree } from "@typescript-eslint/utils";
import type { BuilderCall } from "../../../ast/follow-builder.js";
import type { TableName } from "../../../catalog/table-columns.js";

/** What a query may name columns of. */
export interface Scope {
  readonly relations: readonly Relation[];
  /** The query around it. */
  readonly outer: Scope | undefined;
  /** True where it may have relations that are not known. */
  readonly isOpen: boolean;
  /** Where it begins. */
  readonly at?: TSESTree.Node;
}

export interface Relation {
  readonly alias: string;
  readonly source: TableName | Rows;
  /** Where a table is named. */
  readonly at?: { readonly node: TSESTree.Node; readonly range: readonly [number, number] };
}

/** What a subquery, a CTE or a finished query gives. */
export interface Rows {
  readonly items: ReadonlyMap<string, Item>;
  /** Relations all of whose columns it has. */
  readonly stars: readonly Relation[];
  /** True where it may have columns that are not known. */
  readonly isOpen: boolean;
  /** True for a table whose name only running tells. */
  readonly isAnyTable?: boolean;
}

/** One column of what a query gives. */
export interface Item {
  /** The columns that it is, under their own name. An alias ends what a column is called. */
  readonly columns: readonly ColumnName[];
  /** Rows that it holds: `jsonArrayFrom(…)`. */
  readonly rows?: Rows;
}

export interface ColumnName {
  readonly table: TableName;
  readonly column: string;
  readonly isSure: boolean;
}

/** A statement as its builder is put together. */
export interface Query {
  /** The method that begins it, or the parameter that holds it. */
  readonly root: TSESTree.Node;
  readonly verb: Verb;
  /** Names of its tables as a type gives them. */
  readonly tables: readonly TSESTree.StringLiteral[];
  /** Filled as the file is walked. */
  readonly calls: BuilderCall[];
}

export type Verb = "select" | "insert" | "update" | "delete" | "merge";

/** The methods that begin a statement. */
export const VERBS: ReadonlyMap<string, Verb> = new Map([
  ["selectFrom", "select"],
  ["insertInto", "insert"],
  ["replaceInto", "insert"],
  ["updateTable", "update"],
  ["deleteFrom", "delete"],
  ["mergeInto", "merge"],
]);

/** What an expression is to Kysely: a statement, or something that makes expressions within one (`eb`, `eb.fn`, `join`, `oc`). */
export type Handle =
  | { readonly kind: "query"; readonly query: Query }
  | { readonly kind: "expression"; readonly query: Query }
  /** What `onConflict` and `whenMatched` hand on: what it sets is written. */
  | { readonly kind: "conflict"; readonly query: Query }
  /** Made away from any statement: `db.dynamic.ref`, a parameter of an unknown type. */
  | { readonly kind: "loose"; readonly at: TSESTree.Node };

export function isTable(source: Relation["source"]): source is TableName {
  return "table" in source;
}
