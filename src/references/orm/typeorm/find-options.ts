import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getComputedEntries } from "../../../ast/computed-entries.js";
import { getElements, getEntries, type ObjectEntry } from "../../../ast/object-entries.js";
import { getNameRange } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { Access } from "../../reference.js";
import { findValue } from "../../sql/static-values.js";
import type { Collector } from "./collector.js";
import { getColumns, isEmbedded, type Models } from "./models.js";

export interface Walk {
  readonly models: Models;
  readonly scopes: ScopeManager;
  readonly collector: Collector;
  /** What a string of SQL names, in a place that may hold one: `Raw((alias) => `${alias} > now()`)`. */
  readonly onRaw?: (node: TSESTree.Node, model: MappedTable) => void;
}

/** An entity's object, and the path of properties to it where it is embedded. */
export interface Target {
  readonly model: MappedTable;
  readonly path: string;
}

export type Clause = (node: TSESTree.Node, target: Target, walk: Walk) => void;

export function getTarget(model: MappedTable): Target {
  return { model, path: "" };
}

export function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** Conditions: columns, embedded objects, relations; a list means any of them. */
export const walkWhere: Clause = (node, target, walk) => {
  walkComputed(node, target, { walk, access: "read" });
  for (const element of getElements(node, walk.scopes))
    for (const entry of getEntries(element, walk.scopes)) walkEntry(entry, target, { walk, into: walkWhere });
};

/** `{ name: true, posts: { title: true } }`, `["name"]`; what is `false` is not selected. */
export const walkSelect: Clause = (node, target, walk) => {
  walkNames(node, target, walk);
  for (const entry of getEntries(node, walk.scopes))
    if (!isFalse(entry.value)) walkEntry(entry, target, { walk, into: walkSelect });
};

/** `{ name: "ASC", posts: { title: "DESC" } }` */
export const walkOrder: Clause = (node, target, walk) => {
  walkComputed(node, target, { walk, access: "read" });
  for (const entry of getEntries(node, walk.scopes)) {
    const [first = "", ...rest] = entry.name.split(".");
    // The older form takes paths: "author.name".
    if (rest.length > 0) walkPath(entry.key, entry.name, { target, walk });
    else walkEntry({ ...entry, name: first }, target, { walk, into: walkOrder });
  }
};

/** `{ posts: { tags: true } }`, `["posts", "posts.tags"]` */
export const walkRelations: Clause = (node, target, walk) => {
  walkNames(node, target, walk);
  for (const entry of getEntries(node, walk.scopes))
    if (!isFalse(entry.value)) walkEntry(entry, target, { walk, into: walkRelations });
};

interface Computing {
  readonly walk: Walk;
  readonly access: "read" | "write";
}

/** `{ [field]: value }` may name any property, unless the module says which. */
export function walkComputed(node: TSESTree.Node, { model }: Target, { walk, access }: Computing): void {
  for (const element of getElements(node, walk.scopes))
    for (const { key } of getComputedEntries(element, walk.scopes)) {
      const name = findValue(key, walk.scopes);
      if (name.type !== "Literal") walk.collector.addAny(model, { access, at: key });
      else if (typeof name.value === "string")
        walk.collector.addProperty(model, name.value, { access, at: key, certainty: "inferred" });
    }
}

interface Entering {
  readonly walk: Walk;
  readonly into: Clause;
}

export function walkEntry({ name, key, value }: ObjectEntry, target: Target, { walk, into }: Entering): void {
  const { collector, models } = walk;
  const { model } = target;
  const path = join(target.path, name);
  if (isEmbedded(model, path)) return into(value, { model, path }, walk);
  const related = models.findRelated(model, path);
  if (related === undefined) {
    collector.addProperty(model, path, { access: "read", at: key });
    if (getColumns(model, path).length > 0) walk.onRaw?.(value, model);
    return;
  }
  collector.addJoin(model, path, { access: "read", at: key });
  into(value, getTarget(related.model), walk);
}

