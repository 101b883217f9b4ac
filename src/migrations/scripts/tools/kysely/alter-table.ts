import type { SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN, composeSql, joinSql, quoteName, showSql } from "../../compose-sql.js";
import type { CallSite, Handle } from "../../handle.js";
import { getItems, getText, toHandle, type Value } from "../../value.js";
import { createBuilder } from "./builder.js";
import { formatColumn, formatDefault, formatType, type ColumnDefinition } from "./column.js";
import { createFragment } from "./raw-sql.js";
import { getSql } from "./sql-handle.js";

// They change no column.
const HARMLESS: ReadonlySet<string> = new Set([
  ...["addUniqueConstraint", "addCheckConstraint", "addForeignKeyConstraint"],
  ...["dropConstraint", "renameConstraint", "addIndex", "dropIndex"],
]);
// What is called on those: it says more of the same.
const MODIFIERS: ReadonlySet<string> = new Set([
  ...["column", "columns", "expression", "unique", "using", "nullsNotDistinct"],
  ...["onDelete", "onUpdate", "deferrable", "notDeferrable", "initiallyDeferred", "initiallyImmediate"],
  ...["ifExists", "cascade", "restrict"],
]);

/** `alterTable("users")`: each alteration is a command of its own, where its call stands. */
export function createAlterTable(table: SourceText, tables: readonly string[]): Value {
  return createBuilder({
    label: "alterTable",
    tables,
    parts: [],
    read: (name, args, site) => readAlteration({ name, args, site, tables }),
    format: (parts) =>
      parts.flatMap(({ sql, site }) =>
        sql.length === 0 ? [] : [{ sql: composeSql("alter table ", table, " ", sql), site }],
      ),
  });
}

interface Alteration {
  readonly name: string;
  readonly args: readonly Value[];
  readonly site: CallSite;
  /** The table's name, where it is known. */
  readonly tables: readonly string[];
}

function readAlteration({ name, args, site, tables }: Alteration): SourceText | undefined {
  const [first, second, third] = args;
  switch (name) {
    case "renameTo":
      return composeSql("rename to ", quoteLast(first));
    case "setSchema":
      return composeSql("set schema ", quoteName(first));
    case "dropColumn":
      return composeSql("drop column ", quoteName(first));
    case "renameColumn":
      return composeSql("rename column ", quoteName(first), " to ", quoteName(second));
    case "addColumn":
    case "modifyColumn":
      return readColumn(name, { name: first, type: second, build: third }, { site, tables });
    case "alterColumn":
      return composeSql("alter column ", quoteName(first), " ", readAlteredColumn(second, site));
    case "addPrimaryKeyConstraint":
      return composeSql("add primary key (", quoteAll(second), ")");
    default:
      if (HARMLESS.has(name)) return composeSql("drop constraint c");
      return MODIFIERS.has(name) ? [] : undefined;
  }
}

/** The new name of a table is never qualified in SQL. */
function quoteLast(value: Value | undefined): SourceText {
  const text = getText(value);
  return text === undefined
    ? quoteName(value)
    : quoteName({ kind: "text", pieces: composeSql(text.slice(text.lastIndexOf(".") + 1)) });
}

function quoteAll(value: Value | undefined): SourceText {
  const items = getItems(value);
  return items === undefined ? quoteName(undefined) : joinSql(items.map(quoteName), ", ");
}

function readColumn(
  method: "addColumn" | "modifyColumn",
  definition: ColumnDefinition,
  { site, tables }: Pick<Alteration, "site" | "tables">,
): SourceText {
  const { sql, isKnown } = formatColumn(definition, site);
  // What a function of another file adds may be NOT NULL: whether running inserts go on can't be told.
  if (!isKnown) site.emitUnknown("its column's options are not in this file", tables);
  if (method === "addColumn") return composeSql("add column ", sql);
  const name = quoteName(definition.name);
  const isNotNull = showSql(sql).includes(" not null");
  return composeSql(
    ...["alter column ", name, " type ", formatType(definition.type, "bare")],
    ...(isNotNull ? [", alter column ", name, " set not null"] : []),
  );
}

/** `(column) => column.setNotNull()` */
function readAlteredColumn(build: Value | undefined, site: CallSite): SourceText {
  return getSql(site.callFunction(build, [toHandle(alteredColumn)])) ?? AT_RUN;
}

const alteredColumn: Handle = {
  label: "column",
  callMethod(name, [first]) {
    switch (name) {
      case "setDataType":
        return createFragment(composeSql("type ", formatType(first, "bare")));
      case "setDefault":
        return createFragment(composeSql("set ", formatDefault(first)));
      case "dropDefault":
        return createFragment(composeSql("drop default"));
      case "setNotNull":
        return createFragment(composeSql("set not null"));
      case "dropNotNull":
        return createFragment(composeSql("drop not null"));
      default:
        return undefined;
    }
  },
};
