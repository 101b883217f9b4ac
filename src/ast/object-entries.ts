import type { ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findFunction, getReturned } from "./find-function.js";
import { findVariable, getDeclarator } from "./find-variable.js";
import { getMemberName, getPropertyName } from "./property-name.js";
import { unwrap } from "./unwrap.js";

/** One property that an object has for certain or in one of its branches; `key` is the node that names it. */
export interface ObjectEntry {
  readonly name: string;
  readonly key: TSESTree.Node;
  readonly value: TSESTree.Node;
}

const MAX_DEPTH = 8;

/**
 * The properties of an object, wherever its parts are written: in place, in constants of the module, spread, in branches of a condition,
 * added later (`where.name = …`). What comes from elsewhere is not there.
 */
export function getEntries(node: TSESTree.Node, scopes: ScopeManager, depth = 0): ObjectEntry[] {
  if (depth > MAX_DEPTH) return [];
  return getValues(node, scopes, depth).flatMap(({ node: value, variables }) => [
    ...(value.type === "ObjectExpression" ? getOwnEntries(value, scopes, depth) : []),
    ...variables.flatMap((variable) => getLaterEntries(variable, scopes)),
  ]);
}

function getOwnEntries(
  object: TSESTree.ObjectExpression,
  scopes: ScopeManager,
  depth: number,
): ObjectEntry[] {
  return object.properties.flatMap((property) => {
    if (property.type === "SpreadElement") return getEntries(property.argument, scopes, depth + 1);
    const name = getPropertyName(property);
    return name === undefined ? [] : [{ name, key: property.key, value: property.value }];
  });
}

/** `where.name = …` on a variable that holds the object. */
function getLaterEntries(identifier: TSESTree.Identifier, scopes: ScopeManager): ObjectEntry[] {
  const references = findVariable(scopes, identifier)?.references ?? [];
  return references.flatMap(({ identifier: place }) => {
    const member = place.parent;
    if (member?.type !== "MemberExpression" || member.object !== place) return [];
    const assignment = member.parent;
    const name = getMemberName(member);
    if (name === undefined || assignment.type !== "AssignmentExpression" || assignment.left !== member)
      return [];
    return [{ name, key: member.property, value: assignment.right }];
  });
}

/** The elements of a list, or the one value that stands for a list of one; `rows.map(() => …)` gives what the callback returns. */
export function getElements(node: TSESTree.Node, scopes: ScopeManager, depth = 0): TSESTree.Node[] {
  if (depth > MAX_DEPTH) return [];
  return getValues(node, scopes, depth).flatMap(({ node: value, variable, variables }) => {
    const pushed = variables.flatMap((one) => getPushed(one, scopes));
    if (value.type === "ArrayExpression")
      return [...value.elements.flatMap((element) => getElement(element, scopes, depth)), ...pushed];
    const returned = getCallbackResults(value, scopes);
    if (returned.length > 0) return returned;
    return variable === undefined ? [value] : [variable, ...pushed];
  });
}

function getElement(
  element: TSESTree.Expression | TSESTree.SpreadElement | null,
  scopes: ScopeManager,
  depth: number,
): TSESTree.Node[] {
  if (element === null) return [];
  return element.type === "SpreadElement" ? getElements(element.argument, scopes, depth + 1) : [element];
}

function getPushed(identifier: TSESTree.Identifier, scopes: ScopeManager): TSESTree.Node[] {
  const references = findVariable(scopes, identifier)?.references ?? [];
  return references.flatMap(({ identifier: place }) => {
    const member = place.parent;
    if (member?.type !== "MemberExpression" || getMemberName(member) !== "push") return [];
    return member.parent.type === "CallExpression" && member.parent.callee === member
      ? member.parent.arguments
      : [];
  });
}

export interface PossibleValue {
  readonly node: TSESTree.Node;
  /** The variable through which it was reached. */
  readonly variable?: TSESTree.Identifier;
  /** All variables on the way to it, that one first: what is added to any of them is added to it. */
  readonly variables: readonly TSESTree.Identifier[];
}

