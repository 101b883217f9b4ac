import type { SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN, composeSql, joinSql, quoteName } from "../../compose-sql.js";
import type { CallSite } from "../../handle.js";
import { getField, getItems, getText, isTruthy, type Value } from "../../value.js";
import { alterColumn } from "./alter-column.js";
import { composeColumns, composeColumnType, type Shorthands } from "./columns.js";
import { getLiteral, getTables, quote, quoteAll, quoteBare, quoteList } from "./names.js";

/** A call on `pgm`. */
export interface Call {
  readonly args: readonly Value[];
  readonly site: CallSite;
  readonly shorthands: Shorthands;
}

/** The statements that a call stands for, as far as they matter (src/operations of node-pg-migrate). */
type Compose = (call: Call) => readonly SourceText[];

/** Calls that change no table, no column and nothing that reads one. */
export const HARMLESS: ReadonlySet<string> = new Set([
  ...["createExtension", "addExtension", "alterTable", "dropConstraint", "renameConstraint"],
  ...["createType", "addType", "renameType", "renameTypeAttribute", "renameTypeValue"],
  ...["addTypeAttribute", "dropTypeAttribute", "setTypeAttribute", "addTypeValue"],
  ...["createIndex", "addIndex", "dropIndex", "renameIndex"],
  ...["createRole", "dropRole", "alterRole", "renameRole"],
  ...["renameFunction", "renameTrigger", "createSchema"],
  ...["createDomain", "alterDomain", "renameDomain"],
  ...["createSequence", "dropSequence", "alterSequence", "renameSequence"],
  ...["createOperator", "dropOperator", "createOperatorClass", "dropOperatorClass", "renameOperatorClass"],
  ...["createOperatorFamily", "dropOperatorFamily", "renameOperatorFamily"],
  ...["addToOperatorFamily", "removeFromOperatorFamily"],
  ...["createPolicy", "dropPolicy", "alterPolicy", "renamePolicy"],
  ...["alterView", "alterViewColumn", "alterMaterializedView", "refreshMaterializedView"],
  ...["grantRoles", "revokeRoles", "grantOnSchemas", "revokeOnSchemas", "createCast", "dropCast"],
]);

const OTHER: SourceText = composeSql("select 1");

const createTable: Compose = ({ args: [table, columns, options], shorthands }) => {
  const composed = composeColumns(columns, shorthands);
  const like = getField(options, "like");
  const source = like?.kind === "object" ? (like.fields.get("table") ?? like) : like;
  const isOpen = composed === undefined || (columns?.kind === "object" && columns.isOpen);
  const elements = [
    ...(composed ?? []).map(({ sql }) => sql),
    ...(source === undefined ? [] : [composeSql("like ", quote(source))]),
    ...(isOpen ? [composeSql("like ", quoteName(undefined))] : []),
  ];
  const inherits = getField(options, "inherits");
  return [
    composeSql(
      ...["create ", isOn(options, "temporary") ? "temporary " : "", "table "],
      ...[isOn(options, "ifNotExists") ? "if not exists " : "", quote(table)],
      ...[" (", joinSql(elements, ", "), ")"],
      ...(inherits === undefined ? [] : [" inherits (", quote(inherits), ")"]),
    ),
  ];
};

const addColumns: Compose = ({ args: [table, columns], shorthands, site }) => {
  const composed = composeColumns(columns, shorthands);
  const isOpen = composed === undefined || (columns?.kind === "object" && columns.isOpen);
  if (isOpen || composed.some(({ isKnown }) => !isKnown))
    site.emitUnknown("the columns that it adds are not in this file", getTables(table));
  return (composed ?? []).map(({ sql }) => composeSql("alter table ", quote(table), " add column ", sql));
};

const dropColumns: Compose = ({ args: [table, columns] }) => {
  const names =
    columns?.kind === "object"
      ? [...columns.fields.keys()].map((name) => quoteName({ kind: "text", pieces: composeSql(name) }))
      : quoteAll(columns);
  return names.map((name) => composeSql("alter table ", quote(table), " drop column ", name));
};

const renameColumn: Compose = ({ args: [table, from, to] }) => [
  composeSql("alter table ", quote(table), " rename column ", quote(from), " to ", quote(to)),
];

const rename =
  (kind: "table" | "view" | "materialized view"): Compose =>
  ({ args: [from, to] }) => [composeSql(`alter ${kind} `, quote(from), " rename to ", quoteBare(to))];

const drop =
  (kind: "table" | "view" | "materialized view" | "schema" | "type" | "domain" | "extension"): Compose =>
  ({ args: [names, options] }) =>
    quoteAll(names).map((name) =>
      composeSql(`drop ${kind} `, name, isOn(options, "cascade") ? " cascade" : ""),
    );

const addConstraint: Compose = ({ args: [table, , constraint] }) => {
  const added =
    constraint?.kind === "text"
      ? constraint.pieces
      : getField(constraint, "primaryKey") === undefined
        ? undefined
        : composeSql("primary key (", quoteList(getField(constraint, "primaryKey")), ")");
  return [added === undefined ? OTHER : composeSql("alter table ", quote(table), " add ", added)];
};

