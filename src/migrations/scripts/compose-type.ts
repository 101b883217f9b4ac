import type { SourceText } from "../../references/sql/source-text.js";
import { parsePostgres } from "../../sql/postgres-parser.js";
import { composeSql, showSql } from "./compose-sql.js";

/**
 * A column's type as builders take it. One in another dialect's words counts as any type; of a definition what it says of nulls and defaults
 * is kept, for people write `varchar(9) not null` there.
 */
export function composeType(given: SourceText, form: "definition" | "bare" = "definition"): SourceText {
  const shown = showSql(given);
  const probe =
    form === "bare" ? `alter table t alter column c type ${shown}` : `create table t (c ${shown})`;
  if (!("error" in parsePostgres(probe))) return given;
  if (form === "bare") return composeSql("text");
  const words = shown.toLowerCase().replace(/\s+/g, " ");
  const notNull = words.includes("not null") ? " not null" : "";
  const hasDefault = /\bdefault (?!null)|auto_?increment|\bgenerated\b|\bidentity\b/.test(words);
  return composeSql("text", notNull, hasDefault ? " default 1" : "");
}
