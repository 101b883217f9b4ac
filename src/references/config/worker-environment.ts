import type { TSESTree } from "@typescript-eslint/utils";
import { getFunctionAround, isFunction } from "../../ast/find-function.js";
import { getPropertyName } from "../../ast/property-name.js";

/** Handlers of Cloudflare Workers, which get the bindings as their second parameter. */
const HANDLERS: ReadonlySet<string> = new Set(["fetch", "scheduled", "queue", "email", "tail"]);

/** Names that Hono's handlers give their context. */
const CONTEXTS: ReadonlySet<string> = new Set(["c", "ctx", "context"]);

/** `env` of `fetch(request, env)` in what a Worker exports, and `c.env` of a handler's only or first parameter. */
export function isWorkerEnvironment(node: TSESTree.Node): boolean {
  if (node.type === "MemberExpression") return isContextMember(node);
  const made = node.parent;
  if (!isFunction(made) || made.params[1] !== node) return false;
  const property = made.parent;
  if (property.type !== "Property" || !HANDLERS.has(getPropertyName(property) ?? "")) return false;
  const around = property.parent.parent;
  return around.type === "ExportDefaultDeclaration" || around.type === "TSSatisfiesExpression";
}

function isContextMember({ object, property, computed }: TSESTree.MemberExpression): boolean {
  if (computed || property.type !== "Identifier" || property.name !== "env") return false;
  if (object.type !== "Identifier" || !CONTEXTS.has(object.name)) return false;
  const [first] = getFunctionAround(object)?.params ?? [];
  return first?.type === "Identifier" && first.name === object.name;
}