const createView =
  (kind: "view" | "materialized view"): Compose =>
  ({ args: [view, options, definition] }) => {
    const columns = getField(options, "columns");
    return [
      composeSql(
        ...["create ", isOn(options, "temporary") ? "temporary " : "", `${kind} `, quote(view)],
        ...(columns === undefined ? [] : [" (", quoteList(columns), ")"]),
        ...[" as ", toBody(definition)],
      ),
    ];
  };

const renameMaterializedViewColumn: Compose = ({ args: [view, from, to] }) => [
  composeSql("alter materialized view ", quote(view), " rename column ", quote(from), " to ", quote(to)),
];

const createFunction: Compose = ({ args: [name, parameters, options, definition] }) => [
  composeFunction({ name, parameters, options, definition }),
];

interface FunctionParts {
  readonly name: Value | undefined;
  readonly parameters: Value | undefined;
  readonly options: Value | undefined;
  readonly definition: Value | undefined;
}

function composeFunction({ name, parameters, options, definition }: FunctionParts): SourceText {
  const language = getText(getField(options, "language")) ?? "plpgsql";
  return composeSql(
    ...["create or replace function ", quote(name), formatParameters(parameters)],
    ...[` returns trigger language ${language} as $pgm$`, toBody(definition), "$pgm$"],
  );
}

const dropFunction: Compose = ({ args: [name, parameters] }) => [
  composeSql("drop function ", quote(name), formatParameters(parameters)),
];

/** `(a text, integer)`; where the list is open, none: whatever function has the name. */
function formatParameters(parameters: Value | undefined): SourceText {
  const items = getItems(parameters);
  if (items === undefined) return [];
  const formatted = items.map((item) => {
    if (item.kind !== "object") return composeColumnType(item, "bare");
    const [mode, name] = [getText(item.fields.get("mode")), item.fields.get("name")];
    return composeSql(
      mode === undefined ? "" : `${mode} `,
      ...(name === undefined ? [] : [quote(name), " "]),
      composeColumnType(item.fields.get("type"), "bare"),
    );
  });
  return composeSql("(", joinSql(formatted, ", "), ")");
}

const createTrigger: Compose = ({ args: [table, name, options, definition] }) => {
  const called = getField(options, "function") ?? name;
  const trigger = composeSql(
    ...["create trigger ", quote(name), " before insert on ", quote(table)],
    ...[" for each row execute procedure ", quote(called), "()"],
  );
  const parameters: Value = { kind: "list", items: [], isOpen: false };
  return definition === undefined
    ? [trigger]
    : [composeFunction({ name: called, parameters, options, definition }), trigger];
};

const dropTrigger: Compose = ({ args: [table, name] }) => [
  composeSql("drop trigger ", quote(name), " on ", quote(table)),
];

const renameSchema: Compose = ({ args: [from, to] }) => [
  composeSql("alter schema ", quote(from), " rename to ", quote(to)),
];

const changeGrant =
  (words: readonly [string, string]): Compose =>
  ({ args: [options] }) => {
    if (getField(options, "schema") !== undefined) return [OTHER];
    return quoteAll(getField(options, "tables")).map((table) =>
      composeSql(`${words[0]} select on `, table, ` ${words[1]} public`),
    );
  };

function toBody(definition: Value | undefined): SourceText {
  return definition?.kind === "text" ? definition.pieces : (getLiteral(definition) ?? AT_RUN);
}

function isOn(options: Value | undefined, name: string): boolean {
  const value = getField(options, name);
  return value !== undefined && isTruthy(value) !== false;
}

export const STATEMENTS: ReadonlyMap<string, Compose> = new Map([
  ["createTable", createTable],
  ["dropTable", drop("table")],
  ["renameTable", rename("table")],
  ["addColumns", addColumns],
  ["addColumn", addColumns],
  ["dropColumns", dropColumns],
  ["dropColumn", dropColumns],
  ["renameColumn", renameColumn],
  ["alterColumn", alterColumn],
  ["addConstraint", addConstraint],
  ["createConstraint", addConstraint],
  ["dropType", drop("type")],
  ["dropDomain", drop("domain")],
  ["dropExtension", drop("extension")],
  ["dropSchema", drop("schema")],
  ["renameSchema", renameSchema],
  ["createView", createView("view")],
  ["dropView", drop("view")],
  ["renameView", rename("view")],
  ["createMaterializedView", createView("materialized view")],
  ["dropMaterializedView", drop("materialized view")],
  ["renameMaterializedView", rename("materialized view")],
  ["renameMaterializedViewColumn", renameMaterializedViewColumn],
  ["createFunction", createFunction],
  ["dropFunction", dropFunction],
  ["createTrigger", createTrigger],
  ["dropTrigger", dropTrigger],
  ["grantOnTables", changeGrant(["grant", "to"])],
  ["revokeOnTables", changeGrant(["revoke", "from"])],
]);
