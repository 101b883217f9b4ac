import type { TSESTree } from "@typescript-eslint/utils";
import { callFunction } from "./call-function.js";
import type { CallSite } from "./handle.js";
import { getMentioned } from "./mentioned-values.js";
import { emitEffect, placeEffect, type Scope } from "./run.js";
import { runSql } from "./run-sql.js";
import { getText, UNKNOWN, type Value } from "./value.js";

/** `args`: what the call hands on, for the names that it mentions. */
export function createCallSite(node: TSESTree.Node, scope: Scope, args: readonly Value[] = []): CallSite {
  const { run } = scope;
  const site: CallSite = {
    node,
    emit: (effect, at) => emitEffect(run, effect, at?.node ?? node),
    emitLater: (getEffects) => {
      const get = () => getEffects().map(({ effect, at }) => placeEffect(run, effect, at?.node ?? node));
      run.effects.push({ get });
    },
    runSql: (sql, options = {}) => runSql(sql, options, { run, node }),
    emitUnknown: (reason, tables) =>
      emitEffect(run, { type: "unknown", tables: tables ?? getMentioned(node, args), reason }, node),
    callFunction: (value, given, self) =>
      value?.kind === "handle"
        ? (value.handle.call?.(given, site) ?? UNKNOWN)
        : callFunction(value, given, { scope, self }),
  };
  return site;
}

/** Names that a value holds, for `emitUnknown`: empty where only running would tell. */
export function getNames(value: Value | undefined): string[] {
  if (value?.kind === "list") return value.items.flatMap(getNames);
  const text = getText(value);
  return text === undefined ? [] : [text];
}
