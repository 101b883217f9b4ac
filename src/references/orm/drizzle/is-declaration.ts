import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";

/** What a table's definition says of columns that no statement at run time names. */
const DECLARING: ReadonlySet<string> = new Set([
  "references",
  "index",
  "uniqueIndex",
  "unique",
  "uniqueKey",
  "primaryKey",
  "foreignKey",
  "check",
  "pgPolicy",
  "generatedAlwaysAs",
]);
const MAKERS = /^(?:pg|mysql|sqlite|singlestore|gel)(?:Table|MaterializedView|View)$/;

/**
 * Whether a place only shapes the schema: foreign keys, indexes, constraints. Migrations are made of it; no statement of the running program
 * names the column there. The query of a view is none: the database keeps it.
 */
export function isInDeclaration(node: TSESTree.Node): boolean {
  for (let current: TSESTree.Node | undefined = node; current?.parent; current = current.parent) {
    const { parent }: TSESTree.Node = current;
    if (parent?.type !== "CallExpression" || parent.callee === current) continue;
    const names = getNames(parent);
    if (names.some((name) => DECLARING.has(name) || MAKERS.test(name))) return true;
  }
  return false;
}

/** The method and all before it: `index("by_name").on(table.name)` is `index`, `on`. */
function getNames(call: TSESTree.CallExpression): string[] {
  const callee = unwrap(call.callee);
  if (callee.type === "Identifier") return [callee.name];
  if (callee.type !== "MemberExpression") return [];
  const object = unwrap(callee.object);
  const before = object.type === "CallExpression" && getMemberName(callee) !== "as" ? getNames(object) : [];
  return [...before, getMemberName(callee) ?? ""];
}
