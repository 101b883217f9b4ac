import { createOptions } from "../../dialect-value.js";
import type { Handle } from "../../handle.js";
import type { Scope } from "../../run.js";
import { toHandle, UNKNOWN, type Value } from "../../value.js";
import { createEntityManager, runTransaction } from "./entity-manager.js";
import { findTarget } from "./find-target.js";
import { createQueryBuilder } from "./query-builder.js";
import { callRunner } from "./query-runner.js";
import { runQuery, runTag } from "./run-query.js";

const LOOKS: ReadonlySet<string> = new Set([
  ...["initialize", "connect", "destroy", "close", "setOptions", "hasMetadata", "getMetadata"],
]);
const SYNCHRONIZES: ReadonlySet<string> = new Set([
  ...["synchronize", "dropDatabase", "runMigrations", "undoLastMigration"],
]);

/** What a migration is given: its query runner, from which manager and data source are reached, and these again. */
export function createQueryRunner(scope: Scope): Handle {
  const runner: Handle = {
    label: "queryRunner",
    getMember: (name) => getPart(name),
    callMethod: (name, args, site) => callRunner(name, args, { site, scope }),
  };
  const tag: Handle = { label: "queryRunner.sql", callTag: (text, _args, site) => runTag(text, site) };
  const manager = createEntityManager({ scope, getPart: (name) => getPart(name) });
  const source: Handle = {
    label: "the data source",
    getMember: (name) => getPart(name),
    callMethod(name, args, site) {
      if (name === "query") return runQuery(args, site);
      if (name === "createQueryRunner") return toHandle(runner);
      if (name === "createEntityManager") return toHandle(manager);
      if (name === "createQueryBuilder")
        return createQueryBuilder(scope, args[0] && findTarget(args[0], site, scope));
      if (name === "transaction") return runTransaction(args, manager, site);
      if (LOOKS.has(name)) return UNKNOWN;
      if (!SYNCHRONIZES.has(name)) return manager.callMethod?.(name, args, site);
      site.emitUnknown("what it does follows from entities in other files", []);
      return UNKNOWN;
    },
  };
  const getPart = (name: string): Value | undefined => {
    if (name === "sql") return toHandle(tag);
    if (name === "manager") return toHandle(manager);
    if (name === "queryRunner") return toHandle(runner);
    if (name === "connection" || name === "dataSource") return toHandle(source);
    if (name === "options") return createOptions("type");
    if (name === "driver") return createOptions("options", createOptions("type"));
    // Facts about the connection: whoever gets them can run nothing.
    return FACTS.has(name) ? UNKNOWN : undefined;
  };
  return runner;
}

const FACTS: ReadonlySet<string> = new Set([
  ...["name", "data", "isInitialized", "isTransactionActive", "isReleased", "metadata"],
  ...["entityMetadatas", "namingStrategy", "broadcaster", "databaseConnection"],
]);
