import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedColumn, MappedTable } from "../../../catalog/catalog.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { ScriptFile } from "../../detector.js";
import { createRow, type Holding } from "../instances/holding.js";
import type { Inference, InstanceModels, MethodCall } from "../instances/inference.js";
import { isEmbedded, type Models } from "../typeorm/models.js";
import { type EntityCall, findEntityCall } from "./entity-calls.js";

/** What MikroORM's calls give, and how an entity leads to others. */
export function createInstanceModels(
  models: Models,
  file: ScriptFile,
  entities: readonly MappedTable[],
): InstanceModels {
  return {
    find: (node) => (NAMES.has(node.type) ? models.find(node) : undefined),
    getOfClass: (node) => getOfClass(node, file, entities),
    findRelated: (table, property) => findRelated(table, property, models),
    getResult,
    getCallResult: (node, inference) => {
      const call = findEntityCall(node, { models, file });
      return call === undefined ? getWrapped(node, inference) : toHoldings(call);
    },
    getParameter: () => undefined,
    rowTypes: ROW_TYPES,
  };
}

const NAMES: ReadonlySet<string> = new Set(["Identifier", "MemberExpression", "TSQualifiedName"]);

const ROW_TYPES: ReadonlySet<string> = new Set([
  ...[
    "Ref",
    "LazyRef",
    "Rel",
    "Reference",
    "IdentifiedReference",
    "LoadedReference",
    "Collection",
    "LoadedCollection",
  ],
  ...["Loaded", "EntityDTO", "EntityData", "RequiredEntityData", "Partial", "Required"],
]);

function getOfClass(
  node: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  { path }: ScriptFile,
  entities: readonly MappedTable[],
): readonly MappedTable[] {
  const name = node.id?.name;
  const own = entities.find(
    ({ file, model, handles = [] }) =>
      (file === path && model === name) ||
      handles.some((handle) => handle.kind === "model" && handle.file === path && handle.model === name),
  );
  if (own !== undefined) return [own];
  const [start, end] = node.range;
  const isInside = (column: MappedColumn, table: MappedTable): boolean =>
    (column.file ?? table.file) === path && column.start >= start && column.end <= end;
  return entities.filter((table) => table.columns.some((column) => isInside(column, table)));
}

function findRelated(table: MappedTable, property: string, models: Models): MappedTable | undefined {
  // A reference's entity, and a collection's items: `book.author.$.name`.
  if (property === "$") return table;
  return isEmbedded(table, property)
    ? getEmbedded(table, property)
    : models.findRelated(table, property)?.model;
}

/** An embedded object holds columns of the same table. */
function getEmbedded(table: MappedTable, property: string): MappedTable {
  const prefix = `${property}.`;
  const cut = <T extends { readonly property: string }>(members: readonly T[]): T[] =>
    members.flatMap((member) =>
      member.property.startsWith(prefix)
        ? [{ ...member, property: member.property.slice(prefix.length) }]
        : [],
    );
  return { ...table, columns: cut(table.columns), relations: cut(table.relations) };
}

/** Methods of references, collections and wrapped entities that give entities again. */
const KEEPING: ReadonlySet<string> = new Set([
  ...["getEntity", "unwrap", "load", "loadOrFail", "getItems", "loadItems", "init", "matching", "toArray"],
  ...["toPOJO", "toObject", "toJSON", "populate", "assign", "toReference"],
]);

function getResult({ method, receiver }: MethodCall): readonly Holding[] | undefined {
  return receiver.kind === "row" && KEEPING.has(method) ? [receiver] : undefined;
}

const WRAPPERS: ReadonlySet<string> = new Set(["wrap", "ref"]);

function getWrapped(node: TSESTree.CallExpression, inference: Inference): readonly Holding[] | undefined {
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  const isWrapper = callee.type === "Identifier" && WRAPPERS.has(callee.name) && first !== undefined;
  return isWrapper ? inference.ofExpression(first) : undefined;
}

function toHoldings({ model, gives }: EntityCall): readonly Holding[] {
  const row = createRow(model);
  switch (gives) {
    case "rows":
      return [row];
    case "pair":
      return [{ kind: "list", elements: [[row], []] }];
    case "page":
      return [{ kind: "members", get: (name) => (name === "items" ? [row] : []) }];
    case "nothing":
      return [];
  }
}
