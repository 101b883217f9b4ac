import type { TSESTree } from "@typescript-eslint/utils";
import type { CodeFile } from "../code/code-file.js";
import { getExportNames } from "../code/export-names.js";
import type { DatabaseTypes } from "../kysely/kysely-mapping.js";
import { getDeclaration, readTypes } from "../kysely/read-types.js";

/** What one file's text says of tables and columns to Knex. JSON-able. */
export interface KnexMapping {
  /** Names of code are in camel case, those of the database are not. */
  readonly usesCamelCase?: true;
  /** What the file adds to Knex' own module of tables, and the types beside it. */
  readonly tables?: DatabaseTypes;
}

const MAPPERS = /\bknexSnakeCaseMappers\b|\bwrapIdentifier\s*[:(=][\s\S]{0,200}?(?:snake|underscore)/i;

/** The module whose interface `Tables` says which rows each table has. */
const TABLES_MODULE = "knex/types/tables";

/** Never false for a text that maps names or describes tables. */
export function mayMapKnex(text: string): boolean {
  return text.includes("knexSnakeCaseMappers") || text.includes("wrapIdentifier") || mayDescribeTables(text);
}

function mayDescribeTables(text: string): boolean {
  return text.includes(TABLES_MODULE) && text.includes("declare");
}

export function readKnexMapping(file: CodeFile): KnexMapping | undefined {
  const usesCamelCase = MAPPERS.test(file.text) || undefined;
  const tables = mayDescribeTables(file.text) ? readTables(file) : undefined;
  if (usesCamelCase === undefined && tables === undefined) return undefined;
  return { ...(usesCamelCase && { usesCamelCase }), ...(tables && { tables }) };
}

/** `declare module "knex/types/tables" { interface Tables { users: User } }` */
function readTables(file: CodeFile): DatabaseTypes | undefined {
  const { body } = file.ast;
  const added = body.flatMap(getModuleBody);
  if (added.length === 0) return undefined;
  const names = added.flatMap((statement) => getDeclaredName(getDeclaration(statement)) ?? []);
  // All that such a module declares is exported, whether it says so or not.
  const exports = new Map(names.map((name) => [name, [name]]));
  const inModule = readTypes(added, file, exports).map((type) => ({ ...type, module: TABLES_MODULE }));
  const types = [...readTypes(body, file, getExportNames(file.ast)), ...inModule];
  // By the name in this file: others may add to the same interface.
  return { types, databases: [{ own: "Tables" }] };
}

function getModuleBody(statement: TSESTree.ProgramStatement): TSESTree.ProgramStatement[] {
  if (statement.type !== "TSModuleDeclaration" || statement.id.type !== "Literal") return [];
  return statement.id.value === TABLES_MODULE ? (statement.body?.body ?? []) : [];
}

function getDeclaredName(node: TSESTree.Node | null): string | undefined {
  return node !== null && "id" in node && node.id?.type === "Identifier" ? node.id.name : undefined;
}
