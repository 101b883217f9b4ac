import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../ast/find-variable.js";
import { getDottedPath, getPropertyName } from "../ast/property-name.js";
import { unwrap } from "../ast/unwrap.js";
import type { ExportShape, ExportShapes } from "../modules/module-graph.js";
import type { ScriptFile } from "./detector.js";
import type { Alternatives } from "./sql/alternatives.js";
import { getStaticText } from "./sql/source-text.js";
import { readText } from "./sql/static-text.js";
import { findValue } from "./sql/static-values.js";

const MAX_LENGTH = 300;
const MAX_DEPTH = 4;

/** Rarely true for a module that exports none. `words` are those that the text holds. */
export function mayExportStrings(text: string, words: readonly string[]): boolean {
  return words.length > 0 && text.includes("export");
}

/**
 * The strings that a module exports in constants, enums, objects and static members of classes, as far as one of the words stands in them;
 * a member by its path (`ORDER.PLACED`). Undefined where there is none.
 */
export function getExportedStrings(file: ScriptFile, words: readonly string[]): ExportShapes | undefined {
  const reading: Reading = { file, words };
  const shapes = Object.fromEntries(
    file.ast.body.flatMap((statement) =>
      getExported(statement, reading).flatMap(({ name, value }): [string, ExportShape][] => {
        const shape = getShape(value, reading);
        return shape === undefined ? [] : [[name, shape]];
      }),
    ),
  );
  return Object.keys(shapes).length > 0 ? shapes : undefined;
}

/** What two readers say of one module's exports. */
export function uniteShapes(
  first: ExportShapes | undefined,
  second: ExportShapes | undefined,
): ExportShapes | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  const united = Object.entries(second).map(([name, shape]): [string, ExportShape] => {
    const other = Object.hasOwn(first, name) ? first[name] : undefined;
    if (other?.kind !== "texts" || shape.kind !== "texts") return [name, shape];
    return [name, { kind: "texts", members: { ...other.members, ...shape.members } }];
  });
  return { ...first, ...Object.fromEntries(united) };
}

interface Reading {
  readonly file: ScriptFile;
  readonly words: readonly string[];
}

interface Exported {
  readonly name: string;
  readonly value: TSESTree.Node;
}

function getExported(statement: TSESTree.ProgramStatement, reading: Reading): Exported[] {
  switch (statement.type) {
    case "ExportNamedDeclaration":
      return statement.declaration
        ? getDeclared(statement.declaration)
        : statement.specifiers.flatMap((specifier) => getSpecified(specifier, reading));
    case "ExportDefaultDeclaration":
      return [{ name: "default", value: statement.declaration }];
    case "ExpressionStatement":
      return statement.expression.type === "AssignmentExpression" ? getAssigned(statement.expression) : [];
    default:
      return [];
  }
}

function getDeclared(declaration: TSESTree.Node): Exported[] {
  switch (declaration.type) {
    case "VariableDeclaration":
      return declaration.declarations.flatMap(({ id, init }) =>
        declaration.kind === "const" && id.type === "Identifier" && init
          ? [{ name: id.name, value: init }]
          : [],
      );
    case "TSEnumDeclaration":
      return [{ name: declaration.id.name, value: declaration }];
    case "ClassDeclaration":
      return declaration.id ? [{ name: declaration.id.name, value: declaration }] : [];
    default:
      return [];
  }
}

/** `export { TOPICS }`, `export { TOPICS as Topics }` of what the module declares. */
function getSpecified({ local, exported }: TSESTree.ExportSpecifier, { file }: Reading): Exported[] {
  const name = exported.type === "Identifier" ? exported.name : exported.value;
  const isImported =
    local.type !== "Identifier" || findVariable(file.scopes, local)?.defs[0]?.type === "ImportBinding";
  return isImported ? [] : [{ name, value: local }];
}

