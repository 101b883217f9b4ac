import type { TSESTree } from "@typescript-eslint/utils";
import { walk } from "../../ast/walk.js";
import type { CodeFile } from "../code/code-file.js";
import { type CodeName, getCodeName } from "../code/code-name.js";
import { getExportNames } from "../code/export-names.js";
import { getDatabaseType } from "./database-types.js";
import type { KyselyMapping, KyselyRowType } from "./kysely-mapping.js";
import { getDeclaration, readTypes } from "./read-types.js";
import { getRowType } from "./row-types.js";

/** Never false for a text that names Kysely; types of rows may stand in modules that don't, and then are called what Kysely's own guide calls them. */
export function mayMapKysely(text: string): boolean {
  return MARKS.some((mark) => text.includes(mark)) && MENTION.test(text);
}

/** Each text that matches has one; looking for them takes less than matching. */
const MARKS = ["ysely", "Generated", "ColumnType<", "DB", "Database", "Table", "Schema"];

const MENTION =
  /[Kk]ysely|\b(?:Generated|GeneratedAlways|ColumnType)<|\b(?:interface|type|class)\s+(?:\w*DB|Database\w*|\w*Database|\w+Tables?|\w*Schema)\b/;

/** Types of a module that may describe a database or its rows, and which it hands to Kysely as such. */
export function readKyselyMapping(file: CodeFile): KyselyMapping | undefined {
  const exports = getExportNames(file.ast);
  const types = readTypes(file.ast.body, file, exports);
  const databases = readDatabases(file);
  const isCamelCase = /\bnew CamelCasePlugin\b/.test(file.text);
  const rowTypes = file.ast.body.flatMap((statement) =>
    readRowType(getDeclaration(statement), file, exports),
  );
  const isEmpty = types.length + databases.length + rowTypes.length === 0 && !isCamelCase;
  return isEmpty ? undefined : { types, databases, rowTypes, isCamelCase };
}

function readRowType(
  node: TSESTree.Node | null,
  { scopes }: CodeFile,
  exports: ReadonlyMap<string, readonly string[]>,
): KyselyRowType[] {
  const rows = node?.type === "TSTypeAliasDeclaration" ? getRowType(node.typeAnnotation) : undefined;
  if (node?.type !== "TSTypeAliasDeclaration" || rows === undefined) return [];
  const of = typeof rows.of === "string" ? { key: rows.of } : getCodeName(rows.of, scopes);
  const model = node.id.name;
  return of === undefined ? [] : [{ model, exports: exports.get(model) ?? [], use: rows.use, of }];
}

function readDatabases({ ast, scopes }: CodeFile): CodeName[] {
  const names = new Map<string, CodeName>();
  for (const node of walk(ast)) {
    const type = getDatabaseType(node);
    const name = type?.type === "TSTypeReference" ? getCodeName(type.typeName, scopes) : undefined;
    if (name !== undefined) names.set(JSON.stringify(name), name);
  }
  return [...names.values()];
}
