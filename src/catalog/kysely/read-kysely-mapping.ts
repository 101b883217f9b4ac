import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";
import type { CodeFile } from "../code/code-file.js";
import { type CodeName, getCodeName } from "../code/code-name.js";
import { getExportNames } from "../code/export-names.js";
import { getDatabaseType } from "./database-types.js";
import type { KyselyMapping, KyselyMember, KyselyRowType, KyselyType } from "./kysely-mapping.js";
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
  const types = file.ast.body.flatMap((statement) => readType(getDeclaration(statement), file, exports));
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

function getDeclaration(statement: TSESTree.ProgramStatement): TSESTree.Node | null {
  return statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
    ? statement.declaration
    : statement;
}

function readType(
  node: TSESTree.Node | null,
  file: CodeFile,
  exports: ReadonlyMap<string, readonly string[]>,
): KyselyType[] {
  if (node === null || !isTypeDeclaration(node) || !node.id) return [];
  const [start, end] = getNameRange(node.id);
  const { members, parts, isComplete } = readContent(node, file);
  if (members.length === 0 && parts.length === 0) return [];
  const model = node.id.name;
  return [{ model, exports: exports.get(model) ?? [], start, end, members, parts, isComplete }];
}

type TypeDeclaration =
  TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration | TSESTree.ClassDeclaration;

function isTypeDeclaration(node: TSESTree.Node): node is TypeDeclaration {
  return (
    node.type === "TSInterfaceDeclaration" ||
    node.type === "TSTypeAliasDeclaration" ||
    node.type === "ClassDeclaration"
  );
}

interface Content {
  readonly members: readonly KyselyMember[];
  readonly parts: readonly CodeName[];
  readonly isComplete: boolean;
}

function readContent(node: TypeDeclaration, file: CodeFile): Content {
  if (node.type === "TSTypeAliasDeclaration") return readTypeContent(node.typeAnnotation, file);
  const members = readMembers(node.body.body, file);
  if (node.type === "ClassDeclaration")
    return withParts(members, node.superClass === null ? [] : [node.superClass], file);
  return withParts(
    members,
    node.extends.map(({ expression }) => expression),
    file,
  );
}

function withParts(
  members: readonly KyselyMember[],
  nodes: readonly TSESTree.Node[],
  { scopes }: CodeFile,
): Content {
  const parts = nodes.flatMap((node) => getCodeName(node, scopes) ?? []);
  return { members, parts, isComplete: parts.length === nodes.length };
}

const UNREAD: Content = { members: [], parts: [], isComplete: false };

function readTypeContent(node: TSESTree.TypeNode, file: CodeFile): Content {
  switch (node.type) {
    case "TSTypeLiteral":
      return { members: readMembers(node.members, file), parts: [], isComplete: true };
    case "TSTypeReference":
      return node.typeArguments === undefined ? withParts([], [node.typeName], file) : UNREAD;
    case "TSIntersectionType": {
      const contents = node.types.map((type) => readTypeContent(type, file));
      return {
        members: contents.flatMap(({ members }) => members),
        parts: contents.flatMap(({ parts }) => parts),
        isComplete: contents.every(({ isComplete }) => isComplete),
      };
    }
    default:
      return UNREAD;
  }
}

function readMembers(
  nodes: readonly (TSESTree.TypeElement | TSESTree.ClassElement)[],
  file: CodeFile,
): KyselyMember[] {
  return nodes.flatMap((node) => {
    if (node.type !== "TSPropertySignature" && node.type !== "PropertyDefinition") return [];
    const { key, computed } = node;
    const property = computed ? getComputedKey(key, file) : getKey(key);
    if (property === undefined) return [];
    const [start, end] = getNameRange(key);
    return [{ property, start, end, ...readMemberType(node.typeAnnotation?.typeAnnotation, file) }];
  });
}

function getKey(key: TSESTree.Node): string | undefined {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" && typeof key.value === "string" ? key.value : undefined;
}

/** `[tableName]: Row`, where a constant of the module holds the name. */
function getComputedKey(key: TSESTree.Node, { scopes }: CodeFile): string | undefined {
  if (key.type !== "Identifier") return getKey(key);
  const variable = findVariable(scopes, key);
  const init = variable && getConstantInit(variable);
  const value = init && unwrap(init);
  return value?.type === "Literal" && typeof value.value === "string" ? value.value : undefined;
}

function readMemberType(
  node: TSESTree.TypeNode | undefined,
  file: CodeFile,
): Pick<KyselyMember, "type" | "members"> {
  if (node?.type === "TSTypeLiteral") return { members: readMembers(node.members, file) };
  if (node?.type !== "TSTypeReference") return {};
  const type = getCodeName(node.typeName, file.scopes);
  return type === undefined ? {} : { type };
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