/** What an expression may be, through variables of the module and the branches of conditions. */
export function getValues(expression: TSESTree.Node, scopes: ScopeManager, depth = 0): PossibleValue[] {
  const node = unwrap(expression);
  if (depth > MAX_DEPTH) return [];
  switch (node.type) {
    case "Identifier": {
      const variable = findVariable(scopes, node);
      const declarator = variable && getDeclarator(variable);
      // A parameter or what is taken apart: what is added to it later is known all the same.
      if (!declarator?.init || declarator.id.type !== "Identifier")
        return [{ node, variable: node, variables: [node] }];
      return [declarator.init, ...getLaterValues(node, variable)]
        .flatMap((init) => getValues(init, scopes, depth + 1))
        .map(({ node: value, variables }) => ({
          node: value,
          variable: node,
          variables: [node, ...variables],
        }));
    }
    case "ConditionalExpression":
      return [node.consequent, node.alternate].flatMap((branch) => getValues(branch, scopes, depth + 1));
    case "LogicalExpression":
      return [node.left, node.right].flatMap((branch) => getValues(branch, scopes, depth + 1));
    case "CallExpression": {
      const identity = getIdentityArgument(node);
      if (identity !== undefined) return getValues(identity, scopes, depth + 1);
      const assigned = getAssigned(node);
      const made = assigned.length > 0 ? assigned : getMade(node, scopes);
      return made.length === 0
        ? [{ node, variables: [] }]
        : made.flatMap((one) => getValues(one, scopes, depth + 1));
    }
    default:
      return [{ node, variables: [] }];
  }
}

/** What is assigned to a variable later. `list = [...list, more]` has itself in it, which is what it was before. */
function getLaterValues(node: TSESTree.Identifier, variable: Variable | undefined): TSESTree.Node[] {
  const assigned = (variable?.references ?? []).flatMap((reference) =>
    reference.writeExpr && reference.init !== true ? [reference.writeExpr] : [],
  );
  const isInside = assigned.some(({ range }) => range[0] <= node.range[0] && node.range[1] <= range[1]);
  return isInside ? [] : assigned;
}

/** `Prisma.validator<…>()({ … })`, `Object.freeze({ … })`, `defineX({ … })` give their argument back. */
function getIdentityArgument({
  callee,
  arguments: args,
}: TSESTree.CallExpression): TSESTree.Node | undefined {
  const [first] = args;
  if (args.length !== 1 || first?.type !== "ObjectExpression") return undefined;
  const target = unwrap(callee);
  if (target.type === "CallExpression") return first;
  return target.type === "MemberExpression" && getMemberName(target) === "freeze" ? first : undefined;
}

/** What `Object.assign` puts together. */
function getAssigned({ callee, arguments: args }: TSESTree.CallExpression): TSESTree.Node[] {
  const isAssign =
    callee.type === "MemberExpression" &&
    getMemberName(callee) === "assign" &&
    callee.object.type === "Identifier" &&
    callee.object.name === "Object";
  return isAssign ? args.filter(({ type }) => type !== "SpreadElement") : [];
}

/** What a function of the module or a method of the class gives: `toRow(user)`, `this.toRow(user)`. */
function getMade({ callee }: TSESTree.CallExpression, scopes: ScopeManager): TSESTree.Node[] {
  const made = findFunction(callee, scopes);
  return made === undefined || made.generator ? [] : getReturned(made);
}

/** What the callback of `map`, `flatMap` or `Array.from` returns; it may be a function of the module or a method. */
function getCallbackResults(node: TSESTree.Node, scopes: ScopeManager): TSESTree.Node[] {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
  const name = getMemberName(node.callee);
  const callback = name === "from" ? node.arguments[1] : node.arguments[0];
  if (name !== "map" && name !== "flatMap" && name !== "from") return [];
  const made = callback && findFunction(callback, scopes);
  return made === undefined ? [] : getReturned(made);
}
