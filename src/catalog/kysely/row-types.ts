import type { TSESTree } from "@typescript-eslint/utils";

/** Kysely's types of rows that come back, and of those that go in. */
const USES: ReadonlyMap<string, "select" | "insert"> = new Map([
  ["Selectable", "select"],
  ["Insertable", "insert"],
  ["Updateable", "insert"],
]);

/** `Selectable<UserTable>`, `Insertable<DB["users"]>` */
export interface RowTypeUse {
  readonly use: "select" | "insert";
  /** The name of the type that describes the rows, or the key of the table in its database. */
  readonly of: TSESTree.EntityName | string;
}

export function getRowType(node: TSESTree.TypeNode): RowTypeUse | undefined {
  if (node.type !== "TSTypeReference" || node.typeName.type !== "Identifier") return undefined;
  const use = USES.get(node.typeName.name);
  const [argument] = node.typeArguments?.params ?? [];
  if (use === undefined || argument === undefined) return undefined;
  if (argument.type === "TSTypeReference") return { use, of: argument.typeName };
  if (argument.type !== "TSIndexedAccessType") return undefined;
  const key = getKey(argument.indexType);
  return key === undefined ? undefined : { use, of: key };
}

function getKey(type: TSESTree.TypeNode): string | undefined {
  if (type.type !== "TSLiteralType" || type.literal.type !== "Literal") return undefined;
  return typeof type.literal.value === "string" ? type.literal.value : undefined;
}
