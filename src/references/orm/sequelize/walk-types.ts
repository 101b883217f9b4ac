import { getReturned, isFunction } from "../../../ast/find-function.js";
import { getTypeStrings, isLeftOut } from "../../../ast/type-strings.js";
import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getRows } from "../instances/holding.js";
import { addAttribute, type SequelizeWalk } from "./sequelize-walk.js";
import { walkData } from "./walk-data.js";
import { walkOptions } from "./walk-options.js";
import { walkWhere } from "./walk-where.js";

/** `User["name"]`, `Attributes<User>["name"]` */
export function walkIndexedType(
  { objectType, indexType }: TSESTree.TSIndexedAccessType,
  walk: SequelizeWalk,
): void {
  for (const { table } of getRows(walk.inference.ofType(objectType)))
    for (const at of getTypeStrings(indexType))
      addAttribute(table, at.value, { use: { access: "type", at }, walk });
}

/** `Pick<User, "name">`, and variables that are declared to hold options or values: `const where: WhereOptions<User> = {}`. */
export function walkTypeReference(node: TSESTree.TSTypeReference, walk: SequelizeWalk): void {
  const [first, second] = node.typeArguments?.params ?? [];
  if (node.typeName.type !== "Identifier" || first === undefined) return;
  const { name } = node.typeName;
  if (SELECTING.has(name) && second)
    for (const { table } of getRows(walk.inference.ofType(first)))
      for (const at of getTypeStrings(second))
        addAttribute(table, at.value, { use: { access: "type", at }, walk });
  const part = PARTS.has(name) ? findModel(first, walk) : undefined;
  if (part !== undefined)
    for (const value of getHolders(node)) walkData(value, part, leaveOut(first, part, walk));
  const take = TAKING[name];
  const holders = take ? getHolders(node) : [];
  if (take === undefined || holders.length === 0) return;
  for (const { table } of getRows(walk.inference.ofType(first))) {
    walk.collector.addTable(table, { access: "type", at: node.typeName });
    for (const holder of holders) take(holder, table, leaveOut(node, table, walk));
  }
}

function findModel(type: TSESTree.TypeNode, { models }: SequelizeWalk): MappedTable | undefined {
  return type.type === "TSTypeReference" ? models.find(type.typeName) : undefined;
}

/** What is declared as `Omit<User, "name"> & { name: string }` has a `name` that is none of the model's. */
function leaveOut(type: TSESTree.Node, table: MappedTable, walk: SequelizeWalk): SequelizeWalk {
  const { collector } = walk;
  const addColumn: typeof collector.addColumn = (owner, column, use) => {
    const property = table.columns.find((one) => one.column === column)?.property ?? column;
    if (owner !== table || !isLeftOut(type, property)) collector.addColumn(owner, column, use);
  };
  return { ...walk, collector: { ...collector, addColumn } };
}

/** Types of a part of a model: objects of them hold values for it. */
const PARTS: ReadonlySet<string> = new Set(["Partial", "Pick", "Omit"]);

const SELECTING: ReadonlySet<string> = new Set(["Pick", "Omit", "PartialPick"]);

type Take = typeof walkOptions;

const walkCondition: Take = (node, table, walk) => walkWhere(node, { table, joined: [] }, walk);

const TAKING: Readonly<Record<string, Take>> = {
  WhereOptions: walkCondition,
  WhereAttributeHash: walkCondition,
  FindOptions: walkOptions,
  FindAndCountOptions: walkOptions,
  CountOptions: walkOptions,
  ScopeOptions: walkOptions,
  NonNullFindOptions: walkOptions,
  DestroyOptions: walkOptions,
  UpdateOptions: walkOptions,
  SaveOptions: walkOptions,
  CreationAttributes: walkData,
  InferCreationAttributes: walkData,
};

/** The variables, parameters with their defaults, expressions and results of functions that have the type, `Partial<…>` of it too. */
function getHolders(type: TSESTree.Node): TSESTree.Node[] {
  const { parent } = type;
  switch (parent?.type) {
    case "TSTypeAnnotation":
      return getAnnotated(parent);
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return [parent.expression];
    case "TSArrayType":
    case "TSUnionType":
    case "TSIntersectionType":
      return getHolders(parent);
    case "TSTypeParameterInstantiation":
      return parent.parent.type === "TSTypeReference" &&
        parent.parent.typeName.type === "Identifier" &&
        PASSING.has(parent.parent.typeName.name)
        ? getHolders(parent.parent)
        : [];
    default:
      return [];
  }
}

function getAnnotated(annotation: TSESTree.TSTypeAnnotation): TSESTree.Node[] {
  const { parent: holder } = annotation;
  if (isFunction(holder)) return holder.returnType === annotation ? getReturned(holder) : [];
  if (holder.type !== "Identifier") return [];
  const { parent } = holder;
  return parent.type === "AssignmentPattern" ? [holder, parent.right] : [holder];
}

const PASSING: ReadonlySet<string> = new Set([
  ...["Partial", "Required", "Pick", "Omit"],
  ...["Readonly", "Array", "ReadonlyArray", "Promise"],
]);
