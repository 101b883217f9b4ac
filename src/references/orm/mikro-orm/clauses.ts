import type { TSESTree } from "@typescript-eslint/utils";
import { getElements, getEntries } from "../../../ast/object-entries.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { Access } from "../../reference.js";
import {
  type Clause,
  type Target,
  type Walk,
  walkComputed,
  walkEntry,
  walkNames,
  walkOrder,
} from "../typeorm/find-options.js";

const GROUPS: ReadonlySet<string> = new Set(["$and", "$or", "$not", "$some", "$every", "$none"]);

/** `{ name, $or: [{ name }], author: { name: { $like } } }` */
export const walkConditions: Clause = (node, target, walk) => {
  walkComputed(node, target, { walk, access: "read" });
  for (const element of getElements(node, walk.scopes))
    for (const entry of getEntries(element, walk.scopes)) {
      if (GROUPS.has(entry.name)) walkConditions(entry.value, target, walk);
      else walkEntry(entry, target, { walk, into: walkConditions });
    }
};

const walkOrders: Clause = (node, target, walk) => {
  for (const element of getElements(node, walk.scopes)) walkOrder(element, target, walk);
};

/** Names in a list that are no more than named: nothing of the statement depends on what is left out. */
const walkLeftOut: Clause = (node, target, walk) => {
  addNames(node, target, { walk, access: "type" });
};

const walkSet: Clause = (node, target, walk) => {
  addNames(node, target, { walk, access: "write" });
};

interface Naming {
  readonly walk: Walk;
  readonly access: Access;
}

function addNames(node: TSESTree.Node, { model }: Target, { walk, access }: Naming): void {
  for (const element of getElements(node, walk.scopes)) {
    const name = unwrap(element);
    if (name.type === "Literal" && typeof name.value === "string")
      walk.collector.addProperty(model, name.value, { access, at: name });
  }
}

const OPTIONS: Readonly<Record<string, Clause | undefined>> = {
  where: walkConditions,
  populateWhere: walkConditions,
  fields: walkNames,
  populate: walkNames,
  exclude: walkLeftOut,
  orderBy: walkOrders,
  groupBy: walkNames,
  having: walkConditions,
  onConflictFields: walkNames,
  onConflictMergeFields: walkSet,
  onConflictExcludeFields: walkLeftOut,
};

/** The options of `find`, `count` and `upsert`. */
export const walkOptions: Clause = (node, target, walk) => {
  for (const { name, value } of getEntries(node, walk.scopes))
    if (Object.hasOwn(OPTIONS, name)) OPTIONS[name]?.(value, target, walk);
};
