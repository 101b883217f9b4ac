import { composeSql, quoteName } from "../../compose-sql.js";
import { createOptions, DIALECT_NAME } from "../../dialect-value.js";
import type { CallSite, Handle } from "../../handle.js";
import { getField, toHandle, UNKNOWN, type Value } from "../../value.js";
import type { Effect } from "./method.js";
import { createModel, findModel, MODELS } from "./model.js";
import { PACKAGE } from "./package-handle.js";
import { QUERY_INTERFACE } from "./query-interface.js";
import { runQuery } from "./query.js";
import { transact } from "./transaction.js";

/** A connection: `queryInterface.sequelize`. */
export const DATABASE: Handle = {
  label: "sequelize",
  getMember(name) {
    if (name === "models") return toHandle(MODELS);
    if (name === "queryInterface") return toHandle(QUERY_INTERFACE);
    if (name === "options") return createOptions("dialect");
    if (name === "dialect") return createOptions("name");
    return OF_PACKAGE.has(name) ? PACKAGE.getMember?.(name) : undefined;
  },
  callMethod(name, args, site) {
    if (name === "getDialect") return DIALECT_NAME;
    const effect = EFFECTS.get(name);
    if (effect === undefined) return READING.has(name) ? UNKNOWN : RESULTS.get(name)?.(args, site);
    effect(args, site);
    return UNKNOWN;
  },
};

const OF_PACKAGE: ReadonlySet<string> = new Set(
  "Sequelize DataTypes Op QueryTypes literal fn col cast json where".split(" "),
);

const READING: ReadonlySet<string> = new Set([
  "authenticate",
  "close",
  "getDatabaseName",
  "databaseVersion",
  "showAllSchemas",
  "isDefined",
  "random",
  "and",
  "or",
  "escape",
]);

type Result = (args: readonly Value[], site: CallSite) => Value;

const RESULTS: ReadonlyMap<string, Result> = new Map<string, Result>([
  ["query", runQuery],
  ["transaction", transact],
  ["getQueryInterface", () => toHandle(QUERY_INTERFACE)],
  ["define", ([name, , options]) => createModel(name, options)],
  ["model", ([name]) => findModel(name)],
  ["import", ([path]) => findModel(path)],
]);

const EFFECTS: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ["truncate", (_args, site) => site.emit({ type: "other" })],
  ["createSchema", (_args, site) => site.emit({ type: "other" })],
  ["dropSchema", ([schema], site) => dropSchema(schema, site)],
  ["drop", (_args, site) => site.emitUnknown("it drops the tables of all models", [])],
  ["dropAllSchemas", (_args, site) => site.emitUnknown("it drops every schema there is", [])],
  ["sync", ([options], site) => sync(options, site)],
]);

function dropSchema(schema: Value | undefined, site: CallSite): void {
  const pieces = composeSql("DROP SCHEMA IF EXISTS ", quoteName(schema), " CASCADE");
  site.runSql({ kind: "text", pieces }, { isComposed: true });
}

/** Makes the tables that are missing; with options it may drop or change any. */
function sync(options: Value | undefined, site: CallSite): void {
  const changes = ["force", "alter"].some((name) => getField(options, name) !== undefined);
  if (changes) site.emitUnknown("it makes the tables what the models of other files say", []);
  else site.emit({ type: "other" });
}
