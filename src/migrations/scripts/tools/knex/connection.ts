import { createOptions, DIALECT_NAME } from "../../dialect-value.js";
import type { CallSite, Handle } from "../../handle.js";
import { toHandle, UNKNOWN, type Value } from "../../value.js";
import { Query } from "./query.js";
import { Raw } from "./raw.js";
import { SchemaBuilder } from "./schema-builder.js";

/** `knex`, and a transaction of it. */
export const CONNECTION: Handle = {
  label: "knex",
  getMember(name) {
    if (name === "schema") return toHandle(new SchemaBuilder());
    if (name === "client") return toHandle(CLIENT);
    return DATA.has(name) ? toHandle(VALUES) : undefined;
  },
  call: ([table]) => toHandle(new Query(table)),
  callMethod(name, args, site) {
    if (name === "raw") return toHandle(new Raw(args, site));
    if (TRANSACTIONS.has(name)) return transact(args, site);
    if (name === "ref") return toHandle(VALUES);
    if (name === "batchInsert") {
      site.emit({ type: "other" });
      return UNKNOWN;
    }
    if (ENDS.has(name)) return UNKNOWN;
    return QUERIES.test(name) ? new Query().callMethod(name, args, site) : undefined;
  },
};

const TRANSACTIONS: ReadonlySet<string> = new Set(["transaction", "transactionProvider", "savepoint"]);
const DATA: ReadonlySet<string> = new Set(["fn", "context", "isTransaction", "userParams"]);
const ENDS: ReadonlySet<string> = new Set([
  "commit",
  "rollback",
  "destroy",
  "isCompleted",
  "on",
  "initialize",
]);
/** Methods that begin a query: lib/knex-builder/make-knex.js takes them all over from the query builder. */
const QUERIES =
  /^(?:select|column|columns|from|into|table|with|withRecursive|insert|update|del|delete|where\w*|queryBuilder|withSchema|count|min|max|sum|avg|first|distinct|union\w*|join)$/;

/** `knex.fn.now()`, `knex.client.config`: nothing that runs. */
const VALUES: Handle = {
  label: "knex",
  isData: true,
  getMember: (name) => (name === "raw" ? undefined : UNKNOWN),
  callMethod: (name, args, site) => (name === "raw" ? toHandle(new Raw(args, site)) : UNKNOWN),
  getAwaited: () => UNKNOWN,
};

/** `dialect` and `driverName` of its clients (lib/dialects/postgres/index.js), and the `client` of the configuration. */
const CLIENT: Handle = {
  ...VALUES,
  getMember(name) {
    if (name === "config") return createOptions("client");
    return name === "dialect" || name === "driverName" ? DIALECT_NAME : VALUES.getMember?.(name);
  },
};

/** With a callback it runs that; without one it is the transaction, and a provider of it gives one. */
function transact([callback]: readonly Value[], site: CallSite): Value {
  if (callback?.kind !== "function") return toHandle(PROVIDED);
  return site.callFunction(callback, [toHandle(CONNECTION)]);
}

const PROVIDED: Handle = {
  ...CONNECTION,
  call: (args, site) => (args.length === 0 ? toHandle(PROVIDED) : CONNECTION.call?.(args, site)),
};
