import { readSql } from "../../../operations/read-sql.js";
import { EMPTY_CONTEXT } from "../../../operations/sql-context.js";
import { createText, type ObjectValue, UNKNOWN, type Value } from "../../value.js";
import type { CallSite } from "../../handle.js";
import type { Target } from "./find-target.js";
import { quote, quoteTable, readName } from "./names.js";

/** An UPDATE with conditions in SQL; no condition: of all rows. */
export function updateRows(target: Target, conditions: readonly string[], site: CallSite): void {
  const where = conditions.length === 0 ? "" : ` WHERE ${conditions.map((one) => `(${one})`).join(" AND ")}`;
  const replacements = new Map([...where.matchAll(PARAMETER)].map(([, name = ""]) => [name, UNKNOWN]));
  const runOn = (table: string): void =>
    site.runSql(createText(`UPDATE ${table} SET "_" = $1${where}`), { replacements, isComposed: true });
  if ("table" in target) return runOn(quoteTable(target.table));
  // Which table it is does not matter where few of its rows are touched.
  if (isBounded(where)) return site.emit({ type: "other" });
  const reason = `it updates the table of ${target.entity}, which is not in this file`;
  site.emitUnknown(reason, [target.entity]);
}

function isBounded(where: string): boolean {
  const sql = `UPDATE "_" SET "_" = $1${where.replace(PARAMETER, () => "$1")}`;
  const [placed] = readSql(sql, 0, EMPTY_CONTEXT).effects;
  return placed?.effect.type === "backfill" && placed.effect.isBounded;
}

// `:id`, no cast.
const PARAMETER = /(?<!:):(\w+)/g;

const TRUE = "true";

/** What `where` and `update` take: SQL, `{ id: 1 }` and lists of such; a bare value is the key's. */
export function toCondition(criteria: Value | undefined): string {
  switch (criteria?.kind) {
    case "text":
      // `id IN (:...ids)` takes a list apart.
      return readName(criteria).replaceAll(":...", ":");
    case "object":
      return toEqualities(criteria);
    case "list":
      return criteria.items.length > 0 && criteria.items.every((one) => one.kind === "object")
        ? criteria.items.map((one) => `(${toCondition(one)})`).join(" OR ")
        : `"id" IN ($1)`;
    default:
      return TRUE;
  }
}

/** A bare value stands for the key, as `update(User, 1, …)` and `update(User, ids, …)` have it. */
export function toKeyCondition(criteria: Value | undefined): string {
  if (criteria === undefined) return TRUE;
  return criteria.kind === "object" || criteria.kind === "list" ? toCondition(criteria) : `"id" = $1`;
}

/** An operator (`Not(…)`, `IsNull()`) may hold for every row: the tool gives a handle for it. */
function toEqualities({ fields }: ObjectValue): string {
  const equal = [...fields].flatMap(([name, value]) =>
    value.kind === "handle" ? [] : [`${quote(name)} = $1`],
  );
  return equal.length === 0 ? TRUE : equal.join(" AND ");
}
