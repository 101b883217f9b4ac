import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findFunction, type FunctionNode, getReturned, isFunction } from "../../ast/find-function.js";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getNameRange, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { getCodeName } from "../code/code-name.js";
import type { DrizzleColumn, DrizzleColumnEntry } from "./drizzle-mapping.js";
import { getStaticString } from "./static-string.js";

export interface ReadColumns {
  readonly columns: readonly DrizzleColumnEntry[];
  /** False: something is spread in that nobody can name. */
  readonly isComplete: boolean;
}

const NO_COLUMNS: ReadColumns = { columns: [], isComplete: true };
const UNKNOWN: ReadColumns = { columns: [], isComplete: false };
const MAX_DEPTH = 8;

/** The columns that an expression gives: an object, a callback that returns one (`(t) => ({ … })`), a constant, a call. */
export function readColumns(expression: TSESTree.Node, scopes: ScopeManager, depth = 0): ReadColumns {
  const node = unwrap(expression);
  if (depth > MAX_DEPTH) return UNKNOWN;
  switch (node.type) {
    case "ObjectExpression":
      return unite(node.properties.map((property) => readProperty(property, scopes, depth)));
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return readReturned(node, scopes, depth);
    case "ConditionalExpression":
      return unite([node.consequent, node.alternate].map((branch) => readColumns(branch, scopes, depth + 1)));
    case "Identifier":
    case "MemberExpression":
      return readNamed(node, scopes, depth);
    case "CallExpression":
      return isFunction(node.callee)
        ? readReturned(node.callee, scopes, depth)
        : readNamed(unwrap(node.callee), scopes, depth);
    default:
      return UNKNOWN;
  }
}

function readReturned(made: FunctionNode, scopes: ScopeManager, depth: number): ReadColumns {
  const returned = getReturned(made);
  return returned.length === 0
    ? UNKNOWN
    : unite(returned.map((value) => readColumns(value, scopes, depth + 1)));
}

/** What a constant or function of the module holds; one of another module is left to linking. */
function readNamed(node: TSESTree.Node, scopes: ScopeManager, depth: number): ReadColumns {
  const variable = node.type === "Identifier" ? findVariable(scopes, node) : undefined;
  const definition = variable?.defs[0];
  // What a function of the repo takes beside its own columns is written where it is called.
  if (definition?.type === "Parameter") return NO_COLUMNS;
  if (isFunction(definition?.node)) return readReturned(definition.node, scopes, depth);
  const init = variable && getConstantInit(variable);
  if (init !== undefined) return readColumns(init, scopes, depth + 1);
  const name = getCodeName(node, scopes);
  return name === undefined ? UNKNOWN : { columns: [{ spread: name }], isComplete: true };
}

function readProperty(
  property: TSESTree.ObjectLiteralElement,
  scopes: ScopeManager,
  depth: number,
): ReadColumns {
  if (property.type === "SpreadElement") return readColumns(property.argument, scopes, depth + 1);
  const name = getPropertyName(property);
  if (name === undefined) return UNKNOWN;
  const [start, end] = getNameRange(property.key);
  return {
    columns: [{ property: name, start, end, ...readColumn(property.value, scopes) }],
    isComplete: true,
  };
}

function unite(parts: readonly ReadColumns[]): ReadColumns {
  return {
    columns: parts.flatMap(({ columns }) => columns),
    isComplete: parts.every(({ isComplete }) => isComplete),
  };
}

type ColumnName = Pick<DrizzleColumn, "column" | "source">;

/** The name that a column is given, or who may give it: `text("name").notNull()`, `id()`, `idColumn`. */
export function readColumn(value: TSESTree.Node, scopes: ScopeManager, depth = 0): ColumnName {
  const node = unwrap(value);
  if (depth > MAX_DEPTH) return {};
  const call = getFirstCall(node);
  if (call !== undefined) return readCalled(call, scopes, depth);
  const variable = node.type === "Identifier" ? findVariable(scopes, node) : undefined;
  const init = variable && getConstantInit(variable);
  return init === undefined ? getSource(node, false, scopes) : readColumn(init, scopes, depth + 1);
}

function readCalled(call: TSESTree.CallExpression, scopes: ScopeManager, depth: number): ColumnName {
  const column = getStaticString(call.arguments[0], scopes);
  if (column !== undefined) return { column };
  const made = findFunction(call.callee, scopes);
  if (made === undefined) return getSource(call.callee, true, scopes);
  const [returned] = getReturned(made);
  return returned === undefined ? {} : readColumn(returned, scopes, depth + 1);
}

function getSource(node: TSESTree.Node, isCalled: boolean, scopes: ScopeManager): ColumnName {
  const name = getCodeName(node, scopes);
  const isElsewhere = name !== undefined && "from" in name && !name.from.startsWith("drizzle-orm");
  return isElsewhere ? { source: { name, isCalled } } : {};
}

/** `text("name")` of `text("name").notNull()`; `t.text("name")` of `t.text("name").notNull()`. */
export function getFirstCall(node: TSESTree.Node): TSESTree.CallExpression | undefined {
  if (node.type !== "CallExpression") return undefined;
  const callee = unwrap(node.callee);
  return (callee.type === "MemberExpression" ? getFirstCall(unwrap(callee.object)) : undefined) ?? node;
}
