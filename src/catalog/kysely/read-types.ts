import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { CodeFile } from "../code/code-file.js";
import { type CodeName, getCodeName } from "../code/code-name.js";
import type { KyselyMember, KyselyType } from "./kysely-mapping.js";

/** The types among statements that describe something by its properties. */
export function readTypes(
  statements: readonly TSESTree.ProgramStatement[],
  file: CodeFile,
  exports: ReadonlyMap<string, readonly string[]>,
): KyselyType[] {
  return statements.flatMap((statement) => readType(getDeclaration(statement), file, exports));
}

export function getDeclaration(statement: TSESTree.ProgramStatement): TSESTree.Node | null {
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

/** Of Knex' `CompositeTableType<Row, Insert, Update>`, what comes back. */
function readMemberType(
  node: TSESTree.TypeNode | undefined,
  file: CodeFile,
): Pick<KyselyMember, "type" | "members"> {
  if (node?.type === "TSTypeLiteral") return { members: readMembers(node.members, file) };
  if (node?.type !== "TSTypeReference") return {};
  if (getLastName(node.typeName) === "CompositeTableType")
    return readMemberType(node.typeArguments?.params[0], file);
  const type = getCodeName(node.typeName, file.scopes);
  return type === undefined ? {} : { type };
}

function getLastName(name: TSESTree.EntityName): string | undefined {
  if (name.type === "Identifier") return name.name;
  return name.type === "TSQualifiedName" ? name.right.name : undefined;
}
