import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
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
  if (!isRunning && !args.some(isHandle)) return withReason(target);
  site.emitUnknown(`${formatCallee(callee)} is not in this file`);
  return { kind: "unknown", isRunning: true };
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

/** True for what its new owner can run something with. */
function isHandle(passed: Value): boolean {
  return listValues(passed).some((value) =>
    value.kind === "handle"
      ? value.handle.isData !== true && !isBound(value)
      : value.kind === "unknown" && value.isRunning === true,
  );
}

export function formatCallee(callee: TSESTree.Node): string {
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? (getMemberName(callee) ?? "the method") : "the function";
}
