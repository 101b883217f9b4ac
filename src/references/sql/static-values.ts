import type { ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";

/** `QUERIES.byName` of a constant object literal, `this.columns` and `Repo.COLUMNS` of a class, `Column.Name` of an enum. */
export function findMember(node: TSESTree.MemberExpression, scopes: ScopeManager): TSESTree.Node | undefined {
  const { property } = node;
  const name = property.type === "PrivateIdentifier" ? property.name : getMemberName(node);
  return name === undefined ? undefined : findObjectMember(node.object, name, scopes);
}

/** The value of a property of what an expression is for certain. */
export function findObjectMember(
  expression: TSESTree.Node,
  name: string,
  scopes: ScopeManager,
): TSESTree.Node | undefined {
  const object = unwrap(expression);
  if (object.type === "ThisExpression") return findClassMember(findClass(object), name);
  const definition = object.type === "Identifier" ? findDefinition(object, scopes) : undefined;
  if (definition?.type === "ClassDeclaration") return findClassMember(definition, name);
  if (definition?.type === "TSEnumDeclaration") return findEnumMember(definition, name);
  const property = findObject(object, scopes)?.properties.find(
    (candidate) => candidate.type === "Property" && getPropertyName(candidate) === name,
  );
  return property?.type === "Property" ? property.value : undefined;
}

function findDefinition(node: TSESTree.Identifier, scopes: ScopeManager): TSESTree.Node | undefined {
  const variable = findVariable(scopes, node);
  return variable?.defs.length === 1 ? variable.defs[0]?.node : undefined;
}

function findClass(node: TSESTree.Node): TSESTree.Node | undefined {
  let current: TSESTree.Node | undefined = node.parent;
  while (current && current.type !== "ClassDeclaration" && current.type !== "ClassExpression")
    current = current.parent;
  return current ?? undefined;
}

/** The value with which a class's property begins; a method is itself. */
function findClassMember(node: TSESTree.Node | undefined, name: string): TSESTree.Node | undefined {
  if (node?.type !== "ClassDeclaration" && node?.type !== "ClassExpression") return undefined;
  for (const member of node.body.body) {
    if (member.type !== "PropertyDefinition" && member.type !== "MethodDefinition") continue;
    if (getMemberKey(member) === name) return member.value ?? undefined;
  }
  return undefined;
}

function getMemberKey({ key }: TSESTree.PropertyDefinition | TSESTree.MethodDefinition): string | undefined {
  if (key.type === "Identifier" || key.type === "PrivateIdentifier") return key.name;
  return key.type === "Literal" && typeof key.value === "string" ? key.value : undefined;
}

function findEnumMember({ body }: TSESTree.TSEnumDeclaration, name: string): TSESTree.Node | undefined {
  return body.members.find(({ id }) => id.type === "Identifier" && id.name === name)?.initializer;
}

function findObject(node: TSESTree.Node, scopes: ScopeManager): TSESTree.ObjectExpression | undefined {
  if (node.type === "ObjectExpression") return node;
  if (node.type === "MemberExpression") {
    const value = findMember(node, scopes);
    return value === undefined ? undefined : findObject(unwrap(value), scopes);
  }
  if (node.type !== "Identifier") return undefined;
  const variable = findVariable(scopes, node);
  const init = variable && getConstantInit(variable);
  if (!init) return undefined;
  const value = unwrap(init);
  // Object.freeze({ … })
  const frozen = value.type === "CallExpression" ? value.arguments[0] : undefined;
  if (frozen !== undefined) return frozen.type === "ObjectExpression" ? frozen : undefined;
  return value.type === "ObjectExpression" ? value : undefined;
}

const MAX_STEPS = 8;

/** What a constant or member of this module is, as far as it is one for certain. */
export function findValue(expression: TSESTree.Node, scopes: ScopeManager, steps = 0): TSESTree.Node {
  const node = unwrap(expression);
  if (steps > MAX_STEPS) return node;
  const value = node.type === "MemberExpression" ? findMember(node, scopes) : findInit(node, scopes);
  return value === undefined ? node : findValue(value, scopes, steps + 1);
}

function findInit(node: TSESTree.Node, scopes: ScopeManager): TSESTree.Node | undefined {
  const variable: Variable | undefined = node.type === "Identifier" ? findVariable(scopes, node) : undefined;
  return variable && getConstantInit(variable);
}
