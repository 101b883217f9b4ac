import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { Project, ScriptFile } from "../../detector.js";
import { type DrizzleFile, openDrizzleFile } from "./drizzle-file.js";
import type { DrizzleRow } from "./drizzle-row.js";
import { findRow } from "./find-row.js";

/** The name that SQL gets where an expression is interpolated; undefined for what is no table and no column. */
export type NameOf = (node: TSESTree.Node) => string | undefined;

/** As `createNameOf`; undefined for a file that names nothing of what goes away. */
export function openNameOf(file: ScriptFile, project: Project, quote: string): NameOf | undefined {
  const drizzle = openDrizzleFile(file, project);
  return drizzle && createNameOf(drizzle, quote);
}

/** What Drizzle writes for a table object or one of its columns in a template: `from ${users}`, `${users.name}`. */
export function createNameOf(drizzle: DrizzleFile, quote = '"'): NameOf {
  const quoted = (name: string): string => quote + name.replaceAll(quote, quote + quote) + quote;
  const getRowName = ({ table, name }: DrizzleRow): string | undefined => {
    if (table === undefined) return undefined;
    if (name !== undefined && name !== table.table) return quoted(name);
    return table.schema === undefined
      ? quoted(table.table)
      : `${quoted(table.schema)}.${quoted(table.table)}`;
  };
  return (expression) => {
    const node = unwrap(expression);
    const row = findRow(node, drizzle);
    if (row !== undefined) return getRowName(row);
    const property = node.type === "MemberExpression" ? getMemberName(node) : undefined;
    if (node.type !== "MemberExpression" || property === undefined) return undefined;
    const owner = findRow(node.object, drizzle);
    const found = owner?.getColumn(property);
    const table = owner && getRowName(owner);
    return found && table !== undefined ? `${table}.${quoted(found.column.column)}` : undefined;
  };
}
