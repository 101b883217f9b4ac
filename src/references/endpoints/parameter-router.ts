import type { ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { type FunctionNode, getFunctionUses, isFunction } from "../../ast/find-function.js";
import { getMemberName } from "../../ast/property-name.js";
import { ROUTER_TYPES } from "./frameworks.js";
import { getOwn } from "./libraries.js";
import type { Router } from "./router.js";
import { NO_TEXT } from "./url-text.js";

/** By its type, by what the function is handed to, or by its name. */
export function getParameterRouter(
  variable: Variable,
  owner: TSESTree.Node,
  scopes: ScopeManager,
): Router | undefined {
  const key = variable.defs[0]?.name;
  if (key?.type !== "Identifier") return undefined;
  const common = { key, variable, prefix: NO_TEXT, isRoot: false };
  const type = key.typeAnnotation?.typeAnnotation;
  const via = type && getTypeVia(type);
  if (via !== undefined) return { ...common, via, isAssumed: false };
  const isFirst = isFunction(owner) && owner.params[0] === key;
  if (isFirst && isPlugin(owner, scopes)) return { ...common, via: "fastify", isAssumed: false };
  return type === undefined && isFirst && ROUTER_NAMES.test(key.name)
    ? { ...common, via: "route", isAssumed: true }
    : undefined;
}

const ROUTER_NAMES = /^(?:app|router|server|fastify|instance|routes|r|\w+Router|\w+App)$/;

const REGISTERED: ReadonlySet<string> = new Set(["register", "group"]);
const PLUGIN_TYPES = "FastifyPlugin";

/** A function that is registered with a router, and gets one itself. */
function isPlugin(made: FunctionNode, scopes: ScopeManager): boolean {
  const { parent } = made;
  const type = parent?.type === "VariableDeclarator" ? parent.id.typeAnnotation?.typeAnnotation : undefined;
  if (type && getTypeName(type).startsWith(PLUGIN_TYPES)) return true;
  return [made, ...getFunctionUses(made, scopes)].some((use) => isRegistered(use));
}

function isRegistered({ parent }: TSESTree.Node): boolean {
  if (parent?.type !== "CallExpression" || parent.callee.type !== "MemberExpression") return false;
  return REGISTERED.has(getMemberName(parent.callee) ?? "");
}

export function getTypeVia(type: TSESTree.TypeNode): string | undefined {
  return getOwn(ROUTER_TYPES, getTypeName(type));
}

function getTypeName(type: TSESTree.TypeNode): string {
  if (type.type !== "TSTypeReference") return "";
  const { typeName } = type;
  if (typeName.type === "TSQualifiedName") return typeName.right.name;
  return typeName.type === "Identifier" ? typeName.name : "";
}
