import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import type { RowUse } from "../../../catalog/drizzle/drizzle-mapping.js";
import { getRowType } from "../../../catalog/drizzle/read-row-types.js";
import { isLeftOut } from "../../../ast/type-strings.js";
import { findVariable } from "../../../ast/find-variable.js";
import type { DrizzleFile } from "./drizzle-file.js";
import { createRow, createTableRow, type DrizzleRow, uniteRows } from "./drizzle-row.js";

export interface TypedRows {
  readonly table: MappedTable;
  readonly use: RowUse;
}

/** The table whose rows a type describes: `typeof users.$inferSelect`, `InferInsertModel<typeof users>`, a name for one of them. */
export function findTypedRows(type: TSESTree.TypeNode, drizzle: DrizzleFile): TypedRows | undefined {
  const { file, models, rowTypes } = drizzle;
  const of = getRowType(type, file.scopes);
  if (of === undefined) return undefined;
  if ("type" in of) {
    const handle = rowTypes.find(of.type, file.path);
    if (handle?.kind !== "select" && handle?.kind !== "insert") return undefined;
    return { table: handle.table, use: handle.kind };
  }
  const table = models.findNamed(of.table);
  return table && { table, use: of.use };
}

const CONTAINERS: ReadonlySet<string> = new Set([
  "Array",
  "ReadonlyArray",
  "Promise",
  "Readonly",
  "Partial",
  "Required",
  "NonNullable",
  "Pick",
  "Omit",
  "Set",
  "Awaited",
]);
const MAX_DEPTH = 8;

/** What values of a type carry: the columns of a row, and the rows that properties hold. A list or promise of rows is as the row. */
export function getTypeRow(type: TSESTree.TypeNode, drizzle: DrizzleFile, depth = 0): DrizzleRow | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const next = (inner: TSESTree.TypeNode | undefined): DrizzleRow | undefined =>
    inner && getTypeRow(inner, drizzle, depth + 1);
  switch (type.type) {
    case "TSArrayType":
      return next(type.elementType);
    case "TSTypeOperator":
      return next(type.typeAnnotation);
    case "TSUnionType":
    case "TSIntersectionType": {
      const rows = type.types.flatMap((part) => next(part) ?? []);
      return rows.length === 0 ? undefined : uniteRows(rows);
    }
    case "TSTypeLiteral":
      return getMembersRow(type.members, drizzle, depth);
    case "TSTypeQuery":
    case "TSIndexedAccessType":
      return getSelectedRow(type, drizzle);
    case "TSTypeReference": {
      const [first] = type.typeArguments?.params ?? [];
      const name = type.typeName.type === "Identifier" ? type.typeName.name : "";
      if (first !== undefined && CONTAINERS.has(name)) return next(first);
      return getSelectedRow(type, drizzle) ?? getDeclaredRow(type.typeName, drizzle, depth);
    }
    default:
      return undefined;
  }
}

function getSelectedRow(type: TSESTree.TypeNode, drizzle: DrizzleFile): DrizzleRow | undefined {
  const rows = findTypedRows(type, drizzle);
  return rows?.use === "select" ? createTableRow(rows.table, (name) => isLeftOut(type, name)) : undefined;
}

/** `interface Props { user: User }` of this module. */
function getDeclaredRow(
  name: TSESTree.EntityName,
  drizzle: DrizzleFile,
  depth: number,
): DrizzleRow | undefined {
  if (name.type !== "Identifier") return undefined;
  const declared = findVariable(drizzle.file.scopes, name)?.defs[0]?.node;
  if (declared?.type === "TSTypeAliasDeclaration")
    return getTypeRow(declared.typeAnnotation, drizzle, depth + 1);
  return declared?.type === "TSInterfaceDeclaration"
    ? getMembersRow(declared.body.body, drizzle, depth)
    : undefined;
}

function getMembersRow(
  members: readonly TSESTree.TypeElement[],
  drizzle: DrizzleFile,
  depth: number,
): DrizzleRow | undefined {
  const related = new Map<string, DrizzleRow>();
  for (const member of members) {
    if (member.type !== "TSPropertySignature" || member.key.type !== "Identifier") continue;
    const type = member.typeAnnotation?.typeAnnotation;
    const row = type && getTypeRow(type, drizzle, depth + 1);
    if (row !== undefined) related.set(member.key.name, row);
  }
  return related.size === 0 ? undefined : createRow({ getRelated: (property) => related.get(property) });
}
