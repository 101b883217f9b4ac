import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit, getDeclarator } from "../../ast/find-variable.js";
import { wrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";
import type { ScriptFile } from "../detector.js";

/**
 * `process.env.NEW ?? process.env.OLD`, in one expression, through constants or as the other branch of an `if`: there the old name drops out, which is
 * more than another name. `read` is what reads the old one.
 */
export function isFallback(read: TSESTree.Node, to: string, file: ScriptFile): boolean {
  const whole = getChoice(read);
  if (whole !== wrap(read) && isMentioned(whole, to, file)) return true;
  return (
    isOtherBranch(read, to, file) || getConstantUses(whole, file).some((use) => isUseFallback(use, to, file))
  );
}

/** The same of a variable that holds what was read. */
export function isVariableFallback({ references }: Variable, to: string, file: ScriptFile): boolean {
  return references.some(({ identifier, init }) => init !== true && isUseFallback(identifier, to, file));
}

function isUseFallback(use: TSESTree.Node, to: string, file: ScriptFile): boolean {
  const whole = getChoice(use);
  return (whole !== wrap(use) && isMentioned(whole, to, file)) || isOtherBranch(use, to, file);
}

const CHOICES: ReadonlySet<string> = new Set(["LogicalExpression", "ConditionalExpression"]);

/** All of `a ?? b || c`. */
function getChoice(node: TSESTree.Node): TSESTree.Node {
  const whole = wrap(node);
  return whole.parent !== undefined && CHOICES.has(whole.parent.type) ? getChoice(whole.parent) : whole;
}

/** In the `else` of an `if` that asks for the new name, or where that asks for its absence. */
function isOtherBranch(node: TSESTree.Node, to: string, file: ScriptFile): boolean {
  const { parent } = node;
  if (node.type === "Program" || parent === undefined) return false;
  if (parent.type === "IfStatement" && isOther(parent, node) && isMentioned(parent.test, to, file))
    return true;
  return isOtherBranch(parent, to, file);
}

function isOther({ test, consequent, alternate }: TSESTree.IfStatement, branch: TSESTree.Node): boolean {
  if (branch === alternate) return true;
  return branch === consequent && test.type === "UnaryExpression" && test.operator === "!";
}

function getConstantUses(init: TSESTree.Node, file: ScriptFile): TSESTree.Node[] {
  const { parent } = init;
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "Identifier") return [];
  const variable = findVariable(file.scopes, parent.id);
  if (variable === undefined || getDeclarator(variable) !== parent) return [];
  return variable.references.filter((one) => one.init !== true).map(({ identifier }) => identifier);
}

/** By its name, or by a constant that was read from it. */
function isMentioned(node: TSESTree.Node, name: string, file: ScriptFile): boolean {
  return walk(node).some((one) => {
    if (isName(one, name)) return true;
    const variable = one.type === "Identifier" ? findVariable(file.scopes, one) : undefined;
    const init = variable && getConstantInit(variable);
    return init !== undefined && walk(init).some((inner) => isName(inner, name));
  });
}

function isName(node: TSESTree.Node, name: string): boolean {
  if (node.type === "Identifier") return node.name === name;
  if (node.type === "TemplateElement") return node.value.cooked === name;
  return node.type === "Literal" && node.value === name;
}
