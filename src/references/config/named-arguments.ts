import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath, getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { ConfigSearch, KeyUse } from "./find-config-places.js";
import { getKeyPath } from "./key-path.js";
import type { KnownObject } from "./known-object.js";
import { isConvictLiteral } from "./literal-uses.js";

type Access = "read" | "write";

/** Functions that take an environment and a name. */
const BY_FUNCTION: ReadonlyMap<string, Access> = new Map([
  ["Object.hasOwn", "read"],
  ["Object.prototype.hasOwnProperty.call", "read"],
  ["Object.getOwnPropertyDescriptor", "read"],
  ["Object.defineProperty", "write"],
  ["Reflect.has", "read"],
  ["Reflect.get", "read"],
  ["Reflect.set", "write"],
  ["Reflect.deleteProperty", "write"],
  ["Reflect.defineProperty", "write"],
  ["jest.replaceProperty", "write"],
]);

/** Lodash's, which take the way to a key. */
const BY_PATH: ReadonlyMap<string, Access> = new Map([
  ["get", "read"],
  ["has", "read"],
  ["set", "write"],
  ["unset", "write"],
]);

/** Methods of `Deno.env`, of node-config, nconf, convict, Nest's ConfigService and env-var. */
const BY_METHOD: ReadonlyMap<string, Access> = new Map([
  ["get", "read"],
  ["getOrThrow", "read"],
  ["has", "read"],
  ["default", "read"],
  ["required", "read"],
  ["any", "read"],
  ["env", "read"],
  ["set", "write"],
  ["delete", "write"],
  ["clear", "write"],
  ["reset", "write"],
  ["add", "write"],
]);

const STORES: ReadonlySet<string> = new Set(["store", "node-config", "env-store", "deno-env"]);
const FLAT: ReadonlySet<string> = new Set(["env-store", "deno-env"]);

/** Vitest's way to set a variable for one test, in `process.env` and `import.meta.env`. */
const STUBS: ReadonlySet<string> = new Set(["vi.stubEnv", "vitest.stubEnv"]);

/** What a string that ends with a key's name means where it stands. */
export function findNamedUse(node: TSESTree.Node, text: string, search: ConfigSearch): KeyUse[] {
  const { parent } = node;
  if (parent?.type === "Property") return getMappedUse(node, text, { property: parent, search });
  const { call, argument } = getCallAround(node);
  if (call === undefined) return [];
  const position = call.arguments.findIndex((one) => one === argument);
  const isListed = argument !== node;
  return getArgumentUse(call, { position, isListed }, search.configuration.getObject).map(
    ({ object, access, isAssumed = false }) => ({
      ...{ node, access, isAssumed: isAssumed || object.isAssumed },
      path: [...object.path, ...getKeyPath(text)],
      via: FLAT.has(object.name) || object.name === "env" ? "env" : "config",
    }),
  );
}

/** The call that a string, or the list around it, is an argument of. */
function getCallAround(node: TSESTree.Node): {
  readonly call?: TSESTree.CallExpression;
  readonly argument: TSESTree.Node;
} {
  let argument = node;
  for (let current = node.parent; current; current = current.parent) {
    if (current.type === "CallExpression") return { call: current, argument };
    const isAround = current.type === "ArrayExpression" || unwrap(current) === unwrap(argument);
    if (!isAround) break;
    argument = current;
  }
  return { argument };
}

interface ArgumentPlace {
  readonly position: number;
  readonly isListed: boolean;
}

interface ArgumentUse {
  readonly object: KnownObject;
  readonly access: Access;
  readonly isAssumed?: boolean;
}

type GetObject = (node: TSESTree.Node) => KnownObject | undefined;

const ENVIRONMENT: KnownObject = { name: "env", path: [], isAssumed: false };

function getArgumentUse(
  call: TSESTree.CallExpression,
  { position, isListed }: ArgumentPlace,
  getObject: GetObject,
): ArgumentUse[] {
  const callee = unwrap(call.callee);
  const path = getDottedPath(callee)?.join(".") ?? "";
  if (STUBS.has(path)) return position === 0 ? [{ object: ENVIRONMENT, access: "write" }] : [];
  const [target] = call.arguments;
  const given = position === 1 && target !== undefined ? getObject(target) : undefined;
  const access = BY_FUNCTION.get(path);
  if (access !== undefined) return given?.name === "env" && !isListed ? [{ object: given, access }] : [];
  const name = callee.type === "MemberExpression" ? (getMemberName(callee) ?? "") : path;
  const owner = callee.type === "MemberExpression" ? getObject(callee.object) : undefined;
  const isGetter = position === 0 && !isListed && getObject(callee)?.name === "getter";
  if (isGetter) return [{ object: ENVIRONMENT, access: "read" }];
  if (owner === undefined) {
    const reached = given && isPlain(given) ? BY_PATH.get(name) : undefined;
    return given && reached ? [{ object: given, access: reached, isAssumed: true }] : [];
  }
  if (position !== 0) return [];
  if (name === "hasOwnProperty" && owner.name === "env") return [{ object: owner, access: "read" }];
  const own = BY_METHOD.get(name);
  if (own === undefined || owner.isFunction || !STORES.has(owner.name)) return [];
  return isListed === LISTED.has(name) ? [{ object: owner, access: own }] : [];
}

/** Methods of nconf that take lists of keys. */
const LISTED: ReadonlySet<string> = new Set(["required", "any", "env"]);

function isPlain({ name, isFunction }: KnownObject): boolean {
  return !isFunction && (name === "env" || name === "settings" || name === "node-config");
}

interface Mapped {
  readonly property: TSESTree.Property;
  readonly search: ConfigSearch;
}

/** `env: "LEGACY_DSN"` in a schema of convict's reads the variable. */
function getMappedUse(node: TSESTree.Node, text: string, { property, search }: Mapped): KeyUse[] {
  if (property.value !== node || getPropertyName(property) !== "env") return [];
  if (property.parent.type !== "ObjectExpression" || !isConvictLiteral(property.parent, search)) return [];
  return [{ node, path: getKeyPath(text), access: "read", isAssumed: false, via: "env" }];
}
