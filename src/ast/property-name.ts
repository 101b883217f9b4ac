import type { TSESTree } from "@typescript-eslint/utils";

/** The name of an object literal's or pattern's property, when it stands in the text: `a`, `"a"`, `["a"]`. */
export function getPropertyName(property: TSESTree.Property): string | undefined {
  return getKeyName(property.key, property.computed);
}

/** The member that an access names: `x.a`, `x["a"]`. */
export function getMemberName(node: TSESTree.MemberExpression): string | undefined {
  return getKeyName(node.property, node.computed);
}

function getKeyName(key: TSESTree.Node, isComputed: boolean): string | undefined {
  if (key.type === "Literal") return typeof key.value === "string" ? key.value : undefined;
  if (isComputed) return isPlainTemplate(key) ? (key.quasis[0]?.value.cooked ?? undefined) : undefined;
  return key.type === "Identifier" ? key.name : undefined;
}

function isPlainTemplate(node: TSESTree.Node): node is TSESTree.TemplateLiteral {
  return node.type === "TemplateLiteral" && node.expressions.length === 0;
}

/** Where the name itself stands, without the quotes around it. */
export function getNameRange(key: TSESTree.Node): readonly [number, number] {
  const [start, end] = key.range;
  return key.type === "Literal" || key.type === "TemplateLiteral" ? [start + 1, end - 1] : [start, end];
}

/** `a.b.c` for identifiers and plain members, `this` included; undefined when anything else is in the chain. */
export function getDottedPath(node: TSESTree.Node): readonly string[] | undefined {
  if (node.type === "Identifier") return [node.name];
  if (node.type === "ThisExpression") return ["this"];
  if (node.type !== "MemberExpression") return undefined;
  const object = getDottedPath(node.object);
  const name = getMemberName(node);
  return object === undefined || name === undefined ? undefined : [...object, name];
}
