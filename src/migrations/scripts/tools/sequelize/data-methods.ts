import { getField, type Value } from "../../value.js";
import type { CallSite } from "../../handle.js";
import type { Effect } from "./method.js";
import { isGiven, readTable } from "./names.js";
import { isBoundedWhere } from "./where.js";

/** What `QueryInterface` does to rows. As in SQL, only what changes existing rows by itself is a backfill. */
export const DATA_METHODS: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ["bulkUpdate", ([table, , where], site) => emitBackfill(table, where, site)],
  ["increment", ([, table, where], site) => emitBackfill(table, where, site)],
  ["decrement", ([, table, where], site) => emitBackfill(table, where, site)],
  ...["bulkInsert", "bulkDelete", "insert", "upsert", "update", "delete"].map((name): [string, Effect] => [
    name,
    (_args, site) => site.emit({ type: "other" }),
  ]),
]);

function emitBackfill(name: Value | undefined, where: Value | undefined, site: CallSite): void {
  const table = readTable(name);
  if (table === undefined) site.emitUnknown("which table it changes is known only when it runs", []);
  else site.emit({ type: "backfill", table, isBounded: isBoundedWhere(where), statement: "update" });
}

/** `{ where, limit }` of a model's method. */
export function isBoundedBy(options: Value | undefined): boolean {
  return isGiven(getField(options, "limit")) || isBoundedWhere(getField(options, "where"));
}
