import type { SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN, composeSql, quoteName } from "../../compose-sql.js";
import type { CallSite } from "../../handle.js";
import { getText, toHandle, type Value } from "../../value.js";
import { createExpressionBuilder } from "./expression.js";
import { toSource } from "./names.js";
import { EMPTY_QUERY, type QueryKind } from "./format-query.js";
import { createQuery } from "./query.js";
import { getSql } from "./sql-handle.js";

/** `db.selectFrom(…)` and its like; undefined for any other method. */
export type QueryCreator = (name: string, args: readonly Value[], site: CallSite) => Value | undefined;

const KINDS: Readonly<Record<string, QueryKind>> = {
  selectFrom: "select",
  selectNoFrom: "select",
  updateTable: "update",
  insertInto: "insert",
  replaceInto: "insert",
  deleteFrom: "delete",
  mergeInto: "merge",
};

/** `ctes`: those that stand before the query, as SQL. */
export function createQueryCreator(
  schema: SourceText | undefined,
  ctes: readonly SourceText[] = [],
): QueryCreator {
  return (name, args, site) => {
    const [first, second] = args;
    if (name === "with" || name === "withRecursive") {
      const cte = composeSql(toCteName(first), " as (", toCteQuery(second, site, schema), ")");
      const creator = createQueryCreator(schema, [...ctes, cte]);
      return toHandle({ label: "db.with", callMethod: creator });
    }
    const kind = KINDS[name];
    if (kind === undefined) return undefined;
    const sources = name === "selectNoFrom" ? [] : toSources(first, site, schema);
    return createQuery({ ...EMPTY_QUERY, kind, site, schema, ctes, sources });
  };
}

function toSources(
  value: Value | undefined,
  site: CallSite,
  schema: SourceText | undefined,
): readonly SourceText[] {
  if (value?.kind === "list") return value.items.flatMap((item) => toSources(item, site, schema));
  if (value?.kind === "function")
    return toSources(site.callFunction(value, [createExpressionBuilder(schema)]), site, schema);
  return [toSource(value, schema)];
}

/** `name` or `name(a, b)`; a callback may make it materialized. */
function toCteName(value: Value | undefined): SourceText {
  const text = getText(value);
  return text === undefined ? quoteName(value) : composeSql(text);
}

function toCteQuery(value: Value | undefined, site: CallSite, schema: SourceText | undefined): SourceText {
  if (value?.kind !== "function") return getSql(value) ?? AT_RUN;
  const creator = createQueryCreator(schema);
  return getSql(site.callFunction(value, [toHandle({ label: "db", callMethod: creator })])) ?? AT_RUN;
}
