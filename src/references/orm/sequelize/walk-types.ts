import { getTypeStrings } from "../../../ast/type-strings.js";
import type { TSESTree } from "@typescript-eslint/utils";
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
  const take = TAKING[name];
  const holder = take && getHolder(node);
  if (take === undefined || holder === undefined) return;
  for (const { table } of getRows(walk.inference.ofType(first))) {
    walk.collector.addTable(table, { access: "type", at: node.typeName });
    take(holder, table, walk);
  }
}

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

/** The variable, parameter or expression that has the type, `Partial<…>` of it too. */
function getHolder(type: TSESTree.Node): TSESTree.Node | undefined {
  const { parent } = type;
  switch (parent?.type) {
    case "TSTypeAnnotation":
      return parent.parent.type === "Identifier" ? parent.parent : undefined;
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return parent.expression;
    case "TSArrayType":
    case "TSUnionType":
    case "TSIntersectionType":
      return getHolder(parent);
    case "TSTypeParameterInstantiation":
      return parent.parent.type === "TSTypeReference" &&
        parent.parent.typeName.type === "Identifier" &&
        PASSING.has(parent.parent.typeName.name)
        ? getHolder(parent.parent)
        : undefined;
    default:
      return undefined;
  }
}

const PASSING: ReadonlySet<string> = new Set(["Partial", "Readonly", "Array", "ReadonlyArray", "Required"]);
