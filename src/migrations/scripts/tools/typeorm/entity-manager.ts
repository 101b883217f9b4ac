import type { CallSite, Handle } from "../../handle.js";
import type { Scope } from "../../run.js";
import { toHandle, UNKNOWN, type Value } from "../../value.js";
import { findTarget, type Target } from "./find-target.js";
import { createQueryBuilder } from "./query-builder.js";
import { runQuery } from "./run-query.js";
import { toKeyCondition, updateRows } from "./update-rows.js";

/** Rows that are read, or made and not saved. */
const READS =
  /^(?:find|count|exist|sum$|average$|minimum$|maximum$|create$|merge$|preload$|hasId$|getId$|getMetadata$|release$)/;
/** Rows that are written one by one, or taken away. */
const WRITES: ReadonlySet<string> = new Set([
  ...["save", "insert", "upsert", "remove", "softRemove", "recover", "delete", "deleteAll", "clear"],
]);
/** The place of the criteria among the arguments, the target aside. */
const UPDATES: ReadonlyMap<string, number> = new Map([
  ["update", 0],
  ["updateAll", -1],
  ["softDelete", 0],
  ["restore", 0],
  ["increment", 0],
  ["decrement", 0],
]);

/** What a part of TypeORM leads to. */
export type GetPart = (name: string) => Value | undefined;

export interface EntityPlace {
  readonly scope: Scope;
  readonly getPart: GetPart;
}

/** `queryRunner.manager`; with a target, the repository of an entity. */
export function createEntityManager({ scope, getPart }: EntityPlace, target?: Target): Handle {
  const label = target === undefined ? "manager" : "the repository";
  const handle: Handle = {
    label,
    getMember: getPart,
    callMethod(name, args, site) {
      const own = target === undefined ? args.slice(1) : args;
      const getTarget = (): Target => target ?? findTarget(args[0], site, scope);
      if (name === "query") return runQuery(args, site);
      if (name === "createQueryBuilder")
        return createQueryBuilder(scope, target ?? (args[0] && findTarget(args[0], site, scope)));
      if (name === "getRepository" || name === "getTreeRepository" || name === "getCustomRepository")
        return toHandle(createEntityManager({ scope, getPart }, findTarget(args[0], site, scope)));
      if (name === "withRepository" || name === "extend") return toHandle(handle);
      if (name === "transaction") return runTransaction(args, handle, site);
      return callRows(name, own, { site, getTarget });
    },
  };
  return handle;
}

/** `transaction([isolation], run)` */
export function runTransaction(args: readonly Value[], manager: Handle, site: CallSite): Value {
  return site.callFunction(args.at(-1), [toHandle(manager)]);
}

interface RowCall {
  readonly site: CallSite;
  getTarget(): Target;
}

function callRows(name: string, args: readonly Value[], { site, getTarget }: RowCall): Value | undefined {
  if (READS.test(name)) return UNKNOWN;
  const criteria = UPDATES.get(name);
  if (criteria !== undefined)
    updateRows(getTarget(), criteria < 0 ? [] : [toKeyCondition(args[criteria])], site);
  else if (WRITES.has(name)) site.emit({ type: "other" });
  else return undefined;
  return UNKNOWN;
}
