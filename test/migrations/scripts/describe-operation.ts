import type { OperationEffect } from "../../../src/migrations/migration.js";

/** An operation in a few words: `drop-column users.name`, `? users` for one that is unknown. */
export function describeOperation(effect: OperationEffect): string {
  if (effect.type === "unknown") return `? ${effect.tables.join(" ")}`;
  if (!("table" in effect)) return effect.type;
  const { schema, table } = effect.table;
  const column = "column" in effect ? `.${effect.column}` : "";
  return [
    ...[effect.type, `${schema === undefined ? "" : `${schema}.`}${table}${column}`],
    ...("to" in effect ? [effect.to] : []),
    ...("what" in effect ? [effect.what] : []),
    ...(effect.type === "backfill" && effect.isBounded ? ["bounded"] : []),
  ].join(" ");
}
