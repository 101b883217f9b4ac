import type { TSESTree } from "@typescript-eslint/utils";
import { getValues } from "../../../ast/object-entries.js";
import type { MappedTable } from "../../../catalog/catalog.js";
import { isSameTable } from "../../../catalog/table-columns.js";
import type { Access } from "../../reference.js";
import type { SequelizeWalk } from "./sequelize-walk.js";

/**
 * A column that only running the program tells (`order: [[sort, direction]]`): `unresolved`, where the file has the old column's name in
 * quotes, as lists of allowed names do.
 */
export function addUnresolved(
  at: TSESTree.Node,
  access: Access,
  { table, walk }: { readonly table: MappedTable; readonly walk: SequelizeWalk },
): void {
  const { project, file, collector } = walk;
  if (!getValues(at, file.scopes).every(({ node }) => NAMING.has(node.type))) return;
  for (const { old } of project.changes) {
    if (old.kind !== "column" || !isSameTable(old, table)) continue;
    const names = table.columns.filter(({ column }) => column === old.column).map(({ property }) => property);
    if ([old.column, ...names].some((name) => isQuoted(name, file.text)))
      collector.addColumn(table, old.column, { access, at, certainty: "unresolved", range: at.range });
  }
}

/** What a function or a condition gives is rather an expression of Sequelize's. */
const NAMING: ReadonlySet<string> = new Set(["Identifier", "MemberExpression", "TemplateLiteral"]);

function isQuoted(name: string, text: string): boolean {
  return [`"${name}"`, `'${name}'`, `\`${name}\``].some((quoted) => text.includes(quoted));
}
