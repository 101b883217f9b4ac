import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "./property-name.js";
import { walk } from "./walk.js";

/** What a class says of a field that `this.name` reads. */
export interface ClassField {
  /** Values that it is given: where it is declared and in assignments. */
  readonly values: readonly TSESTree.Expression[];
  readonly type?: TSESTree.TypeNode;
}

export function getClassAround(node: TSESTree.Node): TSESTree.ClassBody | undefined {
  let current: TSESTree.Node | undefined = node.parent;
  while (current && current.type !== "ClassBody") current = current.parent;
  return current ?? undefined;
}

/** The field that `this.name` or `this.#name` reads, of the class around it. */
export function findField(member: TSESTree.MemberExpression): ClassField | undefined {
  const body = member.object.type === "ThisExpression" ? getClassAround(member) : undefined;
  const name = getFieldName(member);
  if (body === undefined || name === undefined) return undefined;
  const nodes = walk(body);
  const types = nodes.flatMap((node) => getDeclaredType(node, name));
  const [type] = types;
  return {
    values: nodes.flatMap((node) => getGivenValue(node, name)),
    ...(type === undefined ? {} : { type }),
  };
}

function getFieldName(member: TSESTree.MemberExpression): string | undefined {
  const { property } = member;
  return property.type === "PrivateIdentifier" ? `#${property.name}` : getMemberName(member);
}

/** `name: Type;` in the class, `private name: Type` in its constructor. */
function getDeclaredType(node: TSESTree.Node, name: string): TSESTree.TypeNode[] {
  if (node.type === "PropertyDefinition" && getKeyName(node) === name)
    return node.typeAnnotation ? [node.typeAnnotation.typeAnnotation] : [];
  if (node.type !== "TSParameterProperty") return [];
  const parameter = node.parameter.type === "AssignmentPattern" ? node.parameter.left : node.parameter;
  if (parameter.type !== "Identifier" || parameter.name !== name || !parameter.typeAnnotation) return [];
  return [parameter.typeAnnotation.typeAnnotation];
}

function getGivenValue(node: TSESTree.Node, name: string): TSESTree.Expression[] {
  if (node.type === "PropertyDefinition" && getKeyName(node) === name) return node.value ? [node.value] : [];
  if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return [];
  const isField = node.left.object.type === "ThisExpression" && getFieldName(node.left) === name;
  return isField ? [node.right] : [];
}

function getKeyName({ key }: TSESTree.PropertyDefinition): string | undefined {
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  return key.type === "Identifier" ? key.name : undefined;
}
