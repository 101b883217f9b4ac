import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { type FunctionNode, getFunctionAround, getFunctionUses } from "../../ast/find-function.js";
import { findVariable } from "../../ast/find-variable.js";
import { walk } from "../../ast/walk.js";
import type { UrlReader } from "./read-url.js";

/** What a function's parameters stand for in one of its calls. */
export type Given = ReadonlyMap<Variable, TSESTree.Node>;

/** The calls of the function around a request, if its URL is made of what they give: `const get = (path) => fetch(BASE + path)`. */
export function findCallers(url: TSESTree.Node, { file }: UrlReader): Given[] {
  const sender = getFunctionAround(url);
  if (sender === undefined || !namesParameter(url, sender, file.scopes)) return [];
  return getFunctionUses(sender, file.scopes).flatMap((use) => {
    const call = use.parent;
    return call.type === "CallExpression" && call.callee === use ? [getGiven(sender, call, file.scopes)] : [];
  });
}

type Scopes = UrlReader["file"]["scopes"];

function namesParameter(url: TSESTree.Node, sender: FunctionNode, scopes: Scopes): boolean {
  return walk(url).some((node) => {
    if (node.type !== "Identifier") return false;
    const definition = findVariable(scopes, node)?.defs[0];
    if (definition?.type === "Parameter") return definition.node === sender;
    // `const url = BASE + path`
    const init = definition?.type === "Variable" ? definition.node.init : undefined;
    return init ? init !== url && isWithin(init, sender) && namesParameter(init, sender, scopes) : false;
  });
}

function isWithin(node: TSESTree.Node, outer: TSESTree.Node): boolean {
  return outer.range[0] <= node.range[0] && node.range[1] <= outer.range[1];
}

function getGiven(sender: FunctionNode, call: TSESTree.CallExpression, scopes: Scopes): Given {
  const given = new Map<Variable, TSESTree.Node>();
  for (const [index, parameter] of sender.params.entries()) {
    const target = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
    const preset = parameter.type === "AssignmentPattern" ? parameter.right : undefined;
    const argument = call.arguments[index] ?? preset;
    const variable = target.type === "Identifier" ? findVariable(scopes, target) : undefined;
    if (variable && argument && argument.type !== "SpreadElement") given.set(variable, argument);
  }
  return given;
}
