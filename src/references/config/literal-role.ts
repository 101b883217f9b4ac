import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath, getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Access } from "../reference.js";
import { getSchemaCertainty, isSchemaMaker } from "./environment-schema.js";
import type { ConfigSearch } from "./find-config-places.js";
import { getKeyPath } from "./key-path.js";
import { getPlainText } from "./plain-text.js";

/** What an object literal is for, as far as a key in it is concerned. */
export interface LiteralRole {
  /** The way to the key, from the root of the settings. */
  readonly path: readonly string[];
  readonly access: Access;
  readonly isAssumed?: boolean;
  readonly via?: string;
}

interface Reached {
  readonly path: readonly string[];
  readonly search: ConfigSearch;
}

/** What a literal means as an argument: settings that a store is given, a schema, a part of the environment. */
export function getArgumentRole(
  call: TSESTree.CallExpression,
  node: TSESTree.Node,
  { path, search }: Reached,
): LiteralRole | undefined {
  const { getObject } = search.configuration;
  const callee = unwrap(call.callee);
  const called = getObject(callee);
  // A schema of convict's brings settings into being, with a default.
  if (called?.name === "convict") return { path, access: "write", via: "config" };
  if (called?.name === "t3") return getT3Role(call, path, search);
  const [target] = call.arguments;
  const isEnvironmentGiven = call.arguments.some((argument) => getObject(argument)?.name === "env");
  if (called?.name === "parser" && isEnvironmentGiven && path.length === 1 && target !== node)
    return { path, access: "read" };
  if (getDottedPath(callee)?.join(".") === "Object.assign" && target !== undefined && target !== node)
    return getObject(target)?.name === "env" && path.length === 1 ? { path, access: "write" } : undefined;
  const stored = getStoredRole(call, path, search);
  if (stored !== undefined) return stored;
  if (path.length === 1 && isSchemaMaker(call)) {
    const certainty = getSchemaCertainty(call, search);
    if (certainty !== undefined) return { path, access: "read", isAssumed: certainty === "inferred" };
  }
  return getJsonSchemaRole(node, path, search);
}

/** Methods of nconf and convict that take settings as objects, node-config's last. */
const GIVING: ReadonlySet<string> = new Set(["set", "merge", "setModuleDefaults"]);
const GIVING_ALL: ReadonlySet<string> = new Set(["load", "defaults", "overrides"]);

function getStoredRole(
  call: TSESTree.CallExpression,
  path: readonly string[],
  { configuration }: ConfigSearch,
): LiteralRole | undefined {
  const callee = unwrap(call.callee);
  const owner = callee.type === "MemberExpression" ? configuration.getObject(callee.object) : undefined;
  if (owner?.name !== "store" && owner?.name !== "node-config") return undefined;
  const method = getCalledName(call) ?? "";
  if (GIVING_ALL.has(method)) return { path, access: "write", via: "config" };
  const key = GIVING.has(method) ? getPlainText(call.arguments[0]) : undefined;
  return key === undefined
    ? undefined
    : { path: [...getKeyPath(key), ...path], access: "write", via: "config" };
}

const T3_PARTS: ReadonlySet<string> = new Set(["server", "client", "shared"]);

/** A key of t3-env's schema reads the variable, unless `runtimeEnv` gives the name another one's value. */
function getT3Role(
  call: TSESTree.CallExpression,
  [part, name, ...more]: readonly string[],
  { configuration }: ConfigSearch,
): LiteralRole | undefined {
  if (part === undefined || name === undefined || more.length > 0 || !T3_PARTS.has(part)) return undefined;
  const given = getRuntimeValue(call, name);
  const isOther = given !== undefined && !isVariable(given, name, configuration.getObject);
  return isOther ? undefined : { path: [name], access: "read" };
}

function getRuntimeValue({ arguments: [options] }: TSESTree.CallExpression, name: string) {
  if (options?.type !== "ObjectExpression") return undefined;
  for (const property of options.properties) {
    if (property.type !== "Property" || !(getPropertyName(property) ?? "").includes("untimeEnv")) continue;
    if (property.value.type !== "ObjectExpression") continue;
    for (const one of property.value.properties)
      if (one.type === "Property" && getPropertyName(one) === name) return one.value;
  }
  return undefined;
}

function isVariable(
  value: TSESTree.Node,
  name: string,
  getObject: ConfigSearch["configuration"]["getObject"],
): boolean {
  const node = unwrap(value);
  if (node.type === "LogicalExpression") return isVariable(node.left, name, getObject);
  return (
    node.type === "MemberExpression" && getMemberName(node) === name && getObject(node.object)?.name === "env"
  );
}

/** `{ type: "object", properties: { X: … } }` by which the environment is checked. */
export function getJsonSchemaRole(
  node: TSESTree.Node,
  path: readonly string[],
  search: ConfigSearch,
): LiteralRole | undefined {
  const [properties, name, ...more] = path;
  if (properties !== "properties" || name === undefined || more.length > 0) return undefined;
  const certainty = getSchemaCertainty(node, search);
  return certainty && { path: [name], access: "read", isAssumed: certainty === "inferred" };
}

export function getCalledName({ callee }: TSESTree.CallExpression): string | undefined {
  const target = unwrap(callee);
  if (target.type === "Identifier") return target.name;
  return target.type === "MemberExpression" ? getMemberName(target) : undefined;
}
