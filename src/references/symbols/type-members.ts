import type { TSESTree } from "@typescript-eslint/utils";

interface TypeMember {
  readonly node: TSESTree.Node;
  readonly name: TSESTree.Node;
  readonly text: string;
}

const SELECTING_TYPES: ReadonlySet<string> = new Set(["Pick", "Omit"]);

/** Members that a type names by literals: `Order["amt"]`, `(typeof config)["legacy"]`, `Pick<Order, "amt" | "id">`. */
export function getTypeMembers(name: TSESTree.Node): readonly TypeMember[] {
  const node = getType(name);
  const { parent } = node;
  if (parent?.type === "TSIndexedAccessType" && parent.objectType === node) {
    return getLiterals(parent.indexType).map((literal) => ({ node: parent, ...literal }));
  }
  if (parent?.type !== "TSTypeParameterInstantiation" || parent.params[0] !== node) return [];
  const [, keys] = parent.params;
  if (!keys || !isSelectingType(parent)) return [];
  return getLiterals(keys).map((literal) => ({ node: literal.name, ...literal }));
}

/** The arguments of `Pick` or `Omit`. */
export function isSelectingType({ parent }: TSESTree.TSTypeParameterInstantiation): boolean {
  return (
    parent.type === "TSTypeReference" &&
    parent.typeName.type === "Identifier" &&
    SELECTING_TYPES.has(parent.typeName.name)
  );
}

/** The type that a name alone makes up. */
function getType(name: TSESTree.Node): TSESTree.Node {
  const { parent } = name;
  if (parent?.type === "TSTypeReference" && parent.typeName === name) return parent;
  if (parent?.type === "TSTypeQuery" && parent.exprName === name) return parent;
  return name;
}

function getLiterals(type: TSESTree.TypeNode): { readonly name: TSESTree.Node; readonly text: string }[] {
  if (type.type === "TSUnionType") return type.types.flatMap(getLiterals);
  if (type.type !== "TSLiteralType" || type.literal.type !== "Literal") return [];
  const { value } = type.literal;
  return typeof value === "string" ? [{ name: type.literal, text: value }] : [];
}
