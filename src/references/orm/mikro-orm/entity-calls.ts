import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { type Clause, walkData, walkNames } from "../typeorm/find-options.js";
import { type Finding, findRepositoryModel } from "../typeorm/find-repository.js";
import { walkConditions, walkOptions } from "./clauses.js";

interface Method {
  /** What each argument after the entity says. */
  readonly clauses: readonly (Clause | undefined)[];
  readonly access: "read" | "write";
  /** What comes back: entities, a pair of them and their number, a page of them, or no entity. */
  readonly gives: "rows" | "pair" | "page" | "nothing";
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

/** https://mikro-orm.io/api/core/class/EntityManager, and the same of repositories; those of older versions among them. */
const METHODS: Readonly<Record<string, Method>> = {
  find: reads("rows", walkConditions, walkOptions),
  findOne: reads("rows", walkConditions, walkOptions),
  findOneOrFail: reads("rows", walkConditions, walkOptions),
  findAll: reads("rows", walkOptions),
  findAndCount: reads("pair", walkConditions, walkOptions),
  findByCursor: reads("page", walkByCursor, walkOptions),
  stream: reads("rows", walkOptions),
  count: reads("nothing", walkConditions, walkOptions),
  getReference: reads("rows"),
  create: writes("rows", walkData),
  map: writes("rows", walkData),
  merge: writes("rows", walkData),
  insert: writes("nothing", walkData),
  insertMany: writes("nothing", walkData),
  nativeInsert: writes("nothing", walkData),
  nativeUpdate: writes("nothing", walkConditions, walkData),
  nativeDelete: writes("nothing", walkConditions),
  upsert: writes("rows", walkData, walkOptions),
  upsertMany: writes("rows", walkData, walkOptions),
};

/** Methods that take entities which are there already, and what the second argument says. */
export const ROW_METHODS: Readonly<Record<string, Clause>> = {
  assign: walkData,
  populate: walkNames,
};

/** Version 7 has the conditions among the options. */
function walkByCursor(...[node, target, walk]: Parameters<Clause>): void {
  walkConditions(node, target, walk);
  walkOptions(node, target, walk);
}

/** A call of a repository, or of an entity manager with the entity as its first argument. */
export interface EntityCall extends Method {
  readonly model: MappedTable;
  /** Where the entity or its repository is named. */
  readonly at: TSESTree.Node;
  readonly arguments: readonly TSESTree.Node[];
}

export function findEntityCall(node: TSESTree.CallExpression, finding: Finding): EntityCall | undefined {
  const callee = unwrap(node.callee);
  const name = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  if (callee.type !== "MemberExpression" || name === undefined || !Object.hasOwn(METHODS, name))
    return undefined;
  const method = METHODS[name];
  if (method === undefined) return undefined;
  const object = unwrap(callee.object);
  const model = findRepositoryModel(object, finding);
  if (model !== undefined) return { ...method, model, at: getName(object), arguments: node.arguments };
  const [first, ...rest] = node.arguments;
  if (first?.type !== "Identifier" && first?.type !== "MemberExpression") return undefined;
  const given = finding.models.find(first);
  return given && { ...method, model: given, at: first, arguments: rest };
}

/** `users` of `this.users`, `User` of `em.getRepository(User)`. */
function getName(repository: TSESTree.Node): TSESTree.Node {
  if (repository.type === "MemberExpression") return repository.property;
  if (repository.type !== "CallExpression") return repository;
  return repository.arguments[0] ?? repository;
}
