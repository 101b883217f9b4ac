import type { SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN, composeSql, joinSql, quoteName, quotePath, quoteText } from "../../compose-sql.js";
import type { CallSite } from "../../handle.js";
import { getText, type Value } from "../../value.js";
import { getOperandSql } from "./sql-handle.js";

/** A table's name, `schema.table`; `withSchema` fills in what is missing (src/parser/table-parser.ts of kysely). */
export function toTable(value: Value | undefined, schema: SourceText | undefined): SourceText {
  const sql = getOperandSql(value);
  if (sql !== undefined) return sql;
  const name = getText(value);
  if (name === undefined) return quoteName(value);
  return schema === undefined || name.includes(".")
    ? quotePath(name)
    : composeSql(schema, ".", quoteText(name));
}

/** `users as u` */
export function toSource(value: Value | undefined, schema: SourceText | undefined): SourceText {
  const text = getText(value);
  if (text === undefined) return toTable(value, schema);
  const { name, alias } = splitAlias(text);
  const table = toTable({ kind: "text", pieces: composeSql(name) }, schema);
  return alias === undefined ? table : composeSql(table, " as ", quoteText(alias));
}

/** `u.name` */
export function toReference(value: Value | undefined): SourceText {
  const text = getText(value);
  return getOperandSql(value) ?? (text === undefined ? AT_RUN : quotePath(text));
}

/** What `select` is given: names with or without aliases, expressions, a callback that gives these. */
export function toSelections(value: Value | undefined, site: CallSite, builder: Value): SourceText {
  if (value?.kind === "function") return toSelections(site.callFunction(value, [builder]), site, builder);
  if (value?.kind === "list") {
    const items = value.items.map((item) => toSelections(item, site, builder));
    return joinSql(value.isOpen ? [...items, UNNAMED] : items, ", ");
  }
  const text = getText(value);
  if (text === undefined) return getOperandSql(value) ?? UNNAMED;
  const { name, alias } = splitAlias(text);
  return alias === undefined ? quotePath(name) : composeSql(quotePath(name), " as ", quoteText(alias));
}

/** An output column whose name can't be told. */
const UNNAMED: SourceText = composeSql("(1 + 1)");

function splitAlias(text: string): { readonly name: string; readonly alias?: string } {
  const at = text.indexOf(" as ");
  return at < 0
    ? { name: text.trim() }
    : { name: text.slice(0, at).trim(), alias: text.slice(at + 4).trim() };
}
