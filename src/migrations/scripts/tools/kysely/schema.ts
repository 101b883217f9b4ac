import type { SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN, composeSql, joinSql, quoteName } from "../../compose-sql.js";
import type { CallSite, Handle } from "../../handle.js";
import { getItems, toHandle, type Value } from "../../value.js";
import { getNames } from "../../call-site.js";
import { createAlterTable } from "./alter-table.js";
import { createBuilder, hasPart, type Builder, type Part } from "./builder.js";
import { createCreateTable } from "./create-table.js";
import { toTable } from "./names.js";
import { getSql } from "./sql-handle.js";

/** `db.schema`. `schema`: what `withSchema` fills in. */
export function createSchema(schema: SourceText | undefined): Handle {
  const handle: Handle = {
    label: "db.schema",
    callMethod(name, [first], site) {
      if (name === "withSchema") return toHandle(createSchema(quoteName(first)));
      if (name === "withoutPlugins") return toHandle(handle);
      const table = toTable(first, schema);
      if (name === "alterTable") return createAlterTable(table, getNames(first).map(getLast));
      if (name === "createTable") return createCreateTable(table, site);
      if (name === "createView") return createView(table, site);
      return createPlain(name, { table, name: quoteName(first) }, site);
    },
  };
  return toHandle(handle).handle;
}

const MODIFIERS: ReadonlySet<string> = new Set([
  ...["ifExists", "ifNotExists", "cascade", "restrict", "materialized", "temporary", "concurrently"],
  ...["on", "column", "columns", "expression", "unique", "using", "where", "nullsNotDistinct"],
  ...["withData", "withNoData", "asEnum", "modifyFront", "modifyEnd"],
]);

interface Named {
  readonly table: SourceText;
  readonly name: SourceText;
}

/** Statements that are their name and a few words; undefined for a method that `db.schema` does not have. */
function createPlain(method: string, { table, name }: Named, site: CallSite): Value | undefined {
  const format = (compose: (parts: readonly Part[]) => SourceText): Value =>
    createBuilder({
      label: method,
      parts: [],
      read: (modifier) => (MODIFIERS.has(modifier) ? [] : undefined),
      format: (parts) => [{ sql: compose(parts), site }],
    });
  switch (method) {
    case "dropTable":
      return format(() => composeSql("drop table ", table));
    case "dropView":
      return format((parts) =>
        composeSql("drop ", hasPart(parts, "materialized") ? "materialized " : "", "view ", table),
      );
    case "dropSchema":
      return format(() => composeSql("drop schema ", name));
    case "dropType":
      return format((parts) => composeSql("drop type ", name, hasPart(parts, "cascade") ? " cascade" : ""));
    case "createIndex":
    case "dropIndex":
      return format(() => composeSql("drop index ", name));
    case "createSchema":
      return format(() => composeSql("create schema ", name));
    case "createType":
      return format(() => composeSql("create type ", name, " as enum ()"));
    case "refreshMaterializedView":
      return format(() => composeSql("refresh materialized view ", table));
    default:
      return undefined;
  }
}

const VIEW_WORDS: ReadonlySet<string> = new Set(["temporary", "ifNotExists", "orReplace", "materialized"]);

function createView(view: SourceText, site: CallSite): Value {
  const read: Builder["read"] = (name, [first]) => {
    if (VIEW_WORDS.has(name)) return [];
    if (name === "columns") return joinSql((getItems(first) ?? [undefined]).map(quoteName), ", ");
    return name === "as" ? (getSql(first) ?? AT_RUN) : undefined;
  };
  const format: Builder["format"] = (parts) => {
    const columns = parts.find(({ name }) => name === "columns")?.sql ?? [];
    const words = [
      hasPart(parts, "temporary") ? "temporary " : "",
      hasPart(parts, "materialized") ? "materialized " : "",
    ];
    const query = parts.findLast(({ name }) => name === "as")?.sql ?? AT_RUN;
    const list = columns.length === 0 ? [] : [" (", columns, ")"];
    return [{ sql: composeSql("create ", ...words, "view ", view, ...list, " as ", query), site }];
  };
  return createBuilder({ label: "createView", parts: [], read, format });
}

/** `users` of `app.users` */
function getLast(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
