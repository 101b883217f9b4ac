import type { SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN, quoteName } from "../../compose-sql.js";
import type { Handle } from "../../handle.js";
import { toHandle, UNDEFINED, UNKNOWN, type Value } from "../../value.js";
import { createExpression } from "./expression.js";
import { toReference, toSource } from "./names.js";
import { createQueryCreator } from "./query-creator.js";
import { createFragment } from "./raw-sql.js";
import { createSchema } from "./schema.js";
import { getSql } from "./sql-handle.js";

// It is the same database, whatever the types say.
const SAME: ReadonlySet<string> = new Set([
  ...["withoutPlugins", "withTables", "$extendTables", "$omitTables", "$pickTables"],
]);
const COMMANDS: ReadonlySet<string> = new Set([
  ...["commit", "rollback", "savepoint", "releaseSavepoint", "rollbackToSavepoint"],
]);

/** `db`, and any transaction of it. `schema`: what `withSchema` fills in. */
export function createDatabase(schema?: SourceText): Value {
  const queries = createQueryCreator(schema);
  const handle: Handle = {
    label: "db",
    getMember: (name) => getMember(name, schema),
    callMethod(name, args, site) {
      const self = toHandle(handle);
      const [first] = args;
      if (SAME.has(name)) return self;
      if (name === "withSchema") return createDatabase(quoteName(first));
      if (name === "transaction" || name === "connection" || name === "startTransaction")
        return createTransaction(self);
      if (COMMANDS.has(name)) return toHandle({ label: name, callMethod: () => self });
      if (name === "destroy") return UNDEFINED;
      if (name === "case") return createExpression(AT_RUN);
      if (name !== "executeQuery") return queries(name, args, site);
      const sql = getSql(first);
      site.runSql(sql === undefined ? UNKNOWN : { kind: "text", pieces: sql });
      return UNKNOWN;
    },
  };
  return toHandle(handle);
}

function getMember(name: string, schema: SourceText | undefined): Value | undefined {
  if (name === "schema") return toHandle(createSchema(schema));
  if (name === "fn") return createExpression(AT_RUN);
  if (name === "isTransaction") return UNKNOWN;
  if (name === "introspection") return toHandle({ label: "db.introspection", callMethod: () => UNKNOWN });
  if (name !== "dynamic") return undefined;
  const dynamic: Handle = {
    label: "db.dynamic",
    callMethod: (method, [first]) =>
      createFragment(method === "table" ? toSource(first, schema) : toReference(first)),
  };
  return toHandle(dynamic);
}

/** Its callback is handed the database; a transaction that is started without one is the database. */
function createTransaction(database: Value): Value {
  const handle: Handle = {
    label: "db.transaction",
    callMethod(name, [first], site) {
      if (name !== "execute") return toHandle(handle);
      if (first === undefined) return database;
      if (first.kind !== "function") {
        site.emitUnknown("what it runs is not in this file");
        return UNKNOWN;
      }
      return site.callFunction(first, [database]);
    },
  };
  return toHandle(handle);
}
