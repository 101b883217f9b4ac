import type { TableName } from "./table-columns.js";

/** One property of a model that an ORM maps to a column. */
export interface MappedColumn {
  /** The name in code, e.g. Prisma's field. */
  readonly property: string;
  /** The name in the database. */
  readonly column: string;
  /** UTF-16 offsets of the property's name in `file`. */
  readonly start: number;
  readonly end: number;
  /** Where the property is written, if not in the model's own file: columns may be spread in, inherited or embedded. */
  readonly file?: string;
  /** The class that declares it, if not the model's own: one that the model inherits from or embeds. */
  readonly owner?: string;
  /** True when every statement of the ORM names it: the mapping is then a `declare` reference. */
  readonly isDeclared: boolean;
}

/** A relation field: how nested arguments reach another model. */
export interface MappedRelation {
  readonly property: string;
  readonly model: string;
  /** The file of that model, for models that are found by their module. */
  readonly file?: string;
  /** Properties of this model that hold the foreign key, where it is on this side: `connect` writes them. */
  readonly fields?: readonly string[];
  /** The model between the two, where it has one of its own. */
  readonly through?: { readonly model: string; readonly file: string };
  /** Columns of this model's table that hold the foreign key, whether properties map them or not. */
  readonly columns?: readonly string[];
  /** The other model's relation that leads back. */
  readonly inverse?: string;
}

/**
 * Another name by which code reaches a model: a repository of it, a class that its rows are made of, a type or validator of the rows that come
 * back (`select`) or go in (`insert`), the key by which a client reaches its queries.
 */
export interface MappedHandle {
  readonly kind: "model" | "repository" | "select" | "insert" | "key";
  readonly file: string;
  readonly model: string;
  readonly exports: readonly string[];
}

/** A model, entity or table object that maps a table. */
export interface MappedTable extends TableName {
  /** Which ORM: `prisma`, `drizzle`, `typeorm` … */
  readonly orm: string;
  /** The name in code: of the model, the class, the variable, the interface. */
  readonly model: string;
  /** The name under which the ORM knows it, where that may be another: Sequelize's aliases in SQL and keys of `models`. */
  readonly name?: string;
  /** The names under which its module exports it (`default` too); none for models that code reaches otherwise. */
  readonly exports: readonly string[];
  /** That module, where the file declares it by name: `declare module "knex/types/tables"`. */
  readonly module?: string;
  readonly file: string;
  /** UTF-16 offsets of the model's name in `file`. */
  readonly start: number;
  readonly end: number;
  readonly isDeclared: boolean;
  /** False: it may have more columns than are known (a spread of something that can't be read). */
  readonly isComplete: boolean;
  readonly columns: readonly MappedColumn[];
  readonly relations: readonly MappedRelation[];
  /** Prisma's compound selectors: name in code → properties (`id_projectId` → [id, projectId]). */
  readonly compounds: ReadonlyMap<string, readonly string[]>;
  readonly handles?: readonly MappedHandle[];
}

/** Which code maps which table and column. */
export interface Catalog {
  readonly tables: readonly MappedTable[];
  /** Kysely's `CamelCasePlugin` is set up: its queries say `fullName` for `full_name`. */
  readonly hasCamelCaseQueries?: boolean;
}

export const EMPTY_CATALOG: Catalog = { tables: [] };
