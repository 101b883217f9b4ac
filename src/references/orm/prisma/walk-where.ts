import type { MappedTable } from "../../../catalog/catalog.js";
import { getElements } from "../../../ast/object-entries.js";
import { addRead, type ArgumentEntry, type ArgumentWalk, type Clause, takeEntries } from "./argument-walk.js";
import { findRelated } from "./models.js";

const QUANTIFIERS: ReadonlySet<string> = new Set(["some", "every", "none", "is", "isNot"]);

/** Filters: columns, compound selectors, relations with or without a quantifier, and `AND`, `OR`, `NOT` of them. */
export const walkWhere: Clause = (node, model, walk) => {
  for (const element of getElements(node, walk.scopes)) {
    for (const entry of takeEntries(element, { model, access: "read" }, walk)) walkFilter(entry, model, walk);
  }
};

function walkFilter(entry: ArgumentEntry, model: MappedTable, walk: ArgumentWalk): void {
  const { name, key, value } = entry;
  if (name === "AND" || name === "OR" || name === "NOT") return walkWhere(value, model, walk);
  const compound = model.compounds.get(name);
  if (compound !== undefined) return walkCompound(entry, compound, { model, walk });
  const related = findRelated(walk.models, model, name);
  if (related === undefined) return addRead(entry, model, walk);
  walk.collector.addTable(related, { access: "read", at: key });
  for (const inner of takeEntries(value, { model: related, access: "read" }, walk)) {
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
  { key, value }: ArgumentEntry,
  columns: readonly string[],
  { model, walk }: InModel,
): void {
  const entries = takeEntries(value, { model, access: "read" }, walk);
  for (const entry of entries) addRead(entry, model, walk);
  const named = new Set(entries.map(({ name }) => name));
  for (const column of columns)
    if (!named.has(column)) walk.collector.addColumn(model, column, { access: "read", at: key });
}
