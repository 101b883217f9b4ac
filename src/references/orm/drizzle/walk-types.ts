import { getNamedMembers, isLeftOut } from "../../../ast/type-strings.js";
import type { TSESTree } from "@typescript-eslint/utils";
import { findFunction, getReturned, isFunction } from "../../../ast/find-function.js";
import { followBinding, followRows } from "../../follow-rows.js";
import { getPassed } from "../../../ast/passed-arguments.js";
import type { DrizzleFile } from "./drizzle-file.js";
import type { DrizzleRow } from "./drizzle-row.js";
import { findTypedRows, getTypeRow } from "./type-row.js";
import { writeRows } from "./walk-writes.js";

/** `User["name"]`, `Pick<User, "name">`, `Omit<User, "name">`, `typeof users.name` */
export function walkTypeName(
  node: TSESTree.TSTypeReference | TSESTree.TSTypeQuery,
  drizzle: DrizzleFile,
): void {
  if (node.type === "TSTypeQuery") walkColumnType(node, drizzle);
  const rows = findTypedRows(node, drizzle);
  if (rows === undefined) return;
  const { collector } = drizzle;
  const { table } = rows;
  for (const name of getNamedMembers(node)) {
    const column = table.columns.find(({ property }) => property === name.value);
    if (column !== undefined) collector.addColumn(table, column.column, { access: "type", at: name });
  }
}

/** `typeof users.name` */
function walkColumnType({ exprName }: TSESTree.TSTypeQuery, { models, collector }: DrizzleFile): void {
  if (exprName.type !== "TSQualifiedName") return;
  const { left, right } = exprName;
  const table = models.find(left);
  const column = table?.columns.find(({ property }) => property === right.name);
  if (table !== undefined && column !== undefined)
    collector.addColumn(table, column.column, { access: "type", at: right });
}

/** What an annotation says of a variable, a parameter or a function's result. */
export function walkAnnotation(annotation: TSESTree.TSTypeAnnotation, drizzle: DrizzleFile): void {
  const { parent } = annotation;
  const type = annotation.typeAnnotation;
  if (isFunction(parent)) {
    if (parent.returnType === annotation)
      for (const returned of getReturned(parent)) writeTyped(returned, type, drizzle);
    return;
  }
  if (!PATTERNS.has(parent.type)) return;
  followTyped(parent, getTypeRow(type, drizzle), drizzle);
  const holder = parent.parent;
  if (holder?.type === "AssignmentPattern") writeTyped(holder.right, type, drizzle);
  for (const value of [parent, ...getPassed(parent, drizzle.file.scopes)]) writeTyped(value, type, drizzle);
}

const PATTERNS: ReadonlySet<string> = new Set(["Identifier", "ObjectPattern", "ArrayPattern"]);

/** `row as User`, `{ … } satisfies NewUser` */
export function walkAssertion(
  node: TSESTree.TSAsExpression | TSESTree.TSSatisfiesExpression,
  drizzle: DrizzleFile,
): void {
  const row = getTypeRow(node.typeAnnotation, drizzle);
  if (row !== undefined)
    followRows(node, row, { scopes: drizzle.file.scopes, onRead: createReader(drizzle) });
  writeTyped(node.expression, node.typeAnnotation, drizzle);
}

function followTyped(pattern: TSESTree.Node, row: DrizzleRow | undefined, drizzle: DrizzleFile): void {
  if (row !== undefined)
    followBinding(pattern, row, { scopes: drizzle.file.scopes, onRead: createReader(drizzle) });
}

/** An object that is declared as a row, or as what INSERT takes: its keys are written, wherever it goes. */
function writeTyped(value: TSESTree.Node, type: TSESTree.TypeNode, drizzle: DrizzleFile): void {
  if (findFunction(value, drizzle.file.scopes) !== undefined) return;
  for (const element of getElementTypes(type)) {
    const rows = findTypedRows(element, drizzle);
    if (rows === undefined) continue;
    const columns = rows.table.columns.filter(({ property }) => !isLeftOut(element, property));
    writeRows(value, { ...rows.table, columns }, drizzle);
  }
}

const HOLDING =
  /^(?:(?:Readonly)?Array|Promise|Readonly|Partial|Required|NonNullable|Pick|Omit|Prettify|Simplify)$/;

/** The types that an object of the type, or of a list of it, may have or has to have. */
function getElementTypes(type: TSESTree.TypeNode): TSESTree.TypeNode[] {
  if (type.type === "TSArrayType") return getElementTypes(type.elementType);
  if (type.type === "TSTypeOperator" && type.typeAnnotation) return getElementTypes(type.typeAnnotation);
  if (type.type === "TSUnionType" || type.type === "TSIntersectionType")
    return type.types.flatMap(getElementTypes);
  if (type.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return [type];
  const [first] = type.typeArguments?.params ?? [];
  return first !== undefined && HOLDING.test(type.typeName.name) ? getElementTypes(first) : [type];
}

/** What following rows finds: a column that is read of one. */
export function createReader({ collector }: DrizzleFile) {
  return (row: DrizzleRow, property: string, at: TSESTree.Node): void => {
    const found = row.getColumn(property);
    if (found !== undefined) collector.addColumn(found.table, found.column.column, { access: "read", at });
  };
}
