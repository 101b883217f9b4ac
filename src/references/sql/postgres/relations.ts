import type { Change } from "../../../manifest/manifest.js";
import type { Certainty } from "../../reference.js";
import type { Place } from "./run.js";

/** A column that, when read, reads the old column of a change. */
export interface Carry {
  readonly change: Change;
  readonly certainty: Certainty;
}

/** A column of a table, or of a subquery's output. */
export interface Column {
  readonly name: string;
  /** Empty for an output column of its own: what is read through an alias is none of ours. */
  readonly carries: readonly Carry[];
  /** What reading this column of the result's rows reads: an old column that no alias has renamed on its way out of a query. */
  readonly delivers?: readonly Carry[];
  /** False when only the manifest says that the column exists. */
  readonly isKnown: boolean;
  /** False when a star of a subquery passed it on: that star has been reported already. */
  readonly isDirect: boolean;
  /** When the column holds a whole row (`select u from users u`). */
  readonly row?: Relation;
}

/** What a FROM item gives: columns in order, and whether these are all. */
export interface Relation {
  readonly columns: readonly Column[];
  readonly isComplete: boolean;
}

/** A FROM item as names see it. */
export interface Item {
  /** Alias or table name. */
  readonly name?: string;
  /** Set when the item is a table without an alias: only then may a schema qualify it. */
  readonly table?: { readonly schema: string | undefined };
  readonly relation: Relation;
  /** Unqualified names and `*` do not see its columns: `excluded`, `old`, the sides of a USING join. */
  readonly isQualifiedOnly?: boolean;
  /** The token of the table's name. */
  readonly place?: Place;
}

/** What a query's expressions see; `parent` is the query around it. */
export interface Scope {
  readonly items: readonly Item[];
  readonly parent?: Scope;
  readonly ctes?: Ctes;
  /** `$1` of a function that takes a row. */
  readonly parameters?: readonly (Relation | undefined)[];
}

/** The WITH queries in sight. */
export interface Ctes {
  find(name: string): Relation | undefined;
}

export interface Found {
  readonly columns: readonly Column[];
  readonly certainty: Certainty;
}

/** What a row that has the column is read for. */
export const getDelivered = ({ carries, delivers = [] }: Column): readonly Carry[] => [
  ...carries,
  ...delivers,
];

export const UNKNOWN: Relation = { columns: [], isComplete: false };
export const EMPTY_SCOPE: Scope = { items: [] };

export const weaken = (a: Certainty, b: Certainty): Certainty => (a === "resolved" ? b : a);

export function createColumns(names: readonly string[]): Column[] {
  return names.map((name) => ({ name, carries: [], isKnown: true, isDirect: false }));
}

/** The scope that a query opens inside another one. */
export function openScope(parent: Scope, items: readonly Item[] = []): Scope {
  return parent.ctes === undefined ? { items, parent } : { items, parent, ctes: parent.ctes };
}

/** Postgres' search for an unqualified column: the innermost query that has it. */
export function findColumn(scope: Scope, name: string): Found | undefined {
  let certainty: Certainty = "resolved";
  for (let level: Scope | undefined = scope; level !== undefined; level = level.parent) {
    const found = findLocalColumn(level.items, name);
    if (found !== undefined) return { ...found, certainty: weaken(certainty, found.certainty) };
    // A table of unknown columns may have it: what is found further out is not sure.
    if (hasUnknownColumns(level.items)) certainty = "inferred";
  }
  return undefined;
}

const isSearched = (item: Item): boolean => item.isQualifiedOnly !== true;
const hasUnknownColumns = (items: readonly Item[]): boolean =>
  items.some((item) => isSearched(item) && !item.relation.isComplete);

/** In one query's FROM items. A table whose columns are known decides against one whose columns only the manifest tells. */
export function findLocalColumn(items: readonly Item[], name: string): Found | undefined {
  const searched = items.filter(isSearched);
  const hits = searched.flatMap(({ relation }) => relation.columns.filter((column) => column.name === name));
  const known = hits.filter((column) => column.isKnown);
  if (known.length > 0) return { columns: known, certainty: known.length === 1 ? "resolved" : "inferred" };
  if (hits.length === 0) return undefined;
  const others = searched.filter(({ relation }) => !relation.columns.some((column) => hits.includes(column)));
  const isSure = hits.length === 1 && !hasUnknownColumns(others);
  return { columns: hits, certainty: isSure ? "resolved" : "inferred" };
}

/** A column of a relation that the statement names. */
export function findQualifiedColumn(relation: Relation, name: string): Found | undefined {
  const columns = relation.columns.filter((column) => column.name === name);
  const known = columns.filter((column) => column.isKnown);
  if (columns.length === 0) return undefined;
  return { columns: known.length > 0 ? known : columns, certainty: "resolved" };
}

export function findItem(scope: Scope, name: string, schema?: string): Item | undefined {
  for (let level: Scope | undefined = scope; level !== undefined; level = level.parent) {
    const item = level.items.find((candidate) => candidate.name === name && isInSchema(candidate, schema));
    if (item !== undefined) return item;
  }
  return undefined;
}

function isInSchema({ table }: Item, schema: string | undefined): boolean {
  if (schema === undefined) return true;
  return table !== undefined && (table.schema ?? schema) === schema;
}
