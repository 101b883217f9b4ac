import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../../ast/find-variable.js";
import { unwrap } from "../../../ast/unwrap.js";

/** A text of Kysely's own little language, and where it stands: `"u.name as n"`. */
export interface Name {
  /** `["u", "name"]` */
  readonly path: readonly string[];
  readonly alias?: string;
  readonly at: TSESTree.Node;
  /** UTF-16 offsets of the last part of the path in the file. */
  readonly range: readonly [number, number];
}

const MAX_DEPTH = 8;

/** The literals that an expression may be: in place, as a constant of the module, in branches. */
export function getLiterals(
  expression: TSESTree.Node,
  scopes: ScopeManager,
  depth = 0,
): (TSESTree.StringLiteral | TSESTree.TemplateLiteral)[] {
  const node = unwrap(expression);
  if (depth > MAX_DEPTH) return [];
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? [node] : [];
    case "TemplateLiteral":
      return [node];
    case "ConditionalExpression":
      return [node.consequent, node.alternate].flatMap((branch) => getLiterals(branch, scopes, depth + 1));
    case "LogicalExpression":
      return [node.left, node.right].flatMap((branch) => getLiterals(branch, scopes, depth + 1));
    case "Identifier": {
      const variable = findVariable(scopes, node);
      const init = variable && getConstantInit(variable);
      return init === undefined ? [] : getLiterals(init, scopes, depth + 1);
    }
    default:
      return [];
  }
}

/** Reads `"schema.table as alias"`, `"table.column as alias"`, `"column desc"`. Undefined for a text that is put together. */
export function parseName(literal: TSESTree.StringLiteral | TSESTree.TemplateLiteral): Name | undefined {
  const text = getText(literal);
  if (text === undefined) return undefined;
  const [, name = "", , alias] = /^(\s*\S+)(?:\s+(as)\s+(\S+)|\s+.*)?\s*$/is.exec(text) ?? [];
  const path = name.trim().split(".");
  const end = literal.range[0] + 1 + name.length;
  const last = path.at(-1) ?? "";
  return {
    path,
    ...(alias !== undefined && { alias }),
    at: literal,
    range: [end - last.length, end],
  };
}

function getText(literal: TSESTree.StringLiteral | TSESTree.TemplateLiteral): string | undefined {
  if (literal.type === "Literal") return literal.value;
  return literal.expressions.length === 0 ? (literal.quasis[0]?.value.cooked ?? undefined) : undefined;
}

/** All names that an expression may be. */
export function getNames(expression: TSESTree.Node, scopes: ScopeManager): Name[] {
  return getLiterals(expression, scopes).flatMap((literal) => parseName(literal) ?? []);
}
