import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { type FunctionNode, getReturned, isFunction } from "../../ast/find-function.js";
import { getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { DrizzleColumnSet, DrizzleMaker, DrizzleTable } from "./drizzle-mapping.js";
import { getFirstCall, readColumn, readColumns } from "./read-columns.js";
import { getStaticString } from "./static-string.js";
import { findTableCall, isCreatorCall, isSchemaCall } from "./table-calls.js";
import type { TopLevelValue } from "./top-level.js";
import { getCodeName } from "../code/code-name.js";

type ExportNames = ReadonlyMap<string, readonly string[]>;

interface Reading {
  readonly scopes: ScopeManager;
  readonly exports: ExportNames;
}

/** `export const users = pgTable("users", { … })` */
export function readTable({ id, value }: TopLevelValue, { scopes, exports }: Reading): DrizzleTable[] {
  const found = findTableCall(value, scopes);
  const [name, columns] = found?.call.arguments ?? [];
  const table = getStaticString(name, scopes);
  if (found === undefined || table === undefined) return [];
  const read = columns === undefined ? { columns: [], isComplete: false } : readColumns(columns, scopes);
  // Any call of the repo with a string and an object may be one: linking knows.
  if (found.maker.maker !== undefined && columns === undefined) return [];
  const [start, end] = getNameRange(id);
  return [
    {
      ...{ model: id.name, exports: exports.get(id.name) ?? [], table, start, end },
      ...found.maker,
      ...read,
    },
  ];
}

/** What makes tables by another name or in a schema: `pgTableCreator`, `pgSchema`, a function that calls `pgTable`. */
export function readMaker({ id, value }: TopLevelValue, { scopes, exports }: Reading): DrizzleMaker[] {
  const declared = { model: id.name, exports: exports.get(id.name) ?? [] };
  if (isFunction(value)) {
    const made = readMakingFunction(value, scopes);
    return made === undefined ? [] : [{ ...declared, ...made }];
  }
  const call = unwrap(value);
  if (call.type !== "CallExpression") return [];
  const [first] = call.arguments;
  if (isSchemaCall(call, scopes)) {
    const schema = getStaticString(first, scopes);
    return schema === undefined ? [] : [{ ...declared, schema, prefix: "", suffix: "", columns: [] }];
  }
  if (!isCreatorCall(call, scopes) || !isFunction(first)) return [];
  const [named] = getReturned(first);
  const affixes = readAffixes(named, first, scopes);
  return affixes === undefined ? [] : [{ ...declared, ...affixes, columns: [] }];
}

/** `const defineTable = (name, columns) => pgTable(name, { id: id(), ...columns })` */
function readMakingFunction(
  made: FunctionNode,
  scopes: ScopeManager,
): Omit<DrizzleMaker, "model" | "exports"> | undefined {
  for (const returned of getReturned(made)) {
    const found = findTableCall(returned, scopes);
    const [name, columns] = found?.call.arguments ?? [];
    const affixes = readAffixes(name, made, scopes);
    if (found === undefined || found.maker.maker !== undefined || affixes === undefined) continue;
    const read = columns === undefined ? [] : readColumns(columns, scopes).columns;
    const { schema } = found.maker;
    return { ...affixes, columns: read, ...(schema !== undefined && { schema }) };
  }
  return undefined;
}

/** What is put around the name that a function is handed. */
function readAffixes(
  name: TSESTree.Node | undefined,
  { params: [parameter] }: FunctionNode,
  scopes: ScopeManager,
): { readonly prefix: string; readonly suffix: string } | undefined {
  if (name === undefined || parameter?.type !== "Identifier") return undefined;
  const isName = (node: TSESTree.Node): boolean => node.type === "Identifier" && node.name === parameter.name;
  const value = unwrap(name);
  if (isName(value)) return { prefix: "", suffix: "" };
  const parts = getParts(value);
  const at = parts.findIndex((part) => typeof part !== "string" && isName(part));
  if (at === -1) return undefined;
  const texts = parts.map((part) => (typeof part === "string" ? part : getStaticString(part, scopes)));
  const before = texts.slice(0, at);
  const after = texts.slice(at + 1);
  if ([...before, ...after].includes(undefined)) return undefined;
  return { prefix: before.join(""), suffix: after.join("") };
}

function getParts(node: TSESTree.Node): (string | TSESTree.Node)[] {
  if (node.type === "BinaryExpression" && node.operator === "+")
    return [...getParts(node.left), ...getParts(node.right)];
  if (node.type !== "TemplateLiteral") return [node];
  return node.quasis.flatMap(({ value }, index) => {
    const expression = node.expressions[index];
    return [value.cooked ?? "", ...(expression === undefined ? [] : [expression])];
  });
}

/** Columns that are kept apart: `export const timestamps = { createdAt: timestamp("created_at") }`, `const id = () => uuid("id")`. */
export function readColumnSet(
  { id, value }: TopLevelValue,
  { scopes, exports }: Reading,
): DrizzleColumnSet[] {
  const [given] = isFunction(value) ? getReturned(value) : [value];
  if (given === undefined) return [];
  const content = unwrap(given);
  const declared = { model: id.name, exports: exports.get(id.name) ?? [], isFunction: isFunction(value) };
  if (content.type === "ObjectExpression")
    return hasColumn(content, scopes) ? [{ ...declared, ...readColumns(content, scopes) }] : [];
  if (!isColumnCall(content, scopes)) return [];
  const { column } = readColumn(content, scopes);
  return column === undefined ? [] : [{ ...declared, columns: [], column }];
}

function hasColumn({ properties }: TSESTree.ObjectExpression, scopes: ScopeManager): boolean {
  return properties.some((property) => property.type === "Property" && isColumnCall(property.value, scopes));
}

/** A chain that begins with a function of Drizzle's, or of the repo that may be one. */
function isColumnCall(node: TSESTree.Node, scopes: ScopeManager): boolean {
  const call = getFirstCall(unwrap(node));
  const callee = call && unwrap(call.callee);
  if (callee?.type !== "Identifier") return false;
  const name = getCodeName(callee, scopes);
  return name !== undefined && "from" in name && /drizzle|^[.@~#]/.test(name.from);
}
