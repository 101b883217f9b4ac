import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getElements, getEntries, type ObjectEntry } from "../../../ast/object-entries.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { Collector } from "./collector.js";
import { findRelated, type Models } from "./models.js";

export interface ArgumentWalk {
  readonly models: Models;
  readonly scopes: ScopeManager;
  readonly collector: Collector;
}

type Clause = (node: TSESTree.Node, model: MappedTable, walk: ArgumentWalk) => void;

/**
 * The argument of a call on a delegate, or of a relation in `select` or `include`.
 * What each key means: https://www.prisma.io/docs/orm/reference/prisma-client-reference
 */
export const walkArguments: Clause = (node, model, walk) => {
  for (const { name, value } of getEntries(node, walk.scopes)) CLAUSES[name]?.(value, model, walk);
};

/** `{ name: true, posts: { select: … } }`; what is `false` is not selected. */
export const walkSelect: Clause = (node, model, walk) => {
  for (const entry of getEntries(node, walk.scopes)) {
    if (isFalse(entry.value)) continue;
    if (entry.name === "_count") walkCounts(entry.value, model, walk);
    else if (!walkRelation(entry, model, walk)) addRead(entry, model, walk);
  }
};

/**
 * `omit: { name: true }` keeps the column out of the statement, so that the drop does not touch it; without the field in the schema
 * the client refuses the call all the same. It is listed like a type, and no step back for who adds it to stop reading.
 */
export const walkOmit: Clause = (node, model, { scopes, collector }) => {
  for (const { name, key } of getEntries(node, scopes))
    collector.addColumn(model, name, { access: "type", at: key });
};

/** A relation's rows are read, by arguments of their own. */
function walkRelation({ name, key, value }: ObjectEntry, model: MappedTable, walk: ArgumentWalk): boolean {
  const related = findRelated(walk.models, model, name);
  if (related === undefined) return false;
  walk.collector.addTable(related, { access: "read", at: key });
  walkArguments(value, related, walk);
  return true;
}

/** `_count: { select: { posts: { where: … } } }` counts relations; in `aggregate` and `groupBy`, `_count: { name: true }` counts values. */
const walkCounts: Clause = (node, model, walk) => {
  for (const entry of getEntries(node, walk.scopes)) {
    if (entry.name === "select") walkSelect(entry.value, model, walk);
    else if (!isFalse(entry.value)) addRead(entry, model, walk);
  }
};

/** Names of a list or by themselves: `distinct: ["name"]`, `by: "name"`. */
export const walkNames: Clause = (node, model, walk) => {
  for (const element of getElements(node, walk.scopes)) {
    const name = unwrap(element);
    if (name.type === "Literal" && typeof name.value === "string")
      walk.collector.addColumn(model, name.value, { access: "read", at: name });
  }
};

const QUANTIFIERS: ReadonlySet<string> = new Set(["some", "every", "none", "is", "isNot"]);

/** Filters: columns, compound selectors, relations with or without a quantifier, and `AND`, `OR`, `NOT` of them. */
export const walkWhere: Clause = (node, model, walk) => {
  for (const element of getElements(node, walk.scopes)) {
    for (const entry of getEntries(element, walk.scopes)) walkFilter(entry, model, walk);
  }
};

function walkFilter(entry: ObjectEntry, model: MappedTable, walk: ArgumentWalk): void {
  const { name, key, value } = entry;
  if (name === "AND" || name === "OR" || name === "NOT") return walkWhere(value, model, walk);
  const compound = model.compounds.get(name);
  if (compound !== undefined) return walkCompound(entry, compound, { model, walk });
  const related = findRelated(walk.models, model, name);
  if (related === undefined) return addRead(entry, model, walk);
  walk.collector.addTable(related, { access: "read", at: key });
  for (const inner of getEntries(value, walk.scopes)) {
    if (QUANTIFIERS.has(inner.name)) walkWhere(inner.value, related, walk);
    else walkFilter(inner, related, walk);
  }
}

interface InModel {
  readonly model: MappedTable;
  readonly walk: ArgumentWalk;
}

/** `id_name: { id, name }`; given as a whole from elsewhere, the selector's own name is the place. */
function walkCompound(
  { key, value }: ObjectEntry,
  columns: readonly string[],
  { model, walk }: InModel,
): void {
  const entries = getEntries(value, walk.scopes);
  for (const entry of entries) addRead(entry, model, walk);
  const named = new Set(entries.map(({ name }) => name));
  for (const column of columns)
    if (!named.has(column)) walk.collector.addColumn(model, column, { access: "read", at: key });
}

