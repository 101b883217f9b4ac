import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { findFunction } from "../../../ast/find-function.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getEntries, getElements, type ObjectEntry } from "../../../ast/object-entries.js";
import { getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { DrizzleFile } from "./drizzle-file.js";
import { createRow, createTableRow, type DrizzleRow } from "./drizzle-row.js";

/** What `db.query.users.findMany({ … })` names: columns, conditions, orders and extras, nested through relations. */
export function walkQueryConfig(config: TSESTree.Node, table: MappedTable, drizzle: DrizzleFile): void {
  const { scopes } = drizzle.file;
  for (const { name, value } of getEntries(config, scopes)) {
    switch (name) {
      case "columns":
        walkColumns(getEntries(value, scopes), table, drizzle);
        break;
      case "with":
        for (const entry of getEntries(value, scopes)) {
          const related = findRelated(table, entry.name, drizzle);
          if (related !== undefined) walkQueryConfig(entry.value, related, drizzle);
        }
        break;
      case "where":
        walkFilter(value, table, drizzle);
        break;
      case "orderBy":
        walkOrder(value, table, drizzle);
        break;
      case "extras":
        bindTable(value, table, drizzle);
        for (const entry of getEntries(value, scopes)) bindTable(entry.value, table, drizzle);
        break;
      default:
    }
  }
}

function walkColumns(entries: readonly ObjectEntry[], table: MappedTable, drizzle: DrizzleFile): void {
  // What `false` leaves out is in no statement, but its name must go with the column.
  for (const { name, key, value } of entries)
    addColumn(table, name, { at: key, access: isFalse(value) ? "type" : "read" }, drizzle);
}

interface Named {
  readonly at: TSESTree.Node;
  readonly access: "read" | "type";
}

function addColumn(table: MappedTable, property: string, use: Named, { collector }: DrizzleFile): void {
  const column = table.columns.find((one) => one.property === property);
  if (column !== undefined) collector.addColumn(table, column.column, use);
}

/** A callback that gets the table, or an object: `{ name: "Ann", OR: […], posts: { … } }`. */
function walkFilter(filter: TSESTree.Node, table: MappedTable, drizzle: DrizzleFile): void {
  if (bindTable(filter, table, drizzle)) return;
  const { scopes } = drizzle.file;
  for (const { name, key, value } of getEntries(filter, scopes)) {
    if (name === "AND" || name === "OR" || name === "NOT") {
      for (const element of getElements(value, scopes)) walkFilter(element, table, drizzle);
      continue;
    }
    if (name === "RAW") bindTable(value, table, drizzle);
    const related = findRelated(table, name, drizzle);
    if (related !== undefined) walkFilter(value, related, drizzle);
    else addColumn(table, name, { at: key, access: "read" }, drizzle);
  }
}

function walkOrder(order: TSESTree.Node, table: MappedTable, drizzle: DrizzleFile): void {
  if (bindTable(order, table, drizzle)) return;
  if (unwrap(order).type !== "ObjectExpression") return;
  for (const { name, key } of getEntries(order, drizzle.file.scopes))
    addColumn(table, name, { at: key, access: "read" }, drizzle);
}

/** Whether it is a callback; its first parameter is the table then. */
function bindTable(node: TSESTree.Node, table: MappedTable, drizzle: DrizzleFile): boolean {
  const callback = findFunction(node, drizzle.file.scopes);
  if (callback === undefined) return false;
  const [parameter] = callback.params;
  if (parameter !== undefined) bindParameter(parameter, createTableRow(table), drizzle);
  return true;
}

/** Remembers what a parameter stands for; what it takes apart is read there. */
export function bindParameter(parameter: TSESTree.Node, row: DrizzleRow, drizzle: DrizzleFile): void {
  if (parameter.type === "AssignmentPattern") return bindParameter(parameter.left, row, drizzle);
  if (parameter.type === "Identifier") {
    const variable = findVariable(drizzle.file.scopes, parameter);
    if (variable !== undefined) drizzle.bindings.set(variable, row);
    return;
  }
  if (parameter.type !== "ObjectPattern") return;
  for (const property of parameter.properties) {
    const name = property.type === "Property" ? getPropertyName(property) : undefined;
    if (property.type !== "Property" || name === undefined) continue;
    const related = row.getRelated(name);
    if (related !== undefined) bindParameter(property.value, related, drizzle);
    const column = row.getColumn(name);
    if (column !== undefined)
      drizzle.collector.addColumn(column.table, column.column.column, { access: "read", at: property.key });
  }
}

/** The rows that such a query gives. */
export function getConfigRow(
  config: TSESTree.Node | undefined,
  table: MappedTable,
  drizzle: DrizzleFile,
): DrizzleRow {
  const { scopes } = drizzle.file;
  const clauses = config === undefined ? [] : getEntries(config, scopes);
  const get = (clause: string): ObjectEntry[] =>
    clauses.filter(({ name }) => name === clause).flatMap(({ value }) => getEntries(value, scopes));
  const columns = get("columns");
  const taken = columns.filter(({ value }) => !isFalse(value)).map(({ name }) => name);
  const leftOut = columns.filter(({ value }) => isFalse(value)).map(({ name }) => name);
  const isLeftOut = (property: string): boolean =>
    taken.length > 0 ? !taken.includes(property) : leftOut.includes(property);
  const own = createTableRow(table, isLeftOut);
  const related = get("with").filter(({ value }) => !isFalse(value));
  return createRow({
    getColumn: own.getColumn.bind(own),
    getRelated: (property) => {
      const entry = related.find(({ name }) => name === property);
      const target = entry && findRelated(table, property, drizzle);
      return target && getConfigRow(entry.value, target, drizzle);
    },
  });
}

function isFalse(value: TSESTree.Node): boolean {
  return value.type === "Literal" && value.value === false;
}

function findRelated(
  { relations }: MappedTable,
  property: string,
  { tables }: DrizzleFile,
): MappedTable | undefined {
  const relation = relations.find((one) => one.property === property);
  return relation && tables.find(({ model, file }) => model === relation.model && file === relation.file);
}