/** `exports.TOPICS = …`, `module.exports = { TOPICS }` */
function getAssigned({ left, right }: TSESTree.AssignmentExpression): Exported[] {
  const path = getDottedPath(left) ?? [];
  const names = path[0] === "module" ? path.slice(1) : path;
  if (names[0] !== "exports") return [];
  const [, name, ...rest] = names;
  if (rest.length > 0) return [];
  if (name !== undefined) return [{ name, value: right }];
  const object = unwrap(right);
  const members = object.type === "ObjectExpression" ? object.properties : [];
  return [
    { name: "default", value: right },
    ...members.flatMap((property) => {
      const key = property.type === "Property" ? getPropertyName(property) : undefined;
      return property.type === "Property" && key !== undefined ? [{ name: key, value: property.value }] : [];
    }),
  ];
}

function getShape(node: TSESTree.Node, reading: Reading): ExportShape | undefined {
  const value = resolve(node, reading);
  if (value.type === "ArrayExpression") {
    const texts = value.elements.flatMap((element) => (element ? getText(element, reading) : []));
    return texts.length > 0 ? { kind: "list", texts } : undefined;
  }
  const [text] = getText(value, reading);
  if (text !== undefined) return { kind: "text", text };
  const members = Object.fromEntries(getMembers(value, reading, []));
  return Object.keys(members).length > 0 ? { kind: "texts", members } : undefined;
}

/** What a constant is; `Object.freeze({ … })` is its argument. */
function resolve(node: TSESTree.Node, { file }: Reading): TSESTree.Node {
  const value = findValue(node, file.scopes);
  if (value.type === "CallExpression" && getDottedPath(value.callee)?.join(".") === "Object.freeze")
    return value.arguments[0] ? unwrap(value.arguments[0]) : value;
  if (value.type !== "Identifier") return value;
  const declared = findVariable(file.scopes, value)?.defs[0]?.node;
  return declared?.type === "TSEnumDeclaration" || declared?.type === "ClassDeclaration" ? declared : value;
}

type Member = [path: string, text: string];

function getMembers(node: TSESTree.Node, reading: Reading, path: readonly string[]): Member[] {
  if (path.length > MAX_DEPTH) return [];
  const value = resolve(node, reading);
  return getParts(value).flatMap(([name, part]): Member[] => {
    if (name === undefined) return getMembers(part, reading, path);
    const [text] = getText(part, reading);
    const own = [...path, name];
    return text === undefined ? getMembers(part, reading, own) : [[own.join("."), text]];
  });
}

type Part = readonly [name: string | undefined, value: TSESTree.Node];

/** A part without a name is spread in. */
function getParts(node: TSESTree.Node): Part[] {
  switch (node.type) {
    case "ObjectExpression":
      return node.properties.flatMap((property): Part[] => {
        if (property.type === "SpreadElement") return [[undefined, property.argument]];
        const name = getPropertyName(property);
        return name === undefined ? [] : [[name, property.value]];
      });
    case "TSEnumDeclaration":
      return node.body.members.flatMap(({ id, initializer }): Part[] =>
        initializer ? [[id.type === "Identifier" ? id.name : id.value, initializer]] : [],
      );
    case "ClassDeclaration":
    case "ClassExpression":
      return node.body.body.flatMap((member): Part[] => {
        if (member.type !== "PropertyDefinition" || !member.static || !member.value) return [];
        return member.key.type === "Identifier" ? [[member.key.name, member.value]] : [];
      });
    default:
      return [];
  }
}

function getText(node: TSESTree.Node, { file, words }: Reading): string[] {
  const context = { text: file.text, scopes: file.scopes, used: new Set<TSESTree.Node>() };
  const text = getOnly(readText(node, context));
  if (text === undefined || text.length > MAX_LENGTH) return [];
  return words.some((word) => text.includes(word)) ? [text] : [];
}

/** The text, if it is all known. */
function getOnly(texts: Alternatives): string | undefined {
  const [only, ...others] = texts;
  if (only === undefined || others.length > 0 || only.some(({ kind }) => kind === "hole")) return undefined;
  return getStaticText(only);
}
