import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { type Clause, walkConflicts, walkData, walkNames, walkOptions, walkWhere } from "./find-options.js";
import { type Finding, findRepositoryModel } from "./find-repository.js";

interface Method {
  /** What each argument after the entity says. */
  readonly clauses: readonly (Clause | undefined)[];
  readonly access: "read" | "write";
  /** What comes back: entities, a pair of them and their number, or no entity. */
  readonly gives: "rows" | "pair" | "nothing";
}

const reads = (gives: Method["gives"], ...clauses: Method["clauses"]): Method => ({
  clauses,
  access: "read",
  gives,
});
const writes = (gives: Method["gives"], ...clauses: Method["clauses"]): Method => ({
  clauses,
  access: "write",
  gives,
});

/** https://typeorm.io/docs/working-with-entity-manager/repository-api; those of older versions among them. */
const METHODS: Readonly<Record<string, Method | undefined>> = {
  find: reads("rows", walkOptions),
  findOne: reads("rows", walkOptions, walkOptions),
  findOneOrFail: reads("rows", walkOptions, walkOptions),
  findAndCount: reads("pair", walkOptions),
  findBy: reads("rows", walkWhere),
  findOneBy: reads("rows", walkWhere),
  findOneByOrFail: reads("rows", walkWhere),
  findAndCountBy: reads("pair", walkWhere),
  findByIds: reads("rows", undefined, walkOptions),
  findOneById: reads("rows"),
  findTrees: reads("rows", walkOptions),
  findRoots: reads("rows", walkOptions),
  count: reads("nothing", walkOptions),
  countBy: reads("nothing", walkWhere),
  exist: reads("nothing", walkOptions),
  exists: reads("nothing", walkOptions),
  existsBy: reads("nothing", walkWhere),
  sum: reads("nothing", walkNames, walkWhere),
  average: reads("nothing", walkNames, walkWhere),
  minimum: reads("nothing", walkNames, walkWhere),
  maximum: reads("nothing", walkNames, walkWhere),
  insert: writes("nothing", walkData),
  update: writes("nothing", walkWhere, walkData),
  updateAll: writes("nothing", walkData),
  upsert: writes("nothing", walkData, walkConflicts),
  save: writes("rows", walkData),
  create: writes("rows", walkData),
  preload: writes("rows", walkData),
  merge: writes("rows", walkData, walkData, walkData, walkData),
  increment: writes("nothing", walkWhere, walkStep),
  decrement: writes("nothing", walkWhere, walkStep),
  delete: writes("nothing", walkWhere),
  deleteAll: writes("nothing"),
  softDelete: writes("nothing", walkWhere),
  restore: writes("nothing", walkWhere),
  remove: writes("rows", walkWhere),
  softRemove: writes("rows", walkWhere),
  recover: writes("rows", walkWhere),
};

/** `increment(where, "visits", 1)` sets the column to itself and one more. */
function walkStep(...[node, { model }, { collector }]: Parameters<Clause>): void {
  const name = unwrap(node);
  if (name.type !== "Literal" || typeof name.value !== "string") return;
  collector.addProperty(model, name.value, { access: "read", at: name });
  collector.addProperty(model, name.value, { access: "write", at: name });
}

/** A call of a repository, of a manager with the entity as its first argument, or of an entity that is its own repository. */
export interface RepositoryCall extends Method {
  readonly node: TSESTree.CallExpression;
  readonly model: MappedTable;
  /** Where the entity or its repository is named. */
  readonly at: TSESTree.Node;
  readonly arguments: readonly TSESTree.Node[];
}

export function findRepositoryCall(
  node: TSESTree.CallExpression,
  finding: Finding,
): RepositoryCall | undefined {
  const callee = unwrap(node.callee);
  const name = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  const method = name === undefined || !Object.hasOwn(METHODS, name) ? undefined : METHODS[name];
  if (callee.type !== "MemberExpression" || method === undefined) return undefined;
  const object = unwrap(callee.object);
  const model = findRepositoryModel(object, finding);
  if (model !== undefined) return { ...method, node, model, at: getName(object), arguments: node.arguments };
  if (object.type === "Identifier" || object.type === "MemberExpression") {
    const own = finding.models.find(object);
    if (own !== undefined) return { ...method, node, model: own, at: object, arguments: node.arguments };
  }
  const [first, ...rest] = node.arguments;
  if (first === undefined || !mayBeEntity(first)) return undefined;
  const given = finding.models.find(first);
  return given && { ...method, node, model: given, at: first, arguments: rest };
}

/** `users` of `this.users`, `User` of `getRepository(User)`. */
function getName(repository: TSESTree.Node): TSESTree.Node {
  if (repository.type === "MemberExpression") return repository.property;
  if (repository.type !== "CallExpression") return repository;
  return repository.arguments[0] ?? repository;
}

function mayBeEntity({ type }: TSESTree.Node): boolean {
  return type === "Identifier" || type === "MemberExpression";
}
