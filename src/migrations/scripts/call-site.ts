import type { TSESTree } from "@typescript-eslint/utils";
import { walk } from "../../ast/walk.js";
import { callFunction } from "./call-function.js";
import type { CallSite } from "./handle.js";
import { emitEffect, type Scope } from "./run.js";
import { runSql } from "./run-sql.js";
import { getText, type Value } from "./value.js";

export function createCallSite(node: TSESTree.Node, scope: Scope): CallSite {
  const { run } = scope;
  return {
    node,
    emit: (effect, at) => emitEffect(run, effect, at?.node ?? node),
    runSql: (sql, options = {}) => runSql(sql, options, { run, node }),
    emitUnknown: (reason, tables) =>
      emitEffect(run, { type: "unknown", tables: tables ?? getMentioned(node), reason }, node),
    callFunction: (value, args, self) => callFunction(value, args, { scope, ...(self && { self }) }),
  };
}

/** Every text within a call that could be a table's name: which of them are can't be told. */
function getMentioned(node: TSESTree.Node): string[] {
  const texts = walk(node).flatMap((one) => {
    if (one.type === "Literal" && typeof one.value === "string") return [one.value];
    return one.type === "TemplateElement" ? [one.value.cooked ?? one.value.raw] : [];
  });
  const names = texts.flatMap(
    (text) => text.match(/[\p{L}_][\p{L}\p{N}_$]*(?:\.[\p{L}_][\p{L}\p{N}_$]*)?/gu) ?? [],
  );
  return [...new Set(names)];
}

/** Names that a value holds, for `emitUnknown`: empty where only running would tell. */
export function getNames(value: Value | undefined): string[] {
  if (value?.kind === "list") return value.items.flatMap(getNames);
  const text = getText(value);
  return text === undefined ? [] : [text];
}
