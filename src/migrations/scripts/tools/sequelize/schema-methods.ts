import type { SourceText } from "../../../../references/sql/source-text.js";
import { composeSql, joinSql, quoteName } from "../../compose-sql.js";
import type { CallSite } from "../../handle.js";
import { createText, getField, getItems, getText, type Value } from "../../value.js";
import { getColumn, readAttribute } from "./attribute.js";
import type { Effect } from "./method.js";
import { quoteTable, readTable } from "./names.js";

/** What `QueryInterface` does to a schema: lib/dialects/abstract/query-interface.js, with the SQL of postgres/query-generator.js. */
export const SCHEMA_METHODS: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ["createTable", createTable],
  ["dropTable", ([table], site) => run(site, "DROP TABLE IF EXISTS ", quoteTable(table))],
  ["renameTable", renameTable],
  ["addColumn", addColumn],
  ["removeColumn", ([table, column], site) => alter(site, table, "DROP COLUMN ", quoteName(column))],
  ["changeColumn", changeColumn],
  [
    "renameColumn",
    ([table, from, to], site) => alter(site, table, "RENAME COLUMN ", quoteName(from), " TO ", quoteName(to)),
  ],
  ["addConstraint", addConstraint],
  ["dropSchema", ([schema], site) => run(site, "DROP SCHEMA IF EXISTS ", quoteName(schema), " CASCADE")],
  ["createFunction", createFunction],
  ["dropFunction", ([name, parameters], site) => dropFunction(name, parameters, site)],
  ["createTrigger", createTrigger],
  [
    "dropTrigger",
    ([table, name], site) => run(site, "DROP TRIGGER ", quoteName(name), " ON ", quoteTable(table)),
  ],
  ["dropAllTables", (_args, site) => site.emitUnknown("it drops every table there is", [])],
  ["dropAllSchemas", (_args, site) => site.emitUnknown("it drops every schema there is", [])],
  ["dropDatabase", (_args, site) => site.emitUnknown("it drops a whole database", [])],
  ...[
    "addIndex",
    "removeIndex",
    "removeConstraint",
    "createSchema",
    "createDatabase",
    "dropEnum",
    "dropAllEnums",
    "ensureEnums",
    "renameFunction",
    "renameTrigger",
  ].map((name): [string, Effect] => [name, (_args, site) => site.emit({ type: "other" })]),
]);

function run(site: CallSite, ...parts: readonly (string | SourceText)[]): void {
  site.runSql({ kind: "text", pieces: composeSql(...parts) }, { isComposed: true });
}

function alter(site: CallSite, table: Value | undefined, ...parts: readonly (string | SourceText)[]): void {
  run(site, "ALTER TABLE ", quoteTable(table), " ", ...parts);
}

/** Attributes whose names the text does not tell leave the table's columns open; timestamps are added by models alone. */
function createTable([name, attributes, options]: readonly Value[], site: CallSite): void {
  const table = readTable(name, getField(options, "schema"));
  if (table === undefined) {
    site.emit({ type: "other" });
    return;
  }
  const fields = attributes?.kind === "object" ? [...attributes.fields] : [];
  const columns = fields.map(([key, attribute]) => getColumn(key, attribute));
  const known = columns.filter((column) => column !== undefined);
  const isPartial = attributes?.kind !== "object" || attributes.isOpen || known.length < columns.length;
  site.emit({ type: "create-table", table, columns: known, ...(isPartial && { isPartial }) });
}

/** In Postgres a new name with a schema is no SQL; MySQL and SQLite keep the name. */
function renameTable([before, after]: readonly Value[], site: CallSite): void {
  const to = after?.kind === "object" ? getField(after, "tableName") : after;
  alter(site, before, "RENAME TO ", quoteName(to));
}

/** `field` of the attribute is left aside here. */
function addColumn([table, column, definition]: readonly Value[], site: CallSite): void {
  const attribute = readAttribute(definition);
  const notNull = attribute.isNotNull ? " NOT NULL" : "";
  const byDefault = attribute.default === "value" ? " DEFAULT 0" : "";
  alter(site, table, "ADD COLUMN ", quoteName(column), " text", notNull, byDefault);
}

/** What an attribute leaves out is taken away: `changeColumnQuery` in postgres/query-generator.js. */
function changeColumn([table, key, definition]: readonly Value[], site: CallSite): void {
  const attribute = readAttribute(definition);
  const field = getField(definition, "field");
  const column = quoteName(field ?? key);
  const changes: string[] = [];
  if (attribute.isNotNull) changes.push("SET NOT NULL");
  else if (!attribute.isReference) changes.push("DROP NOT NULL");
  if (attribute.default === "value") changes.push("SET DEFAULT 0");
  else if (attribute.default === "null" || !attribute.isReference) changes.push("DROP DEFAULT");
  if (!attribute.isReference) changes.push("TYPE text");
  const commands = changes.map((change) => composeSql("ALTER COLUMN ", column, " ", change));
  if (commands.length > 0) alter(site, table, joinSql(commands, ", "));
  else site.emit({ type: "other" });
}

/** A primary key makes its columns NOT NULL. */
function addConstraint([table, ...others]: readonly Value[], site: CallSite): void {
  const options = others.find((one) => getField(one, "type") !== undefined);
  const fields = getItems(getField(options, "fields") ?? others.find(({ kind }) => kind === "list"));
  if (getText(getField(options, "type"))?.toLowerCase() !== "primary key" || !fields?.length) {
    site.emit({ type: "other" });
    return;
  }
  alter(site, table, "ADD PRIMARY KEY (", joinSql(fields.map(quoteName), ", "), ")");
}

function createFunction(
  [name, parameters, returnType, language, body, , options]: readonly Value[],
  site: CallSite,
): void {
  const variables = (getItems(getField(options, "variables")) ?? []).map((variable) =>
    composeSql("DECLARE ", getPieces(variable, "name"), " ", getPieces(variable, "type"), "; "),
  );
  run(
    site,
    ...["CREATE OR REPLACE FUNCTION ", toPieces(name), "(", formatParameters(parameters), ") RETURNS "],
    ...[
      toPieces(returnType),
      " AS $func$ ",
      ...variables,
      "BEGIN ",
      toPieces(body),
      " END; $func$ LANGUAGE ",
    ],
    toPieces(language),
  );
}

function dropFunction(name: Value | undefined, parameters: Value | undefined, site: CallSite): void {
  run(site, "DROP FUNCTION ", toPieces(name), "(", formatParameters(parameters), ")");
}

/** `[{ type: "integer", name: "id", direction: "IN" }]` */
function formatParameters(parameters: Value | undefined): SourceText {
  const items = getItems(parameters) ?? [];
  return joinSql(
    items.map((item) =>
      joinSql(
        ["direction", "name", "type"].flatMap((key) => {
          const part = getField(item, key);
          return part === undefined ? [] : [toPieces(part)];
        }),
        " ",
      ),
    ),
    ", ",
  );
}

function createTrigger([table, name]: readonly Value[], site: CallSite): void {
  const [known, trigger] = [readTable(table), getText(name)];
  if (known === undefined || trigger === undefined) site.emit({ type: "other" });
  else site.emit({ type: "create-trigger", table: known, name: trigger });
}

function getPieces(value: Value, name: string): SourceText {
  return toPieces(getField(value, name));
}

function toPieces(value: Value | undefined): SourceText {
  return value?.kind === "text" ? value.pieces : createText("x").pieces;
}
