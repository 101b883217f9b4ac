import type { TSESTree } from "@typescript-eslint/utils";
import type { CallSite } from "../handle.js";
import type { Scope } from "../run.js";
import type { Value } from "../value.js";
import { callGlobal } from "./globals.js";
import { callListMethod } from "./list-methods.js";
import { callTextMethod } from "./text-methods.js";

export interface MethodCall {
  readonly callee: TSESTree.MemberExpression;
  readonly object: Value;
  readonly name: string | undefined;
  readonly args: readonly Value[];
  readonly site: CallSite;
  readonly scope: Scope;
}

/** Methods of JavaScript's own objects; undefined for any other. */
export function callBuiltin(call: MethodCall): Value | undefined {
  const { callee, object, name } = call;
  if (name === undefined) return undefined;
  if (object.kind === "list") return callListMethod(name, object, call);
  if (object.kind === "text") return callTextMethod(name, object, call.args);
  return callee.object.type === "Identifier" && object.kind === "unknown"
    ? callGlobal(`${callee.object.name}.${name}`, call)
    : undefined;
}
