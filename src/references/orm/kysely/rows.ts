import type { TSESTree } from "@typescript-eslint/utils";
import { getElements } from "../../../ast/object-entries.js";
import { unwrap } from "../../../ast/unwrap.js";
import { getMethodName } from "./handles.js";
import { findFunction, getReturned } from "./local-functions.js";
import { getNames, type Name } from "./names.js";
import type { ColumnName, Item, Query, Relation, Rows } from "./query.js";
import { isTable } from "./query.js";
import { resolveColumn } from "./resolve-column.js";
import { getAlias, getScope, getStars, type Reading } from "./scopes.js";
import { toColumnNames } from "./to-table-name.js";

const SELECTING: ReadonlySet<string> = new Set(["select", "returning", "output"]);
const STARS: ReadonlySet<string> = new Set(["selectAll", "returningAll", "outputAll"]);
/** Statements being read: a recursive CTE asks for itself. */
const entered = new WeakMap<Reading, Set<Query>>();

/** What a statement gives. */
export function getQueryRows(query: Query, reading: Reading): Rows {
  const open = entered.get(reading) ?? new Set();
  entered.set(reading, open);
  if (open.has(query)) return { items: new Map(), stars: [], isOpen: true };
  open.add(query);
  const items = new Map<string, Item>();
  const stars: Relation[] = [];
  for (const { name, node } of query.calls) {
    const [first] = node.arguments;
    if (SELECTING.has(name) && first !== undefined)
      for (const [key, item] of readItems(first, query, reading)) items.set(key, item);
    if (STARS.has(name)) stars.push(...getStars(query, getStarNames(first, reading), reading));
  }
  open.delete(query);
  return { items, stars, isOpen: query.root.type !== "CallExpression" };
}

/** `selectAll("u")`, `selectAll(["u", "p"])` */
export function getStarNames(node: TSESTree.Node | undefined, { file }: Reading): Name[] {
  if (node === undefined) return [];
  return getElements(node, file.scopes).flatMap((element) => getNames(element, file.scopes));
}

function readItems(expression: TSESTree.Node, query: Query, reading: Reading): [string, Item][] {
  const made = findFunction(expression, reading.file.scopes);
  const nodes = made === undefined ? [expression] : getReturned(made);
  return nodes
    .flatMap((node) => getElements(node, reading.file.scopes))
    .flatMap((node) => readItem(node, query, reading));
}

function readItem(expression: TSESTree.Node, query: Query, reading: Reading): [string, Item][] {
  const node = unwrap(expression);
  const { scopes } = reading.file;
  const names = getNames(node, scopes);
  if (names.length > 0) return names.map((name) => readNamed(name, query, reading));
  const made = findFunction(node, scopes);
  if (made !== undefined) return readItems(node, query, reading);
  const alias = getAlias(node, reading);
  if (alias === undefined || node.type !== "CallExpression") return [];
  const rows = findHeldRows(node, reading);
  return [[alias, { columns: [], ...(rows && { rows }) }]];
}

function readNamed(name: Name, query: Query, reading: Reading): [string, Item] {
  if (name.alias !== undefined) return [name.alias, { columns: [] }];
  const columns = resolveColumn(name.path, getScope(query, reading), reading);
  return [name.path.at(-1) ?? "", { columns }];
}

const JSON_MAKERS = /^json(?:ArrayFrom|ObjectFrom)$/;

/** `jsonArrayFrom(query).as("pets")`: each row has rows. */
function findHeldRows(call: TSESTree.CallExpression, reading: Reading): Rows | undefined {
  let node: TSESTree.Node = call;
  while (node.type === "CallExpression" && node.callee.type === "MemberExpression") {
    if (getMethodName(node, reading.file) === "selectFrom") return undefined;
    node = unwrap(node.callee.object);
  }
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return undefined;
  const [inner] = node.arguments;
  if (inner === undefined || !JSON_MAKERS.test(node.callee.name)) return undefined;
  const handle = reading.handles.get(inner);
  return handle?.kind === "query" ? getQueryRows(handle.query, reading) : undefined;
}

/** The columns that rows have under a name: a column of a table that all are taken of, too. */
export function getCarried({ items, stars }: Rows, name: string, reading: Reading): readonly ColumnName[] {
  const item = items.get(name);
  if (item !== undefined) return item.columns;
  return getStarRows(stars, name, reading);
}

export function getStarRows(
  stars: readonly Relation[],
  name: string,
  reading: Reading,
): readonly ColumnName[] {
  const { tables } = reading.project;
  return stars.flatMap(({ source }) => {
    if (!isTable(source)) return getCarried(source, name, reading);
    const columns = tables.getColumns(source);
    return toColumnNames(name, reading.project)
      .filter((column) => columns === undefined || columns.has(column))
      .map((column) => ({ table: source, column, isSure: columns !== undefined || stars.length === 1 }));
  });
}
