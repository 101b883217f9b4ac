import type { TSESTree } from "@typescript-eslint/utils";

/** The members that are picked of a type where it is named: `User["name"]`, `Pick<User, "name" | "email">`, `Omit<…>`. */
export function getNamedMembers(node: TSESTree.Node): TSESTree.StringLiteral[] {
  const { parent } = node;
  if (parent?.type === "TSIndexedAccessType" && parent.objectType === node)
    return getTypeStrings(parent.indexType);
  if (parent?.type !== "TSTypeParameterInstantiation" || parent.params[0] !== node) return [];
  return parent.params.slice(1).flatMap(getTypeStrings);
}

/** Whether `Omit<User, "name">` or `Pick<User, "id">` around a type leaves a member of it out. Keys that a type computes leave out none. */
export function isLeftOut(type: TSESTree.Node, member: string): boolean {
  const { parent } = type;
  if (parent?.type === "TSIntersectionType" || parent?.type === "TSUnionType")
    return isLeftOut(parent, member);
  if (parent?.type !== "TSTypeParameterInstantiation" || parent.params[0] !== type) return false;
  const { parent: around } = parent;
  if (around.type !== "TSTypeReference" || around.typeName.type !== "Identifier") return false;
  const { name } = around.typeName;
  const names = name === "Pick" || name === "Omit" ? getNamedMembers(type).map(({ value }) => value) : [];
  if (names.length > 0 && names.includes(member) === (name === "Omit")) return true;
  return isLeftOut(around, member);
}

/** The strings of a literal type or of a union of them. */
export function getTypeStrings(type: TSESTree.TypeNode): TSESTree.StringLiteral[] {
  if (type.type === "TSUnionType") return type.types.flatMap(getTypeStrings);
  if (type.type !== "TSLiteralType" || type.literal.type !== "Literal") return [];
  return isString(type.literal) ? [type.literal] : [];
}

function isString(literal: TSESTree.Literal): literal is TSESTree.StringLiteral {
  return typeof literal.value === "string";
}
