import type { CallSite, Handle } from "../../handle.js";
import { toHandle, UNKNOWN, type Value } from "../../value.js";

/** What a class gets from `Migration` (packages/migrations/src/Migration.ts of MikroORM). */
export const MIGRATION: Handle = {
  label: "Migration",
  getMember(name) {
    if (name === "driver") return toHandle(DRIVER);
    return name === "ctx" || name === "config" ? UNKNOWN : undefined;
  },
  callMethod(name, args, site) {
    switch (name) {
      // What is added runs in that order once `up` is through.
      case "addSql":
      case "execute":
        return runSql(args, site);
      case "getEntityManager":
        return toHandle(ENTITY_MANAGER);
      case "reset":
      case "isTransactional":
      case "getQueries":
      case "setTransactionContext":
        return UNKNOWN;
      default:
        return undefined;
    }
  },
};

function runSql([sql = UNKNOWN, parameters]: readonly Value[], site: CallSite): Value {
  const bindings = parameters?.kind === "list" ? parameters.items : [];
  // A query that a builder of the tool's made was taken down when it was built.
  if (sql.kind === "handle") return UNKNOWN;
  site.runSql(sql, parameters === undefined ? {} : { bindings });
  return UNKNOWN;
}

const DRIVER: Handle = {
  label: "the driver",
  callMethod(name, args, site) {
    if (name === "execute") return runSql(args, site);
    if (name === "getConnection") return toHandle(DRIVER);
    return name === "getPlatform" || name === "getMetadata" ? UNKNOWN : undefined;
  },
};

const READS =
  /^(?:find|count|getReference$|create$|assign$|map$|merge$|refresh$|populate$|clear$|getMetadata$)/;
/** Rows, one by one or by a condition: of entities that stand in other files. */
const WRITES =
  /^(?:insert|upsert|persist|remove|flush$|nativeInsert$|nativeDelete$|persistAndFlush$|removeAndFlush$)/;

const ENTITY_MANAGER: Handle = {
  label: "the entity manager",
  callMethod(name, args, site) {
    if (name === "execute") return runSql(args, site);
    if (name === "getConnection" || name === "getDriver") return toHandle(DRIVER);
    if (name === "fork") return toHandle(ENTITY_MANAGER);
    if (name === "transactional") return site.callFunction(args[0], [toHandle(ENTITY_MANAGER)]);
    if (READS.test(name)) return UNKNOWN;
    if (!WRITES.test(name)) return undefined;
    site.emit({ type: "other" });
    return UNKNOWN;
  },
};
