import type { SourceText } from "../../../../references/sql/source-text.js";
import { composeSql } from "../../compose-sql.js";
import type { Handle } from "../../handle.js";
import { toHandle, UNKNOWN, type Value } from "../../value.js";
import { DATA_METHODS } from "./data-methods.js";
import { DATABASE } from "./database.js";
import { MODELS } from "./model.js";
import { quoteTable } from "./names.js";
import { PACKAGE } from "./package-handle.js";
import { SCHEMA_METHODS } from "./schema-methods.js";
import { TRANSACTION } from "./transaction.js";

/**
 * What a migration gets: sequelize-cli hands it over itself, Umzug as `{ context }`, which is the query interface, the connection, or an object
 * of the project's own with either; so it answers to all of these.
 */
export const QUERY_INTERFACE: Handle = {
  label: "queryInterface",
  getMember(name) {
    switch (name) {
      case "context":
      case "queryInterface":
        return toHandle(QUERY_INTERFACE);
      case "sequelize":
        return toHandle(DATABASE);
      case "queryGenerator":
      case "QueryGenerator":
        return toHandle(QUERY_GENERATOR);
      case "transaction":
        return toHandle(TRANSACTION);
      case "models":
        return toHandle(MODELS);
      case "Sequelize":
      case "DataTypes":
        return toHandle(PACKAGE);
      default:
        return TELLING.test(name) ? toHandle(TELLING_ITSELF) : undefined;
    }
  },
  callMethod(name, args, site) {
    const effect = SCHEMA_METHODS.get(name) ?? DATA_METHODS.get(name);
    if (effect === undefined) return readOnly(name, args) ?? DATABASE.callMethod?.(name, args, site);
    effect(args, site);
    return UNKNOWN;
  },
};

// What else a context may hold; anything but these could run something.
const TELLING = /^(?:log|\w*[lL]ogger|console|name|path|config|env|options)$/;

const TELLING_ITSELF: Handle = {
  label: "context",
  isData: true,
  getMember: () => UNKNOWN,
  callMethod: () => UNKNOWN,
  call: () => UNKNOWN,
};

/** Makes the SQL of a call; what of it is not read here, is SQL that the text does not tell. */
const QUERY_GENERATOR: Handle = {
  label: "queryGenerator",
  callMethod(name, args) {
    if (name === "dropTableQuery") return toText("DROP TABLE ", quoteTable(args[0]));
    return readOnly(name, args) ?? UNKNOWN;
  },
};

function toText(...parts: readonly (string | SourceText)[]): Value {
  return { kind: "text", pieces: composeSql(...parts) };
}

const READING =
  /^(?:show|describe|get|select|rawSelect|tableExists|databaseVersion|assert|normalize|name|escape)/;
const QUOTING: ReadonlySet<string> = new Set(["quoteIdentifier", "quoteTable", "quoteIdentifiers"]);

function readOnly(name: string, [first]: readonly Value[]): Value | undefined {
  if (QUOTING.has(name)) return toText(quoteTable(first));
  // `getQueryInterface` is the connection's.
  return READING.test(name) && name !== "getQueryInterface" ? UNKNOWN : undefined;
}
