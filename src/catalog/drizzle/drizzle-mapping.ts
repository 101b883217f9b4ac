import type { CodeName } from "../code/code-name.js";

/** What one file's text says of Drizzle's tables. JSON-able. */
export interface DrizzleMapping {
  readonly tables: readonly DrizzleTable[];
  readonly columnSets: readonly DrizzleColumnSet[];
  readonly makers: readonly DrizzleMaker[];
  readonly relations: readonly DrizzleRelations[];
  readonly rowTypes: readonly DrizzleRowType[];
  readonly schemaKeys: readonly DrizzleSchemaKey[];
  readonly casings: readonly DrizzleCasing[];
}

/** Something that a module declares at its top level: the variable's name, and those under which it is exported. */
export interface DrizzleDeclaration {
  readonly model: string;
  readonly exports: readonly string[];
}

export interface DrizzleTable extends DrizzleDeclaration {
  /** As the call gives it: a maker may add to it. */
  readonly table: string;
  readonly schema?: string;
  /** What makes the table, where it is not one of Drizzle's own functions: a creator, a schema object, a function of the repo. */
  readonly maker?: CodeName;
  readonly start: number;
  readonly end: number;
  readonly columns: readonly DrizzleColumnEntry[];
  readonly isComplete: boolean;
}

export interface DrizzleColumn {
  readonly property: string;
  /** Undefined: the property's name is the column's, in the casing of the client. */
  readonly column?: string;
  /** Another module's function that makes the column, or constant that is it: it may give it a name. */
  readonly source?: { readonly name: CodeName; readonly isCalled: boolean };
  readonly start: number;
  readonly end: number;
}

/** A column, or what is spread in from another module: `...timestamps`, `...timestamps()`. */
export type DrizzleColumnEntry = DrizzleColumn | { readonly spread: CodeName };

/** Columns that are kept apart from tables: an object of them, or a single one; in a constant, or returned by a function. */
export interface DrizzleColumnSet extends DrizzleDeclaration {
  readonly isFunction: boolean;
  readonly columns: readonly DrizzleColumnEntry[];
  /** Of a single column: the name that it has. */
  readonly column?: string;
}

/** `pgTableCreator((name) => `app_${name}`)`, `pgSchema("auth")`, a function of the repo that makes tables. */
export interface DrizzleMaker extends DrizzleDeclaration {
  readonly schema?: string;
  readonly prefix: string;
  readonly suffix: string;
  /** Columns that every table has that it makes. */
  readonly columns: readonly DrizzleColumnEntry[];
}

/** A table by the name that a module has for it, or by its key in the schema that the client was given. */
export type DrizzleTarget = CodeName | { readonly key: string };

export interface DrizzleRelations {
  readonly table: DrizzleTarget;
  readonly relations: readonly { readonly property: string; readonly target: DrizzleTarget }[];
}

/** `type User = typeof users.$inferSelect`, or a validator of drizzle-zod that gives such a type. */
export interface DrizzleRowType extends DrizzleDeclaration {
  readonly of: RowTypeOf;
}

export type RowUse = "select" | "insert";

/** A table's rows, or what another type is of. */
export type RowTypeOf = { readonly table: CodeName; readonly use: RowUse } | { readonly type: CodeName };

/** `drizzle(client, { schema: { user: users } })`: `db.query.user` reaches the table. */
export interface DrizzleSchemaKey {
  readonly key: string;
  readonly table: CodeName;
}

export type Casing = "snake_case" | "camelCase";

export interface DrizzleCasing {
  readonly casing: Casing;
  /** What the client says decides; a configuration of drizzle-kit only makes migrations. */
  readonly isClient: boolean;
}
