import type { TSESTree } from "@typescript-eslint/utils";
import { callFunction } from "./call-function.js";
import { isEither } from "./either.js";
import type { CallSite } from "./handle.js";
import { getMentioned } from "./mentioned-values.js";
import { emitEffect, markRepeats, placeEffect, type Scope, type TakenDown } from "./run.js";
import { readComposed, runSql } from "./run-sql.js";
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
    readSql: (sql) => readComposed(sql, run),
    emitRevocable: (emit) => {
      const from = run.effects.length;
      emit();
      const to = run.effects.length;
      return () => {
        for (let index = from; index < to; index += 1) run.effects[index] = NOTHING;
      };
    },
    emitUnknown: (reason, tables) =>
      emitEffect(run, { type: "unknown", tables: tables ?? getMentioned(node, args), reason }, node),
    callFunction(value, given, self) {
      if (value?.kind !== "handle") return callFunction(value, given, { scope, self });
      const from = run.effects.length;
      const result = value.handle.call?.(given, site) ?? UNKNOWN;
      if (isEither(value.handle)) markRepeats(run, from);
      return result;
    },
  };
  return site;
}

const NOTHING: TakenDown = { get: () => [] };

/** Names that a value holds, for `emitUnknown`: empty where only running would tell. */
export function getNames(value: Value | undefined): string[] {
  if (value?.kind === "list") return value.items.flatMap(getNames);
  const text = getText(value);
  return text === undefined ? [] : [text];
}
