import { getElements, getEntries } from "../../../ast/object-entries.js";
import { getStringValues } from "../../../ast/string-values.js";
import { addRead, type Clause, takeEntries } from "./argument-walk.js";
import { findRelated } from "./models.js";

/** Names of a list or by themselves: `distinct: ["name"]`, `by: "name"`. */
export const walkNames: Clause = (node, model, walk) => {
  for (const element of getElements(node, walk.scopes)) {
    const strings = getStringValues(element, walk.scopes);
    if (strings === undefined) walk.collector.addAnyColumn(model, { access: "read", at: element });
    for (const { literal, isTyped } of strings ?? [])
      walk.collector.addColumn(model, literal.value, {
        access: "read",
        at: literal,
        certainty: isTyped ? "inferred" : "resolved",
      });
  }
};

/** `_relevance: { fields: ["name"], search, sort }` */
const walkRelevance: Clause = (node, model, walk) => {
  for (const { name, value } of getEntries(node, walk.scopes))
    if (name === "fields") walkNames(value, model, walk);
};

/** `[{ name: "asc" }, { posts: { _count: "desc" } }]` */
export const walkOrder: Clause = (node, model, walk) => {
  for (const element of getElements(node, walk.scopes)) {
    for (const entry of takeEntries(element, { model, access: "read" }, walk)) {
      const related = findRelated(walk.models, model, entry.name);
      if (related !== undefined) {
        walk.collector.addTable(related, { access: "read", at: entry.key });
        walkOrder(entry.value, related, walk);
      } else if (entry.name === "_relevance") walkRelevance(entry.value, model, walk);
      else if (entry.name.startsWith("_")) walkOrder(entry.value, model, walk);
      else addRead(entry, model, walk);
    }
  }
};
