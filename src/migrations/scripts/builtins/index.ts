import type { MethodCall } from "../call-method.js";
import { readGlobalName } from "./global-name.js";
import { callGlobal } from "./globals.js";
import { callListMethod } from "./list-methods.js";
import { callTextMethod } from "./text-methods.js";
import type { Value } from "../value.js";

/** Methods of JavaScript's own objects; undefined for any other. */
export function callBuiltin(call: MethodCall & { readonly name: string }): Value | undefined {
  const { callee, object, name } = call;
  if (object.kind === "list") return callListMethod(name, object, call);
  if (object.kind === "text") return callTextMethod(name, object, call);
  const owner = object.kind === "unknown" ? readGlobalName(callee.object) : undefined;
  return owner === undefined ? undefined : callGlobal(`${owner}.${name}`, call);
}
