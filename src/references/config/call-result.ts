import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { getKeyPath } from "./key-path.js";
import { known, type KnownObject } from "./known-object.js";
import { getPlainText } from "./plain-text.js";

type GetObject = (node: TSESTree.Node) => KnownObject | undefined;

/** Methods by which a schema, of whichever library, turns the environment into one of checked values. */
const PARSING: ReadonlySet<string> = new Set([
  ...[
    "parse",
    "parseAsync",
    "validateSync",
    "validate",
    "validateAsync",
    "cast",
    "attempt",
    "assert",
    "decode",
  ],
  ...[
    "Parse",
    "Decode",
    "Convert",
    "Cast",
    "create",
    "mask",
    "plainToInstance",
    "plainToClass",
    "decodeUnknownSync",
  ],
]);
const SAFE_PARSING: ReadonlySet<string> = new Set(["safeParse", "safeParseAsync", "spa"]);

/** Methods of stores that give the store itself back. */
const CHAINED: ReadonlySet<string> = new Set([
  "load",
  "loadFile",
  "validate",
  "env",
  "argv",
  "file",
  "defaults",
  "overrides",
  "use",
  "add",
  "required",
]);
const READING: ReadonlySet<string> = new Set(["get", "getOrThrow"]);
const SERVING: ReadonlySet<string> = new Set(["get", "resolve"]);
const WHOLE: ReadonlySet<string> = new Set(["getProperties", "toObject"]);

const STORES: ReadonlySet<string> = new Set(["store", "node-config", "env-store", "deno-env"]);

/** Functions of one's own that take the environment and say so. */
const OWN_PARSER =
  /^(?:parse|validate|clean|check|load|read|get|create|make|init)\w*(?:env|config|settings)/i;

/** What a call gives, as far as its callee is known or the environment is among its arguments. */
export function getCallResult(call: TSESTree.CallExpression, getObject: GetObject): KnownObject | undefined {
  const callee = unwrap(call.callee);
  const method = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  const owner = callee.type === "MemberExpression" ? getObject(callee.object) : undefined;
  if (owner !== undefined && method !== undefined && !owner.isFunction && STORES.has(owner.name))
    return getMethodResult(call, owner, method);
  const called = getObject(callee);
  if (called !== undefined) return getCalledResult(call, called, getObject);
  const given = call.arguments.map(getObject);
  // `app.get(ConfigService)`
  if (given[0]?.name === "config-service" && SERVING.has(method ?? "")) return known("store");
  const environment = given.find((object) => object?.name === "env");
  if (environment === undefined) return undefined;
  if (method !== undefined) return getParsed(environment, method);
  const name = callee.type === "Identifier" ? callee.name : "";
  if (PARSING.has(name)) return environment;
  if (SAFE_PARSING.has(name)) return { ...environment, name: "parsed" };
  return OWN_PARSER.test(name) ? { ...environment, isAssumed: true } : undefined;
}

function getParsed(environment: KnownObject, method: string): KnownObject | undefined {
  if (SAFE_PARSING.has(method)) return { ...environment, name: "parsed" };
  if (!PARSING.has(method)) return undefined;
  // Joi and Yup validate to a pair, zod-like ones to the value itself.
  return method === "validate" ? { ...environment, name: "parsed" } : environment;
}

function getCalledResult(
  call: TSESTree.CallExpression,
  called: KnownObject,
  getObject: GetObject,
): KnownObject | undefined {
  if (called.isFunction) return { ...called, isFunction: false };
  switch (called.name) {
    case "convict":
      return known("store");
    case "t3":
    case "load-env":
      return known("env");
    case "parser":
      return call.arguments.map(getObject).find((object) => object?.name === "env");
    case "safe-parser":
      return call.arguments.some((argument) => getObject(argument)?.name === "env")
        ? known("parsed")
        : undefined;
    case "register-as": {
      const namespace = getPlainText(call.arguments[0]);
      if (namespace === undefined) return undefined;
      return { name: "settings", path: getKeyPath(namespace), isAssumed: false, isFunction: true };
    }
    default:
      return undefined;
  }
}

function getMethodResult(
  call: TSESTree.CallExpression,
  owner: KnownObject,
  method: string,
): KnownObject | undefined {
  const [first] = call.arguments;
  switch (owner.name) {
    case "deno-env":
      return method === "toObject" ? { ...owner, name: "env" } : undefined;
    case "env-store":
      return method === "from" ? owner : undefined;
    case "store":
    case "node-config": {
      if (WHOLE.has(method)) return { ...owner, name: "settings" };
      if (READING.has(method)) return getSettings(owner, first);
      return CHAINED.has(method) && owner.name === "store" ? owner : undefined;
    }
    default:
      return undefined;
  }
}

/** Settings below a key; all of them without one. */
function getSettings(owner: KnownObject, key: TSESTree.Node | undefined): KnownObject | undefined {
  if (key === undefined) return { ...owner, name: "settings" };
  const text = getPlainText(key);
  return text === undefined
    ? undefined
    : { ...owner, name: "settings", path: [...owner.path, ...getKeyPath(text)] };
}
