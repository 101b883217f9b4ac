import type { SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN, composeSql, joinSql } from "../../compose-sql.js";
import type { CallSite } from "../../handle.js";
import type { Value } from "../../value.js";
import { createBuilder, hasPart, type Builder, type Part } from "./builder.js";
import { formatColumn } from "./column.js";
import { getSql } from "./sql-handle.js";

const HARMLESS: ReadonlySet<string> = new Set([
  ...["temporary", "ifNotExists", "onCommit", "addIndex", "modifyFront"],
  ...["addPrimaryKeyConstraint", "addUniqueConstraint", "addCheckConstraint", "addForeignKeyConstraint"],
]);

/** `createTable("users")` */
export function createCreateTable(table: SourceText, site: CallSite): Value {
  const read: Builder["read"] = (name, [first, second, third], at) => {
    if (name === "addColumn") return formatColumn({ name: first, type: second, build: third }, at).sql;
    if (name === "modifyEnd" || name === "as") return getSql(first) ?? AT_RUN;
    return HARMLESS.has(name) ? [] : undefined;
  };
  return createBuilder({
    label: "createTable",
    parts: [],
    read,
    format: (parts) => [{ sql: formatTable(table, parts), site }],
  });
}

function formatTable(table: SourceText, parts: readonly Part[]): SourceText {
  const select = (name: string): SourceText[] =>
    parts.filter((part) => part.name === name).map(({ sql }) => sql);
  const columns = select("addColumn");
  const [query] = select("as");
  const temporary = hasPart(parts, "temporary") ? "temporary " : "";
  const exists = hasPart(parts, "ifNotExists") ? "if not exists " : "";
  const ends = select("modifyEnd").flatMap((sql) => composeSql(" ", sql));
  const body = query === undefined ? ["(", joinSql(columns, ", "), ")", ends] : ["as ", query];
  return composeSql("create ", temporary, "table ", exists, table, " ", ...body);
}
