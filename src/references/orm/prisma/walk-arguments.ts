import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getEntries } from "../../../ast/object-entries.js";
import {
  addRead,
  type ArgumentEntry,
  type ArgumentWalk,
  type Clause,
  getSources,
  takeEntries,
} from "./argument-walk.js";
import { findRelated } from "./models.js";
import { walkData } from "./walk-data.js";
import { walkNames, walkOrder } from "./walk-order.js";
import { walkWhere } from "./walk-where.js";

/**
 * The argument of a call on a delegate, or of a relation in `select` or `include`.
 * What each key means: https://www.prisma.io/docs/orm/reference/prisma-client-reference
 */
export const walkArguments: Clause = (node, model, walk) => {
  for (const source of getSources(node, walk.scopes))
    for (const { name, value } of getEntries(source, walk.scopes)) CLAUSES[name]?.(value, model, walk);
};

/** `{ name: true, posts: { select: … } }`; what is `false` is not selected. */
export const walkSelect: Clause = (node, model, walk) => {
  for (const entry of takeEntries(node, { model, access: "read" }, walk)) {
    if (isFalse(entry.value)) continue;
    if (entry.name === "_count") walkCounts(entry.value, model, walk);
    else if (!walkRelation(entry, model, walk)) addRead(entry, model, walk);
  }
};

/**
 * `omit: { name: true }` keeps the column out of the statement, so that the drop does not touch it; without the field in the schema
 * the client refuses the call all the same. It is listed like a type, and no step back for who adds it to stop reading.
 */
export const walkOmit: Clause = (node, model, walk) => {
  for (const { name, key, certainty } of takeEntries(node, { model, access: "type" }, walk))
    walk.collector.addColumn(model, name, { access: "type", at: key, certainty });
};

/** A relation's rows are read, by arguments of their own. */
function walkRelation({ name, key, value }: ArgumentEntry, model: MappedTable, walk: ArgumentWalk): boolean {
  const related = findRelated(walk.models, model, name);
  if (related === undefined) return false;
  walk.collector.addTable(related, { access: "read", at: key });
  walkArguments(value, related, walk);
  return true;
}

/** `_count: { select: { posts: { where: … } } }` counts relations; in `aggregate` and `groupBy`, `_count: { name: true }` counts values. */
const walkCounts: Clause = (node, model, walk) => {
  for (const entry of takeEntries(node, { model, access: "read" }, walk)) {
    if (entry.name === "select") walkSelect(entry.value, model, walk);
    else if (!isFalse(entry.value)) addRead(entry, model, walk);
  }
};

function isFalse(node: TSESTree.Node): boolean {
  return node.type === "Literal" && node.value === false;
}

/** What stands under each key. */
export const CLAUSES: Readonly<Record<string, Clause>> = {
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
