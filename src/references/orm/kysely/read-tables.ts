import { isTable, type Query } from "./query.js";
import type { Finding } from "./read-call.js";
import { getScope } from "./scopes.js";

/** The tables that a statement names: the one that it changes is written, all others are read. */
export function readTables(query: Query, { reading, collector }: Finding): void {
  const { relations } = getScope(query, reading);
  for (const [index, { source, at }] of relations.entries()) {
    if (!isTable(source) || at === undefined) continue;
    const access = index === 0 && query.verb !== "select" ? "write" : "read";
    const isType = at.node.parent?.type === "TSLiteralType";
    if (index === 0 || at.node !== relations[0]?.at?.node)
      collector.addTable(source, { access: isType ? "type" : access, at: at.node, range: at.range });
  }
}