/** `[{ name: "asc" }, { posts: { _count: "desc" } }]` */
export const walkOrder: Clause = (node, model, walk) => {
  for (const element of getElements(node, walk.scopes)) {
    for (const entry of getEntries(element, walk.scopes)) {
      const related = findRelated(walk.models, model, entry.name);
      if (related !== undefined) {
        walk.collector.addTable(related, { access: "read", at: entry.key });
        walkOrder(entry.value, related, walk);
      } else if (entry.name === "_relevance") walkArguments(entry.value, model, walk);
      else if (entry.name.startsWith("_")) walkOrder(entry.value, model, walk);
      else addRead(entry, model, walk);
    }
  }
};

/** Values to write, of one row or many, with nested writes through relations. */
export const walkData: Clause = (node, model, walk) => {
  for (const element of getElements(node, walk.scopes)) {
    for (const entry of getEntries(element, walk.scopes)) {
      const { name, key } = entry;
      if (isUndefined(entry.value)) continue;
      if (!walkNestedWrite(entry, model, walk))
        walk.collector.addColumn(model, name, { access: "write", at: key });
    }
  }
};

function walkNestedWrite({ name, key, value }: ObjectEntry, model: MappedTable, walk: ArgumentWalk): boolean {
  const related = findRelated(walk.models, model, name);
  if (related === undefined) return false;
  walk.collector.addTable(related, { access: "write", at: key });
  addForeignKeys(key, { model, name, related }, walk);
  for (const operation of getEntries(value, walk.scopes)) {
    if (WHERE_OPERATIONS.has(operation.name)) walkWhere(operation.value, related, walk);
    else if (operation.name === "create") walkData(operation.value, related, walk);
    else if (operation.name === "update") walkNestedUpdate(operation.value, related, walk);
    else if (PARTED_OPERATIONS.has(operation.name))
      for (const element of getElements(operation.value, walk.scopes)) walkArguments(element, related, walk);
  }
  return true;
}

const WHERE_OPERATIONS: ReadonlySet<string> = new Set([
  "connect",
  "disconnect",
  "set",
  "delete",
  "deleteMany",
]);
const PARTED_OPERATIONS: ReadonlySet<string> = new Set([
  "connectOrCreate",
  "createMany",
  "updateMany",
  "upsert",
]);

/** `update` of a single relation takes the values themselves, or `where` and `data` as that of a list does. */
const walkNestedUpdate: Clause = (node, related, walk) => {
  for (const element of getElements(node, walk.scopes)) {
    const hasData = getEntries(element, walk.scopes).some(({ name }) => name === "data");
    if (hasData) walkArguments(element, related, walk);
    else walkData(element, related, walk);
  }
};

interface Link {
  readonly model: MappedTable;
  readonly name: string;
  readonly related: MappedTable;
}

/** Linking rows writes the foreign key, on whichever side it is. */
function addForeignKeys(
  key: TSESTree.Node,
  { model, name, related }: Link,
  { collector }: ArgumentWalk,
): void {
  const own = model.relations.find(({ property }) => property === name)?.fields ?? [];
  for (const field of own) collector.addColumn(model, field, { access: "write", at: key });
  const back = related.relations.filter((relation) => relation.model === model.model && relation.fields);
  const [only] = back;
  if (own.length > 0 || only === undefined || back.length > 1) return;
  for (const field of only.fields ?? []) collector.addColumn(related, field, { access: "write", at: key });
}

function addRead({ name, key }: ObjectEntry, model: MappedTable, { collector }: ArgumentWalk): void {
  collector.addColumn(model, name, { access: "read", at: key });
}

function isFalse(node: TSESTree.Node): boolean {
  return node.type === "Literal" && node.value === false;
}

/** Prisma takes `undefined` for absent. */
function isUndefined(node: TSESTree.Node): boolean {
  return node.type === "Identifier" && node.name === "undefined";
}

const CLAUSES: Readonly<Record<string, Clause>> = {
  select: walkSelect,
  include: walkSelect,
  omit: walkOmit,
  where: walkWhere,
  having: walkWhere,
  cursor: walkWhere,
  orderBy: walkOrder,
  distinct: walkNames,
  by: walkNames,
  fields: walkNames,
  data: walkData,
  create: walkData,
  update: walkData,
  _count: walkCounts,
  _sum: walkSelect,
  _avg: walkSelect,
  _min: walkSelect,
  _max: walkSelect,
};
