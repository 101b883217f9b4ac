import type { TSESTree } from "@typescript-eslint/utils";
import type { Dialect } from "../../sql/dialects/dialect.js";
import { callBuiltin } from "./builtins/index.js";
import { callForEach, isOfAll } from "./builtins/for-each.js";
import { callPromiseMethod, isPromiseMethod } from "./builtins/promise-methods.js";
import { callFunction } from "./call-function.js";
import { callPassed, callUnknown, callValue } from "./call-value.js";
import { callNameMethod, getDialect, settleDialect } from "./dialect-value.js";
import { isEither } from "./either.js";
import type { CallSite } from "./handle.js";
import { readMember } from "./read-member.js";
import { markRepeats, type Scope } from "./run.js";
import { settle } from "./settle.js";
import { type FunctionValue, getText, type HandleValue, UNKNOWN, type Value } from "./value.js";

export interface MethodCall {
  readonly callee: TSESTree.MemberExpression;
  readonly object: Value;
  readonly name: string | undefined;
  readonly args: readonly Value[];
  readonly site: CallSite;
  readonly scope: Scope;
}

/** `object.name(…)` */
export function callMethod(call: MethodCall): Value {
  const { object, name, args, site, scope, callee } = call;
  if (object.kind === "handle") return callHandle(object, call);
  if (object.kind === "object" && name !== undefined && !object.fields.has(name) && object.base)
    return callMethod({ ...call, object: object.base });
  if (object.kind === "function" && name !== undefined) {
    const applied = applyFunction(object, name, call);
    if (applied !== undefined) return applied;
  }
  const hasOwn = object.kind === "object" && name !== undefined && object.fields.has(name);
  if (name !== undefined && !hasOwn) {
    const known = callKnown({ ...call, name });
    if (known !== undefined) return known;
  }
  const target = readMember(object, name, scope);
  if (object.kind === "unknown" && object.isRunning === true && isRowMethod(name)) {
    for (const argument of args) callPassed(argument, site, scope);
    return object;
  }
  return callValue(target, args, { site, scope, callee, self: object });
}

/** A method of JavaScript's own, of a promise, or of a library that goes through lists. */
function callKnown(call: MethodCall & { readonly name: string }): Value | undefined {
  const { object, name, args, site } = call;
  const dialect = getDialect(object);
  if (dialect !== undefined) return callName(name, dialect, call);
  const builtin = callBuiltin(call);
  if (builtin !== undefined) return builtin;
  const each = object.kind === "unknown" && isOfAll(name) ? callForEach(name, args, site) : undefined;
  return each ?? (isPromiseMethod(name) ? callPromiseMethod(name, object, call) : undefined);
}

/** In lower case it is the same name. */
function callName(method: string, dialect: Dialect, { object, args }: MethodCall): Value | undefined {
  if (method === "toLowerCase" || method === "toString" || method === "trim") return object;
  const part = getText(args[0]);
  const answer = part === undefined ? undefined : callNameMethod(method, dialect, part);
  return answer === undefined ? undefined : { kind: "plain", value: answer };
}

/** What lists of rows have, too: where a result may be one, nothing new is run. */
function isRowMethod(name: string | undefined): boolean {
  return name !== undefined && (isOfAll(name) || ROWS.has(name));
}

const ROWS: ReadonlySet<string> = new Set([
  "length",
  "push",
  "join",
  "slice",
  "includes",
  "sort",
  "toString",
]);

function callHandle({ handle }: HandleValue, { name, args, site, scope, callee }: MethodCall): Value {
  const self: Value = { kind: "handle", handle };
  if (name === undefined) {
    for (const argument of args) callPassed(argument, site, scope);
    site.emitUnknown(`which method of ${handle.label} it calls is known only when it runs`, handle.tables);
    return { kind: "unknown", isRunning: true };
  }
  const member = handle.getMember?.(name);
  if (member?.kind === "function" || member?.kind === "handle")
    return callValue(member, args, { site, scope, callee, self });
  const from = scope.run.effects.length;
  const result = handle.callMethod?.(name, args, site);
  if (isEither(handle)) markRepeats(scope.run, from);
  if (result !== undefined) return settleDialect(result, scope.run);
  if (isPromiseMethod(name)) {
    const done = callPromiseMethod(name, settle(self), { args, site, scope });
    if (done !== undefined) return done;
  }
  return callUnknownMethod(handle.tables, { name, args, site, scope, callee, object: self });
}

function callUnknownMethod(tables: readonly string[] | undefined, call: MethodCall): Value {
  const { name, args, site, scope, object } = call;
  const label = object.kind === "handle" ? object.handle.label : "";
  for (const argument of args) callPassed(argument, site, scope);
  site.emitUnknown(`${label}.${name ?? "…"} is not known`, tables);
  return { kind: "unknown", isRunning: true };
}

/** `f.call(self, …)`, `f.apply(self, […])`, `f.bind(self)` */
function applyFunction(
  target: FunctionValue,
  name: string,
  { args: [self, ...args], scope, site, callee }: MethodCall,
): Value | undefined {
  if (name === "call") return callFunction(target, args, { scope, self });
  const [list] = args;
  if (name === "apply")
    return list?.kind === "list"
      ? callFunction(target, list.items, { scope, self })
      : callUnknown(UNKNOWN, [target], { site, scope, callee });
  return name === "bind" && args.length === 0 ? target : undefined;
}
