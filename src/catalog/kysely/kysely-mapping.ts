import type { CodeName } from "../code/code-name.js";

/** What one file's text says of the types that describe a database. JSON-able. */
export interface DatabaseTypes {
  /** Types that describe something by its properties, at the top level of the module. */
  readonly types: readonly KyselyType[];
  /** What stands where a whole database is wanted: `Kysely<DB>`. */
  readonly databases: readonly CodeName[];
}

/** The same of a file that speaks of Kysely. JSON-able. */
export interface KyselyMapping extends DatabaseTypes {
  readonly rowTypes: readonly KyselyRowType[];
  /** Names in code are in camel case, those of the database in snake case: the file sets up `CamelCasePlugin`. */
  readonly isCamelCase: boolean;
}

/** An interface, a type alias or a class. */
export interface KyselyType {
  readonly model: string;
  readonly exports: readonly string[];
  /** The module whose export it is, where the file declares that by its name: `declare module "knex/types/tables"`. */
  readonly module?: string;
  readonly start: number;
  readonly end: number;
  readonly members: readonly KyselyMember[];
  /** Types whose properties it has as well: `extends`, `&`, and what an alias names. */
  readonly parts: readonly CodeName[];
  /** False: something in it can't be read here. */
  readonly isComplete: boolean;
}

export interface KyselyMember {
  readonly property: string;
  readonly start: number;
  readonly end: number;
  /** The type that it names: of a table, the one that describes its rows. */
  readonly type?: CodeName;
  /** Rows that are described in place. */
  readonly members?: readonly KyselyMember[];
}

/** `type User = Selectable<UserTable>`: what comes back, or goes in. */
export interface KyselyRowType {
  readonly model: string;
  readonly exports: readonly string[];
  readonly use: "select" | "insert";
  /** The type of the rows, or the key that the table has in its database. */
  readonly of: CodeName | { readonly key: string };
}
