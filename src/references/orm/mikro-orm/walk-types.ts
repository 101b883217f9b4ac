import type { TSESTree } from "@typescript-eslint/utils";
import { getNamedMembers } from "../../../ast/type-strings.js";
import { type Clause, getTarget, type Walk, walkData } from "../typeorm/find-options.js";
import { getHolders } from "../typeorm/walk-types.js";
import { walkConditions, walkOptions } from "./clauses.js";

/** MikroORM's types of an entity's clauses, by what their values are for. */
const CLAUSES: Readonly<Record<string, Clause | undefined>> = {
  FilterQuery: walkConditions,
  ObjectQuery: walkConditions,
  FindOptions: walkOptions,
  FindOneOptions: walkOptions,
  RequiredEntityData: walkData,
  EntityData: walkData,
  EntityDTO: walkData,
};

/** What a mention of an entity as a type says: `User["name"]`, `Pick<User, "name">`, `const where: FilterQuery<User> = { name }`. */
export function walkMikroOrmType(node: TSESTree.TSTypeReference, walk: Walk): void {
  const model = walk.models.find(node.typeName);
  if (model === undefined) return;
  walk.collector.addTable(model, { access: "type", at: node.typeName });
  for (const name of getNamedMembers(node))
    walk.collector.addProperty(model, name.value, { access: "type", at: name });
  const list = node.parent;
  const outer = list.type === "TSTypeParameterInstantiation" ? list.parent : undefined;
  if (outer?.type !== "TSTypeReference" || outer.typeName.type !== "Identifier") return;
  const { name } = outer.typeName;
  const clause = Object.hasOwn(CLAUSES, name) ? CLAUSES[name] : undefined;
  if (clause !== undefined) for (const holder of getHolders(outer)) clause(holder, getTarget(model), walk);
}
