import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getEntries } from "../../ast/object-entries.js";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";

const MAX_DEPTH = 8;

/** The string that an expression is, written in place or kept in a constant, an object or an enum of the module. */
export function getConstantText(
  expression: TSESTree.Node | undefined,
  scopes: ScopeManager,
  depth = 0,
): string | undefined {
  const node = expression && unwrap(expression);
  if (node === undefined || depth > MAX_DEPTH) return undefined;
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? node.value : undefined;
    case "TemplateLiteral":
      return getTemplateText(node, scopes, depth);
    case "Identifier": {
      const variable = findVariable(scopes, node);
      const init = variable && getConstantInit(variable);
      return init && getConstantText(init, scopes, depth + 1);
    }
    case "MemberExpression":
      return getMemberText(node, scopes, depth);
    default:
      return undefined;
  }
}

function getTemplateText(
  { quasis, expressions }: TSESTree.TemplateLiteral,
  scopes: ScopeManager,
  depth: number,
): string | undefined {
  let text = "";
  for (const [index, quasi] of quasis.entries()) {
    const expression = expressions[index];
    const inner = expression === undefined ? "" : getConstantText(expression, scopes, depth + 1);
    if (inner === undefined) return undefined;
    text += `${quasi.value.cooked ?? ""}${inner}`;
  }
  return text;
}

/** `Tables.users` of an enum or a constant object; `User.name` of a class is its name. */
function getMemberText(
  node: TSESTree.MemberExpression,
  scopes: ScopeManager,
  depth: number,
): string | undefined {
  const name = getMemberName(node);
  const object = unwrap(node.object);
  if (name === undefined || object.type !== "Identifier") return undefined;
  const definition = findVariable(scopes, object)?.defs[0];
  if (name === "name" && (definition?.type === "ClassName" || definition?.type === "ImportBinding"))
    return object.name;
  const declared = definition?.node;
  const value =
    declared?.type === "TSEnumDeclaration"
      ? declared.body.members.find(({ id }) => id.type === "Identifier" && id.name === name)?.initializer
      : getEntries(object, scopes).find((entry) => entry.name === name)?.value;
  return getConstantText(value, scopes, depth + 1);
}
