import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../../ast/find-variable.js";
import { wrap } from "../../../ast/unwrap.js";

/** What the calls of this module hand to a parameter: `find({ where: { name } })` of `function find(args: Prisma.UserFindManyArgs)`. */
export function getPassed(parameter: TSESTree.Node, scopes: ScopeManager): TSESTree.Node[] {
  const node = parameter.parent?.type === "AssignmentPattern" ? parameter.parent : parameter;
  const owner = node.parent;
  if (owner === undefined || !isFunction(owner)) return [];
  const position = owner.params.findIndex((candidate) => candidate === node);
  const name = position === -1 ? undefined : getFunctionName(owner);
  const variable = name && findVariable(scopes, name);
  return (variable?.references ?? []).flatMap(({ identifier: { parent: call }, identifier }) => {
    if (call?.type !== "CallExpression" || call.callee !== identifier) return [];
    const before = call.arguments.slice(0, position + 1);
    const passed = before.some(({ type }) => type === "SpreadElement") ? undefined : before[position];
    return passed === undefined ? [] : [passed];
  });
}

type FunctionNode =
  TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression | TSESTree.FunctionDeclaration;

function isFunction(node: TSESTree.Node): node is FunctionNode {
  return FUNCTIONS.has(node.type);
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  "ArrowFunctionExpression",
  "FunctionExpression",
  "FunctionDeclaration",
]);

/** The variable that calls name: `function find`, `const find = () =>`. */
function getFunctionName(node: FunctionNode): TSESTree.Identifier | undefined {
  if (node.type === "FunctionDeclaration") return node.id ?? undefined;
  const { parent } = wrap(node);
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "Identifier") return undefined;
  return parent.parent.kind === "const" ? parent.id : undefined;
}
