import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { getStaticText } from "../../references/sql/source-text.js";
import { callFunction } from "./call-function.js";
import type { CallSite } from "./handle.js";
import { listValues } from "./list-values.js";
import { readUncertain, type Scope } from "./run.js";
import { UNKNOWN, type Value } from "./value.js";

export interface Called {
  readonly site: CallSite;
  readonly scope: Scope;
  readonly callee: TSESTree.Node;
  readonly self?: Value | undefined;
}

export function callValue(target: Value, args: readonly Value[], called: Called): Value {
  const { site, scope, self } = called;
  if (target.kind === "function") return callFunction(target, args, { scope, self });
  if (target.kind === "handle") {
    const result = target.handle.call?.(args, site);
    if (result !== undefined) return result;
  }
  return callUnknown(target, args, called);
}

/** A function that is not in this file may run what it is handed, and what it is a part of. */
export function callUnknown(target: Value, args: readonly Value[], { site, scope, callee }: Called): Value {
  for (const argument of args) callPassed(argument, site, scope);
  const isRunning = target.kind === "handle" || (target.kind === "unknown" && target.isRunning === true);
  const handed = args.flatMap(listHandles);
  const isSilent = !isRunning && handed.length === 0;
  if (isSilent && !args.some(isSql)) return withReason(target);
  const reason = `${formatCallee(callee)} is not in this file`;
  // What says itself what a function of elsewhere may do with it, needs nobody else to say so.
  const speaking = handed.filter((value) => value.kind === "handle" && value.handle.escape);
  for (const value of speaking) if (value.kind === "handle") value.handle.escape?.(reason, site);
  if (speaking.length === handed.length && !isRunning && handed.length > 0) return UNKNOWN;
  site.emitUnknown(reason);
  return isSilent ? withReason(target) : { kind: "unknown", isRunning: true };
}

// To a client of another file SQL is no text like others.
const SQL =
  /^\s*(?:alter|drop|create|update|insert|merge|rename|with|do)\s[^]*\s(?:table|view|column|schema|set|select|into|begin)\s/i;

function isSql(value: Value): boolean {
  return value.kind === "text" && SQL.test(getStaticText(value.pieces));
}

/** `readSql()` of another file tells as little as the file does. */
function withReason(target: Value): Value {
  return target.kind === "unknown" && target.because !== undefined
    ? { kind: "unknown", because: target.because }
    : UNKNOWN;
}

/** Functions that are handed on, also in lists, may be called: with what, can't be told. */
export function callPassed(passed: Value, site: CallSite, scope: Scope): void {
  if (passed.kind === "object") return;
  for (const value of listValues(passed)) {
    const args = value.kind === "function" ? value.node.params.map(() => UNKNOWN) : [];
    if (value.kind === "function" || isBound(value))
      readUncertain(scope.run, () => site.callFunction(value, args));
  }
}

function isBound(value: Value): boolean {
  return value.kind === "handle" && value.handle.isBound === true;
}

/** What its new owner can run something with. */
function listHandles(passed: Value): readonly Value[] {
  return listValues(passed).filter((value) => {
    if (value.kind !== "handle") return value.kind === "unknown" && value.isRunning === true;
    const { isData = false, isOption = false } = value.handle;
    return !isData && !isBound(value) && !(isOption && value !== passed);
  });
}

export function formatCallee(callee: TSESTree.Node): string {
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? (getMemberName(callee) ?? "the method") : "the function";
}
