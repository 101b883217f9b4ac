import type { TableName } from "../../../../catalog/table-columns.js";
import { pluralize } from "../../../../catalog/sequelize/inflect.js";
import type { CallSite, Handle } from "../../handle.js";
import { getField, getText, isTruthy, toHandle, UNKNOWN, type Value } from "../../value.js";
import { isOn } from "./attribute.js";
import { isBoundedBy } from "./data-methods.js";
import { readTable } from "./names.js";

/** Models of other files, by their names: `models.User`. */
export const MODELS: Handle = {
  label: "models",
  isData: true,
  getMember: (name) => createModelOfOthers(name),
};

/** `sequelize.define("user", attributes, { tableName, schema })`: the name's plural where nothing else is said. */
export function createModel(name: Value | undefined, options: Value | undefined): Value {
  const given = getField(options, "tableName");
  const schema = getField(options, "schema");
  if (given !== undefined) return toHandle(createHandle(readTable(given, schema), []));
  const text = getText(name);
  const isAsNamed = isOn(getField(options, "freezeTableName"));
  const isPlain = options === undefined || getField(options, "underscored") === undefined;
  if (text === undefined || !(isPlain || isAsNamed)) return toHandle(createHandle(undefined, guess(name)));
  const table = readTable({ kind: "text", pieces: [] }, schema);
  return toHandle(createHandle({ ...table, table: isAsNamed ? text : pluralize(text) }, []));
}

export function findModel(name: Value | undefined): Value {
  return toHandle(createHandle(undefined, guess(name)));
}

function createModelOfOthers(name: string): Value {
  return toHandle(createHandle(undefined, guessTables(name)));
}

function guess(name: Value | undefined): string[] {
  const text = getText(name);
  return text === undefined ? [] : guessTables(text);
}

/** The tables that a model of this name could have. */
function guessTables(path: string): string[] {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.[cm]?[jt]s$/, "");
  const snake = name.replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase();
  const names = [name, name.toLowerCase(), `${name.charAt(0).toLowerCase()}${name.slice(1)}`, snake];
  return [...new Set([...names, ...names.map(pluralize)])];
}

const CHANGING: ReadonlySet<string> = new Set(["update", "increment", "decrement", "restore"]);
const WRITING: ReadonlySet<string> = new Set([
  "create",
  "bulkCreate",
  "findOrCreate",
  "findCreateFind",
  "upsert",
  "destroy",
  "truncate",
]);
const SAME: ReadonlySet<string> = new Set(["scope", "unscoped", "schema", "init"]);

function createHandle(table: TableName | undefined, guessed: readonly string[]): Handle {
  const label = table?.table ?? guessed[0] ?? "a model";
  const handle: Handle = {
    label,
    isData: true,
    getMember: () => UNKNOWN,
    // `require("../models/user")(sequelize, DataTypes)`
    call: () => toHandle(handle),
    construct: () => UNKNOWN,
    callMethod(name, args, site) {
      if (SAME.has(name)) return toHandle(handle);
      if (CHANGING.has(name)) emitBackfill(name === "restore" ? args[0] : args[1], site);
      else if (WRITING.has(name)) site.emit({ type: "other" });
      else if (name === "drop") emitDrop(site);
      else if (name === "sync") emitSync(args[0], site);
      return UNKNOWN;
    },
  };
  const emitOther = (site: CallSite): void =>
    site.emitUnknown(`the table of the model ${label} is not in this file`, guessed);
  const emitBackfill = (options: Value | undefined, site: CallSite): void => {
    const isBounded = isBoundedBy(options);
    if (table !== undefined) site.emit({ type: "backfill", table, isBounded, statement: "update" });
    // A part of its rows, whatever the table: that is nobody's concern.
    else if (isBounded) site.emit({ type: "other" });
    else emitOther(site);
  };
  const emitDrop = (site: CallSite): void => {
    if (table === undefined) emitOther(site);
    else site.emit({ type: "drop-table", table });
  };
  /** Columns that the model adds by itself are not told. */
  const emitSync = (options: Value | undefined, site: CallSite): void => {
    const isAltering = getField(options, "alter") !== undefined;
    if (table === undefined || isAltering) return emitOther(site);
    const force = getField(options, "force");
    if (force !== undefined && isTruthy(force) !== false) site.emit({ type: "drop-table", table });
    site.emit({ type: "create-table", table, columns: [], isPartial: true, ifNotExists: true });
  };
  return handle;
}
