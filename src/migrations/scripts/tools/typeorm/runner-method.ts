import type { OperationEffect } from "../../../migration.js";
import type { CallSite } from "../../handle.js";
import type { Scope } from "../../run.js";
import { UNDEFINED, UNKNOWN, type Value } from "../../value.js";
import { emitSettled } from "./names.js";

/** A method of the query runner. */
export type RunnerMethod = (args: readonly Value[], site: CallSite, scope: Scope) => Value | undefined;
export type RunnerMethods = ReadonlyMap<string, RunnerMethod>;

/** A method that does what its arguments say. */
export function does(
  getEffects: (args: readonly Value[], scope: Scope) => readonly OperationEffect[],
): RunnerMethod {
  return (args, site, scope) => {
    emitSettled(site, ...getEffects(args, scope));
    return UNDEFINED;
  };
}

/** A method of whose doing the migration says nothing. */
export function loses(reason: string): RunnerMethod {
  return (_args, site) => {
    site.emitUnknown(reason, []);
    return UNDEFINED;
  };
}

/** Items of a list; what else it may hold only running would tell. */
export function getKnownItems(list: Value | undefined): readonly Value[] {
  if (list?.kind !== "list") return [UNKNOWN];
  return list.isOpen ? [...list.items, UNKNOWN] : list.items;
}
