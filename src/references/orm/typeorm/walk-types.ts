import { getNamedMembers, isLeftOut } from "../../../ast/type-strings.js";
import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getReturned, isFunction } from "../../../ast/find-function.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getElements } from "../../../ast/object-entries.js";
import { unwrap } from "../../../ast/unwrap.js";
import { followBinding } from "../../follow-rows.js";
import { getPassed } from "../../../ast/passed-arguments.js";
import { createRowReader, createShape } from "./entity-shape.js";
import {
  type Clause,
  getTarget,
  walkData,
  walkOptions,
  walkOrder,
  walkPath,
  walkRelations,
  walkSelect,
  walkWhere,
} from "./find-options.js";
import type { QueryContext } from "./query.js";
import { walkBuilder } from "./walk-builder.js";

/** TypeORM's types of an entity's clauses, by what their values are for. */
const CLAUSES: Readonly<Record<string, Clause | undefined>> = {
  FindOptionsWhere: walkWhere,
  FindConditions: walkWhere,
  FindOptions: walkOptions,
  FindOneOptions: walkOptions,
  FindManyOptions: walkOptions,
  FindOptionsSelect: walkSelect,
  FindOptionsOrder: walkOrder,
  FindOptionsRelations: walkRelations,
};

/** Types whose values are an entity, a part of one, or several. */
const CONTAINERS: ReadonlySet<string> = new Set([
  ...["Array", "ReadonlyArray", "Promise", "Readonly", "Partial", "Required", "Set", "NonNullable"],
  ...["Pick", "Omit"],
  ...["DeepPartial", "QueryDeepPartialEntity", "QueryPartialEntity", "Relation", "EntityTarget"],
]);

/** What a mention of an entity as a type says: of the type itself, and of the value that has it. */
export function walkType(node: TSESTree.TSTypeReference, context: QueryContext): void {
  const { models, collector } = context.walk;
  const model = models.find(node.typeName);
  if (model === undefined || "isAssumed" in model) return;
  collector.addTable(model, { access: "type", at: node.typeName });
  for (const name of getNamedMembers(node))
    collector.addProperty(model, name.value, { access: "type", at: name });
  walkUse(node, model, leaveOut(node, model, context));
}

/** What is declared as `Omit<User, "name"> & { name: string }` has a `name` that is none of the entity's. */
function leaveOut(type: TSESTree.Node, model: MappedTable, context: QueryContext): QueryContext {
  const { collector } = context.walk;
  const addProperty: typeof collector.addProperty = (owner, path, use) => {
    if (owner !== model || !isLeftOut(type, path)) collector.addProperty(owner, path, use);
  };
  return { ...context, walk: { ...context.walk, collector: { ...collector, addProperty } } };
}

/** Climbs from the entity's name to what is declared with it. */
function walkUse(type: TSESTree.Node, model: MappedTable, context: QueryContext): void {
  const { parent } = type;
  switch (parent?.type) {
    case "TSArrayType":
    case "TSUnionType":
    case "TSIntersectionType":
      return walkUse(parent, model, context);
    case "TSTypeOperator":
      if (parent.operator === "keyof") walkKeyLists(parent, model, context);
      else walkUse(parent, model, context);
      return;
    case "TSTypeParameterInstantiation":
      return walkInstantiated(parent, model, context);
    default:
      walkHolders(type, walkData, { model, context, isRow: true });
  }
}

function walkInstantiated(
  list: TSESTree.TSTypeParameterInstantiation,
  model: MappedTable,
  context: QueryContext,
): void {
  const { parent } = list;
  if (parent.type !== "TSTypeReference" || parent.typeName.type !== "Identifier") return;
  const { name } = parent.typeName;
  if (CONTAINERS.has(name)) return walkUse(parent, model, context);
  if (name.endsWith("QueryBuilder")) return walkBuilders(parent, model, context);
  const clause = CLAUSES[name];
  if (clause !== undefined) walkHolders(getOuter(parent), clause, { model, context, isRow: false });
}

function getOuter(type: TSESTree.Node): TSESTree.Node {
  const { parent } = type;
  return parent?.type === "TSArrayType" || parent?.type === "TSUnionType" ? getOuter(parent) : type;
}

interface Holding {
  readonly model: MappedTable;
  readonly context: QueryContext;
  readonly isRow: boolean;
}

/** Values that are declared with a type: variables, parameters, `as`, `satisfies`, what a function returns. */
function walkHolders(type: TSESTree.Node, clause: Clause, { model, context, isRow }: Holding): void {
  const { walk } = context;
  for (const holder of getHolders(type)) {
    for (const value of [holder, ...getGiven(holder, walk.scopes)]) clause(value, getTarget(model), walk);
    if (isRow && PATTERNS.has(holder.type))
      followBinding(holder, createShape(walk.models, model), {
        scopes: walk.scopes,
        ...createRowReader(walk.collector),
      });
  }
}

/** What a parameter has by default, and what the module's calls hand to it. */
function getGiven(holder: TSESTree.Node, scopes: ScopeManager): TSESTree.Node[] {
  const { parent } = holder;
  const passed = getPassed(holder, scopes);
  return parent?.type === "AssignmentPattern" && parent.left === holder ? [parent.right, ...passed] : passed;
}

const PATTERNS: ReadonlySet<string> = new Set(["Identifier", "ObjectPattern", "ArrayPattern"]);

export function getHolders(type: TSESTree.Node): TSESTree.Node[] {
  const { parent } = type;
  if (parent?.type === "TSAsExpression" || parent?.type === "TSSatisfiesExpression")
    return [parent.expression];
  if (parent?.type !== "TSTypeAnnotation") return [];
  const owner = parent.parent;
  if (PATTERNS.has(owner.type)) return [owner];
  if (!isFunction(owner) || owner.returnType !== parent) return [];
  return getReturned(owner);
}

/** `const columns: (keyof User)[] = ["name"]` */
function walkKeyLists(type: TSESTree.Node, model: MappedTable, { walk }: QueryContext): void {
  for (const holder of getHolders(getOuter(type)))
    for (const element of getElements(holder, walk.scopes)) {
      const name = unwrap(element);
      if (name.type === "Literal" && typeof name.value === "string")
        walkPath(name, name.value, { target: getTarget(model), walk });
    }
}

/** `(query: SelectQueryBuilder<User>) => query.andWhere("u.name = :name")`: whose alias is not known here. */
function walkBuilders(type: TSESTree.Node, model: MappedTable, context: QueryContext): void {
  for (const holder of getHolders(getOuter(type))) {
    if (holder.type !== "Identifier") continue;
    for (const { identifier } of findVariable(context.file.scopes, holder)?.references ?? [])
      if (identifier.type === "Identifier" && identifier !== holder)
        walkBuilder(identifier, { model, isTyped: true }, context);
  }
}
