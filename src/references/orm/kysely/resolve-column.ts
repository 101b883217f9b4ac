import type { ColumnName, Relation, Scope } from "./query.js";
import { isTable } from "./query.js";
import { getStarRows } from "./rows.js";
import { findNearby, type Reading } from "./scopes.js";
import { toColumnNames, toTableName } from "./to-table-name.js";

/** The columns that a name may mean in a query: `name`, `u.name`, `billing.users.name`. */
export function resolveColumn(
  path: readonly string[],
  scope: Scope,
  reading: Reading,
): readonly ColumnName[] {
  const name = path.at(-1) ?? "";
  if (path.length === 1) return resolvePlain(name, scope, reading);
  const owner = path.slice(0, -1);
  return path.length === 2
    ? resolveQualified(owner[0] ?? "", name, { scope, reading })
    : getTableColumns(owner, name, { reading, isSure: true });
}

interface Place {
  readonly scope: Scope;
  readonly reading: Reading;
}

function resolveQualified(alias: string, name: string, { scope, reading }: Place): readonly ColumnName[] {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.outer) {
    const relation = current.relations.find((one) => one.alias === alias);
    if (relation !== undefined) return getOwn(relation, name, reading);
  }
  const nearby = findNearby(alias, scope, reading);
  if (nearby !== undefined) return getOwn(nearby, name, reading);
  // A table that is joined where it can't be seen, by its own name.
  return getTableColumns([alias], name, { reading, isSure: false });
}

function getOwn({ source }: Relation, name: string, reading: Reading): readonly ColumnName[] {
  if (isTable(source))
    return toColumnNames(name, reading.project).map((column) => ({ table: source, column, isSure: true }));
  return source.items.has(name) ? [] : getStarRows(source.stars, name, reading);
}

interface Owner {
  readonly reading: Reading;
  readonly isSure: boolean;
}

function getTableColumns(
  owner: readonly string[],
  name: string,
  { reading, isSure }: Owner,
): readonly ColumnName[] {
  const table = toTableName(owner, reading.project);
  return toColumnNames(name, reading.project).map((column) => ({ table, column, isSure }));
}

/** Whether a relation has a column; undefined where nobody knows. */
function hasColumn({ source }: Relation, name: string, reading: Reading): boolean | undefined {
  if (isTable(source)) {
    const columns = reading.project.tables.getColumns(source);
    return columns && toColumnNames(name, reading.project).some((column) => columns.has(column));
  }
  if (source.items.has(name)) return true;
  const answers = source.stars.map((star) => hasColumn(star, name, reading));
  if (answers.includes(true)) return true;
  return source.isOpen || answers.includes(undefined) ? undefined : false;
}

function resolvePlain(name: string, scope: Scope, reading: Reading): readonly ColumnName[] {
  // Those of `excluded` and the like are reached by their alias alone.
  const relations = scope.relations.filter(({ alias }) => !ALIASES.has(alias));
  const having = relations.find((relation) => hasColumn(relation, name, reading) === true);
  if (having !== undefined) return getOwn(having, name, reading);
  const likely = relations.filter((relation) => hasColumn(relation, name, reading) === undefined);
  const isAlone = likely.length === 1 && relations.length === 1 && !scope.isOpen;
  if (isAlone && scope.outer === undefined)
    return likely.flatMap((relation) => getOwn(relation, name, reading));
  const outer = scope.outer === undefined ? [] : resolvePlain(name, scope.outer, reading);
  if (likely.length === 0) return outer;
  const isOuterSure = outer.some(({ isSure }) => isSure);
  const own = likely.flatMap((relation) => getOwn(relation, name, reading));
  return [...own, ...(isOuterSure ? [] : outer)].map((column) => ({ ...column, isSure: false }));
}

const ALIASES: ReadonlySet<string> = new Set(["excluded", "inserted", "deleted"]);