/** Names of a list or one by itself: `select: ["name"]`, `relations: ["posts.tags"]`, `conflictPaths: ["name"]`. */
export const walkNames: Clause = (node, target, walk) => {
  for (const element of getElements(node, walk.scopes)) {
    const name = unwrap(element);
    if (name.type === "Literal" && typeof name.value === "string")
      walkPath(name, name.value, { target, walk });
  }
};

interface PathContext {
  readonly target: Target;
  readonly walk: Walk;
}

/** Each part of a dotted path stands at its own place within the text. */
export function walkPath(node: TSESTree.Node, text: string, { target, walk }: PathContext): void {
  const [begin] = getNameRange(node);
  let { model, path } = target;
  let at = begin;
  for (const part of text.split(".")) {
    const range = [at, at + part.length] as const;
    at += part.length + 1;
    const inner = join(path, part);
    const related = walk.models.findRelated(model, inner);
    if (related !== undefined) {
      walk.collector.addJoin(model, inner, { access: "read", at: node, range });
      ({ model } = related);
      path = "";
      continue;
    }
    walk.collector.addProperty(model, inner, { access: "read", at: node, range });
    path = inner;
  }
}

/** Values to write: of an entity, a part of one, or a list of them; what is saved through relations too. */
export const walkData: Clause = (node, target, walk) => {
  walkComputed(node, target, { walk, access: "write" });
  for (const element of getElements(node, walk.scopes))
    for (const entry of getEntries(element, walk.scopes)) walkValue(entry, target, walk);
};

function walkValue({ name, key, value }: ObjectEntry, { model, path }: Target, walk: Walk): void {
  const inner = join(path, name);
  if (isEmbedded(model, inner)) return walkData(value, { model, path: inner }, walk);
  const use = { access: "write" satisfies Access, at: key } as const;
  const related = walk.models.findRelated(model, inner);
  if (related !== undefined) {
    for (const property of getOwnKeys(model, inner)) walk.collector.addProperty(model, property, use);
    return walkData(value, getTarget(related.model), walk);
  }
  walk.collector.addProperty(model, inner, use);
  if (isFunction(value)) walk.onRaw?.(value, model);
}

/** One property for each column of a relation's foreign key: setting the relation sets it. */
export function getOwnKeys(model: MappedTable, relation: string): string[] {
  const keys = model.relations.find(({ property }) => property === relation)?.columns ?? [];
  return keys.flatMap((key) => model.columns.find(({ column }) => column === key)?.property ?? []);
}

function isFunction({ type }: TSESTree.Node): boolean {
  return type === "ArrowFunctionExpression" || type === "FunctionExpression";
}

function isFalse(node: TSESTree.Node): boolean {
  return node.type === "Literal" && node.value === false;
}

const OPTIONS: Readonly<Record<string, Clause | undefined>> = {
  where: walkWhere,
  select: walkSelect,
  relations: walkRelations,
  order: walkOrder,
  join: undefined,
  skip: undefined,
  take: undefined,
  cache: undefined,
  lock: undefined,
  comment: undefined,
  transaction: undefined,
  withDeleted: undefined,
  loadRelationIds: undefined,
  loadEagerRelations: undefined,
  relationLoadStrategy: undefined,
};

/** The options of `find` and its like. The older `find({ name })` has none of their keys: those are conditions. */
export const walkOptions: Clause = (node, target, walk) => {
  const entries = getEntries(node, walk.scopes);
  if (entries.length > 0 && !entries.some(({ name }) => name in OPTIONS))
    return walkWhere(node, target, walk);
  for (const { name, value } of entries) OPTIONS[name]?.(value, target, walk);
};

/** `upsert(rows, ["email"])`, `{ conflictPaths: { email: true }, … }` */
export const walkConflicts: Clause = (node, target, walk) => {
  const paths = getEntries(node, walk.scopes).find(({ name }) => name === "conflictPaths");
  walkSelect(paths?.value ?? node, target, walk);
};
