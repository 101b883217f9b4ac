import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getElements, getEntries } from "../../../ast/object-entries.js";
import { type ArgumentEntry, type ArgumentWalk, type Clause, takeEntries } from "./argument-walk.js";
import { findRelated } from "./models.js";
import { walkWhere } from "./walk-where.js";

/** Values to write, of one row or many, with nested writes through relations. */
export const walkData: Clause = (node, model, walk) => {
  for (const element of getElements(node, walk.scopes)) {
    for (const entry of takeEntries(element, { model, access: "write" }, walk)) {
      const { name, key, certainty } = entry;
      if (isUndefined(entry.value)) continue;
      if (!walkNestedWrite(entry, model, walk))
        walk.collector.addColumn(model, name, { access: "write", at: key, certainty });
    }
  }
};

function walkNestedWrite(
  { name, key, value }: ArgumentEntry,
  model: MappedTable,
  walk: ArgumentWalk,
): boolean {
  const related = findRelated(walk.models, model, name);
  if (related === undefined) return false;
  walk.collector.addTable(related, { access: "write", at: key });
  addForeignKeys(key, { model, name, related }, walk);
  for (const operation of getEntries(value, walk.scopes)) {
    if (WHERE_OPERATIONS.has(operation.name)) walkWhere(operation.value, related, walk);
    else if (operation.name === "create") walkData(operation.value, related, walk);
    else if (operation.name === "update") walkNestedUpdate(operation.value, related, walk);
    else if (PARTED_OPERATIONS.has(operation.name))
      for (const element of getElements(operation.value, walk.scopes)) walkParts(element, related, walk);
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
    if (hasData) walkParts(element, related, walk);
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

/** `{ where, create }`, `{ where, data }`, `{ data: [ … ] }` */
const walkParts: Clause = (node, related, walk) => {
  for (const { name, value } of getEntries(node, walk.scopes)) {
    if (name === "where") walkWhere(value, related, walk);
    else if (name === "data" || name === "create" || name === "update") walkData(value, related, walk);
  }
};

/** Prisma takes `undefined` for absent. */
function isUndefined(node: TSESTree.Node): boolean {
  return node.type === "Identifier" && node.name === "undefined";
}
