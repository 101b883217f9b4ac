import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { CodeFile } from "../code/code-file.js";
import { getExportNames } from "../code/export-names.js";
import type { DrizzleColumn, DrizzleMapping, DrizzleTable } from "./drizzle-mapping.js";

/** Never false for a text that makes a table. */
export function mayMapDrizzle(text: string): boolean {
  return /(?:pg|mysql|sqlite)Table\b/.test(text);
}

/** Tables that a module makes at its top level. */
export function readDrizzleMapping(file: CodeFile): DrizzleMapping | undefined {
  const exports = getExportNames(file.ast);
  const tables = file.ast.body.flatMap((statement) => {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration") return [];
    return declaration.declarations.flatMap((declarator) => readTable(declarator, file, exports));
  });
  return tables.length === 0 ? undefined : { tables };
}

const MAKERS: ReadonlySet<string> = new Set(["pgTable", "mysqlTable", "sqliteTable"]);

function readTable(
  { id, init }: TSESTree.VariableDeclarator,
  { scopes }: CodeFile,
  exports: ReadonlyMap<string, readonly string[]>,
): DrizzleTable[] {
  const call = init && unwrap(init);
  if (id.type !== "Identifier" || call?.type !== "CallExpression") return [];
  const [name, columns] = call.arguments;
  if (call.callee.type !== "Identifier" || !MAKERS.has(call.callee.name)) return [];
  if (name?.type !== "Literal" || typeof name.value !== "string" || columns === undefined) return [];
  const [start, end] = getNameRange(id);
  return [
    {
      model: id.name,
      exports: exports.get(id.name) ?? [],
      table: name.value,
      ...{ start, end },
      columns: getEntries(columns, scopes).flatMap(({ name: property, key, value }) =>
        readColumn(property, key, value),
      ),
    },
  ];
}

function readColumn(property: string, key: TSESTree.Node, value: TSESTree.Node): DrizzleColumn[] {
  const call = getFirstCall(unwrap(value));
  if (call === undefined) return [];
  const [name] = call.arguments;
  const [start, end] = getNameRange(key);
  const column =
    name?.type === "Literal" && typeof name.value === "string" ? { column: name.value } : undefined;
  return [{ property, start, end, ...column }];
}

/** `text("name")` of `text("name").notNull()`. */
function getFirstCall(node: TSESTree.Node): TSESTree.CallExpression | undefined {
  if (node.type !== "CallExpression") return undefined;
  const callee = unwrap(node.callee);
  return callee.type === "MemberExpression" ? getFirstCall(unwrap(callee.object)) : node;
}
