import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getFunctionAround } from "./find-function.js";
import { findVariable, getConstantInit } from "./find-variable.js";
import { getMemberName } from "./property-name.js";
import { unwrap } from "./unwrap.js";

/** Where a string is written that an expression may be. */
export interface StringValue {
  readonly literal: TSESTree.StringLiteral;
  /** True: a type says that the expression may be it, no value of the module does. */
  readonly isTyped: boolean;
}

const MAX_DEPTH = 6;

/**
 * All strings that an expression may be: of constants, branches, loops and callbacks over lists of literals, and of unions of literals that
 * declare it. Undefined where it may be others.
 */
export function getStringValues(
  expression: TSESTree.Node,
  scopes: ScopeManager,
  depth = 0,
): readonly StringValue[] | undefined {
  const node = unwrap(expression);
  if (depth > MAX_DEPTH) return undefined;
  if (isStringLiteral(node)) return [{ literal: node, isTyped: false }];
  if (node.type === "ConditionalExpression") {
    const branches = [node.consequent, node.alternate];
    return unite(branches.map((branch) => getStringValues(branch, scopes, depth + 1)));
  }
  if (node.type !== "Identifier") return undefined;
  const variable = findVariable(scopes, node);
  if (variable === undefined) return undefined;
  const init = getConstantInit(variable);
  const known = init && getStringValues(init, scopes, depth + 1);
  if (known !== undefined) return known;
  const binding = variable.defs[0]?.name;
  if (variable.defs.length !== 1 || binding?.type !== "Identifier") return undefined;
  const list = findListOver(binding);
  if (list !== undefined) return getListed(list, scopes, depth + 1);
  const type = binding.typeAnnotation?.typeAnnotation;
  return type && getTypeStrings(type, scopes, depth + 1);
}

function unite(parts: readonly (readonly StringValue[] | undefined)[]): readonly StringValue[] | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length ? undefined : known.flat();
}

export function isStringLiteral(node: TSESTree.Node): node is TSESTree.StringLiteral {
  return node.type === "Literal" && typeof node.value === "string";
}

/** What a loop's variable or a callback's first parameter goes through: `for (const key of KEYS)`, `KEYS.map((key) => …)`. */
function findListOver(binding: TSESTree.Identifier): TSESTree.Node | undefined {
  const { parent } = binding;
  if (parent.type === "VariableDeclarator") {
    const loop = parent.parent.parent;
    return loop.type === "ForOfStatement" && loop.left === parent.parent ? loop.right : undefined;
  }
  const callback = getFunctionAround(binding);
  const call = callback?.parent;
  if (callback?.params[0] !== binding || call?.type !== "CallExpression") return undefined;
  const { callee } = call;
  if (call.arguments[0] !== callback || callee.type !== "MemberExpression") return undefined;
  return OVER.has(getMemberName(callee) ?? "") ? callee.object : undefined;
}

const OVER: ReadonlySet<string> = new Set(["map", "flatMap", "forEach", "filter"]);

function getListed(
  list: TSESTree.Node,
  scopes: ScopeManager,
  depth: number,
): readonly StringValue[] | undefined {
  const node = unwrap(list);
  if (node.type === "Identifier" && depth <= MAX_DEPTH) {
    const variable = findVariable(scopes, node);
    const init = variable && getConstantInit(variable);
    return init && getListed(init, scopes, depth + 1);
  }
  if (node.type !== "ArrayExpression") return undefined;
  return unite(
    node.elements.map((element) =>
      element === null || element.type === "SpreadElement"
        ? undefined
        : getStringValues(element, scopes, depth + 1),
    ),
  );
}

function getTypeStrings(
  type: TSESTree.TypeNode,
  scopes: ScopeManager,
  depth: number,
): readonly StringValue[] | undefined {
  if (depth > MAX_DEPTH) return undefined;
  switch (type.type) {
    case "TSUnionType":
      return unite(type.types.map((part) => getTypeStrings(part, scopes, depth + 1)));
    case "TSLiteralType":
      return isStringLiteral(type.literal) ? [{ literal: type.literal, isTyped: true }] : undefined;
    case "TSTypeReference": {
      if (type.typeName.type !== "Identifier") return undefined;
      const declared = findVariable(scopes, type.typeName)?.defs[0]?.node;
      if (declared?.type !== "TSTypeAliasDeclaration" || declared.typeParameters) return undefined;
      return getTypeStrings(declared.typeAnnotation, scopes, depth + 1);
    }
    default:
      return undefined;
  }
}
