import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { findFunction, getReturned } from "../../../ast/find-function.js";
import { getElements, getEntries } from "../../../ast/object-entries.js";
import type { DrizzleFile } from "./drizzle-file.js";
import { getChain, type QueryCall, SELECTS } from "./query-row.js";

/** The columns that `insert(users)` and `update(users)` are given values for. */
export function walkWrites(calls: readonly QueryCall[], table: MappedTable, drizzle: DrizzleFile): void {
  const { scopes } = drizzle.file;
  for (const { name, node } of calls) {
    const [argument] = node.arguments;
    if (argument === undefined) continue;
    if (name === "values" || name === "set") writeRows(argument, table, drizzle);
    if (name === "onConflictDoUpdate" || name === "onDuplicateKeyUpdate")
      for (const entry of getEntries(argument, scopes))
        if (entry.name === "set") writeRows(entry.value, table, drizzle);
    if (name === "select") writeSelected(argument, table, drizzle);
  }
}

/** The keys of a row, or of each row of a list, are written. */
export function writeRows(rows: TSESTree.Node, table: MappedTable, drizzle: DrizzleFile): void {
  const { scopes } = drizzle.file;
  for (const element of getElements(rows, scopes)) writeKeys(element, table, drizzle);
}

function writeKeys(row: TSESTree.Node, table: MappedTable, { file, collector }: DrizzleFile): void {
  for (const { name, key, value } of getEntries(row, file.scopes)) {
    const column = table.columns.find(({ property }) => property === name);
    // A key that is undefined is as if it were not there.
    const isAbsent = value.type === "Identifier" && value.name === "undefined";
    if (column !== undefined && !isAbsent)
      collector.addColumn(table, column.column, { access: "write", at: key });
  }
}

/** `insert(users).select(db.select({ name: posts.title }).from(posts))`: the keys are columns of the target. */
function writeSelected(query: TSESTree.Node, table: MappedTable, drizzle: DrizzleFile): void {
  const made = findFunction(query, drizzle.file.scopes);
  const [selected] = made === undefined ? [query] : getReturned(made);
  const select = selected && getChain(selected, drizzle).find(({ name }) => SELECTS.has(name));
  const [fields] = select?.node.arguments ?? [];
  if (fields !== undefined) writeKeys(fields, table, drizzle);
}
