import { type Catalog, EMPTY_CATALOG, type MappedTable } from "../catalog/catalog.js";
import { toCamelCase } from "../catalog/kysely/snake-case.js";
import { isSameTable, type TableName } from "../catalog/table-columns.js";
import type {
  Change,
  ColumnTarget,
  EndpointTarget,
  SymbolTarget,
  TableTarget,
  Target,
} from "../manifest/manifest.js";
import { getPatternWords } from "./events/name-patterns.js";
import { getLastName } from "./config/key-path.js";

/**
 * Words of which a file that holds a reference has at least one, as plain text and in this spelling.
 * A column is looked for by its table, not by its own name: a common name (`status`, `name`) stands in most files, and `select *`,
 * an INSERT without a column list and a relation's include depend on the column without naming it.
 * Names that re-exports give to a symbol, and those of modules of this repo, are not known here: `modules/alias-words.ts` has them.
 */
export function getSearchWords(changes: readonly Change[], catalog: Catalog = EMPTY_CATALOG): string[] {
  const words = new Set<string>();
  for (const { old } of changes) for (const word of getTargetWords(old, catalog)) words.add(word);
  return [...words].sort();
}

function getTargetWords(old: Target, catalog: Catalog): string[] {
  switch (old.kind) {
    case "symbol":
      return getSymbolWords(old);
    case "column":
      return [...getTableWords(old, catalog), ...getOwners(old, catalog)];
    case "table":
      return getTableWords(old, catalog);
    case "config":
      return [getLastName(old.key)];
    case "endpoint":
      return [getEndpointWord(old)];
    case "event":
      return [old.name, ...getPatternWords(old.name)];
  }
}

/** The last name: members are reached without naming what they belong to. A default export is found by its module's name, of this repo by `modules/alias-words.ts`. */
function getSymbolWords({ module, path }: SymbolTarget): string[] {
  const name = path.at(-1) ?? path[0];
  if (name !== "default") return [name];
  return module.startsWith(".") ? [] : [module];
}

/** Unquoted SQL means the same in upper case. */
function getSpellings(table: string): string[] {
  if (table !== table.toLowerCase()) return [table];
  return [table, table.toUpperCase(), table.charAt(0).toUpperCase() + table.slice(1)];
}

/** What queries call a name of the database, where that is not its own: `userAccounts` for `user_accounts`. */
export function getQueryNames(name: string, { hasCamelCaseQueries }: Catalog): string[] {
  return hasCamelCaseQueries === true ? [toCamelCase(name)] : [];
}

/** The names by which code reaches a table: its models, their delegates (`prisma.user`), and relations that lead to them. */
function getMappedWords(table: TableName, catalog: Catalog): string[] {
  const mapped = catalog.tables.filter((one) => isSameTable(one, table));
  const models = mapped.map(({ model }) => model);
  const names = mapped.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const exports = mapped.flatMap((one) => one.exports).filter((name) => name !== "default");
  const relations = catalog.tables.flatMap((mapped) => getRelationsTo(mapped, models));
  const delegates = models.map((model) => model.charAt(0).toLowerCase() + model.slice(1));
  return [...models, ...names, ...exports, ...delegates, ...relations, ...mapped.flatMap(getOtherNames)];
}

/** Entities of TypeORM are found by types too, in files that only speak of one: `getChatflowById` gives a `ChatFlow`. */
function getOtherNames(table: MappedTable): string[] {
  const lower = table.model.toLowerCase();
  const spoken = [lower, lower.charAt(0).toUpperCase() + lower.slice(1)];
  return [...getHandleNames(table), ...(table.orm === "typeorm" ? spoken : [])];
}

function getHandleNames({ handles = [] }: MappedTable): string[] {
  const exports = handles.flatMap((handle) => handle.exports);
  return [...handles.map(({ model }) => model), ...exports.filter((name) => name !== "default")];
}

function getRelationsTo({ orm, relations }: MappedTable, models: readonly string[]): string[] {
  const properties = relations.filter(({ model }) => models.includes(model)).map(({ property }) => property);
  // Sequelize makes methods of it: `getAuthor`, `createMember`.
  return [...properties, ...(orm === "sequelize" ? properties.flatMap(getMethodWords) : [])];
}

function getMethodWords(property: string): string[] {
  const name = property.charAt(0).toUpperCase() + property.slice(1);
  return [name, name.replace(/(?:ies|s)$/, "")];
}

function getTableWords(old: ColumnTarget | TableTarget, catalog: Catalog): string[] {
  return [...getSpellings(old.table), ...getQueryNames(old.table, catalog), ...getMappedWords(old, catalog)];
}

/** Those that hold the column for models of other files: a base class, an object that is spread into tables. */
function getOwners(old: ColumnTarget, { tables }: Catalog): string[] {
  const columns = tables.filter((table) => isSameTable(table, old)).flatMap((table) => table.columns);
  return columns.flatMap(({ column, owner }) =>
    column === old.column && owner !== undefined ? [owner] : [],
  );
}

/** The longest literal part: `/v1/orders/:id` may be put together from a base and `/orders/`. */
function getEndpointWord({ path }: EndpointTarget): string {
  const parts = path.split("/").filter((part) => !part.startsWith(":"));
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), "");
}
