import type { Catalog, MappedTable } from "../catalog/catalog.js";
import { isSameTable } from "../catalog/table-columns.js";
import type { Change, ColumnTarget } from "../manifest/manifest.js";
import { getQueryNames, getSearchWords } from "./search-words.js";

export interface TextTestInput {
  readonly changes: readonly Change[];
  readonly catalog: Catalog;
  /** All words of which a candidate file has one: `getSearchWords` and the names that re-exports give. */
  readonly words: ReadonlySet<string>;
}

/** SQL that depends on a column without naming it: stars, inserts without a list, whole rows, names put together at run time. `select: {` of an ORM is none. */
const UNNAMED_USE =
  /\bselect\s+[^\s:=]|\b(?:insert|replace)\s+(?:\w+\s+){0,3}into\b|\b(?:insert|replace)\s+\S+\s+(?:values?\b|select\b|set\s)|\breturning\b|\bmerge\s+into\b|\bcopy\s|\btable\s|\bupdate\s[^;]{1,200}\sset\s|\bdelete\s+from\b/i;

/** The same in a builder's words: whole rows, and writes of whatever an object holds. */
const UNNAMED_CALL =
  /\b(?:selectAll|returningAll|outputAll|insertInto|updateTable|replaceInto|mergeInto|selectFrom|deleteFrom|ColumnSet|helpers\.(?:insert|update))\b/;

/** A call of Prisma's client that may be given names that only running the program tells: `{ [field]: true }`, `by: fields`. */
const PRISMA_CALL =
  /\b(?:find(?:Many|First|Unique)|groupBy|aggregate|count|create|update|upsert|delete)\w*\s*\(|\bPrisma\./;
const COMPUTED_NAME = /\[[^\]:"'`]+\]\s*(?::|=[^=>])|\b(?:by|distinct|fields)\s*(?::\s*\[?\s*[\w$.]|[,}])/;

/** Knex selects all columns where a query names none, and writes whatever an object holds. */
const KNEX_CALL =
  /(?:knex|trx|tx|db|database|connection|conn|client|pg|mysql|sqlite)\b|\.\s*(?:where\w*|first|from|into|insert|select|update|returning)\s*[(<]/i;

/**
 * A closer look at a candidate's text, before it is parsed: a table's or model's name is a common word (`User`), and a column is only
 * depended on where it is named as well, or where SQL carries it unnamed. Never false for a text that holds a reference.
 */
export function createTextTest({ changes, catalog, words }: TextTestInput): (text: string) => boolean {
  const columns = changes.flatMap(({ old }) => (old.kind === "column" ? [old] : []));
  const byTable = new Set(getSearchWords(changes.filter(isColumnChange), catalog));
  const byName = getSearchWords(
    changes.filter((change) => !isColumnChange(change)),
    catalog,
  );
  const settling = [...new Set([...byName, ...[...words].filter((word) => !byTable.has(word))])];
  const names = columns.flatMap((column) => getColumnNames(column, catalog));
  const hasPrisma = catalog.tables.some(
    (table) => table.orm === "prisma" && columns.some((column) => isSameTable(table, column)),
  );
  const lowerNames = [...new Set(names.map((name) => name.toLowerCase()))];
  const tableNames = columns.flatMap(({ table }) => [table, ...getQueryNames(table, catalog)]);
  const isTableGiven = createStringTest(tableNames);
  return (text) => {
    if (settling.some((word) => text.includes(word))) return true;
    if (columns.length === 0) return false;
    const lower = text.toLowerCase();
    if (lowerNames.some((name) => lower.includes(name))) return true;
    if (UNNAMED_USE.test(text) || UNNAMED_CALL.test(text)) return true;
    if (isTableGiven(text) && KNEX_CALL.test(text)) return true;
    return hasPrisma && PRISMA_CALL.test(text) && COMPUTED_NAME.test(text);
  };
}

/** Whether a name stands in a string that may be a table's: `"users"`, `"app.users as u"`, `` `${schema}.users` ``. */
function createStringTest(names: readonly string[]): (text: string) => boolean {
  const escaped = names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`["'\`.}\\s](?:${escaped.join("|")})(?:["'\`$]|\\s+as\\s)`, "i");
  return (text) => names.length > 0 && pattern.test(text);
}

function isColumnChange({ kind }: Change): boolean {
  return kind === "column";
}

/** The column as the database and as models name it. A compound selector holds its properties' names. */
function getColumnNames(column: ColumnTarget, catalog: Catalog): string[] {
  const mapped = catalog.tables.filter((table) => isSameTable(table, column));
  return [
    column.column,
    ...getQueryNames(column.column, catalog),
    ...mapped.flatMap((table) => getPropertyNames(table, column.column)),
    ...mapped.flatMap((table) => getLinkNames(table, column.column, catalog)),
  ];
}

/** Relations of other models that join by the column: `user.posts` by the author of a post. */
function getLinkNames({ model, relations }: MappedTable, column: string, { tables }: Catalog): string[] {
  const own = relations
    .filter(({ columns = [] }) => columns.includes(column))
    .map(({ property }) => property);
  return tables.flatMap((table) =>
    table.relations
      .filter((relation) => relation.model === model && own.includes(relation.inverse ?? ""))
      .map(({ property }) => property),
  );
}

function getPropertyNames({ columns, compounds }: MappedTable, column: string): string[] {
  const properties = columns.filter((one) => one.column === column).map(({ property }) => property);
  const selectors = [...compounds].filter(([, members]) =>
    members.some((member) => properties.includes(member)),
  );
  // `name.first` of an embedded object is written as `name: { first }` too.
  const paths = properties.map((property) => property.slice(property.lastIndexOf(".") + 1));
  return [...properties, ...paths, ...selectors.map(([name]) => name)];
}
