import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath, getMemberName } from "../../ast/property-name.js";
import type { EnvAccess } from "./env-access.js";
import type { Environment, KnownObject } from "./environment.js";

/** An argument that names a variable of the environment. */
export interface NamedArgument {
  readonly node: TSESTree.Node;
  /** The environment that it names a variable of. */
  readonly object: KnownObject;
  readonly access: EnvAccess;
}

/** Functions that take an environment and a name. */
const BY_FUNCTION: ReadonlyMap<string, EnvAccess> = new Map([
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

/** Methods of Deno's `Deno.env`. */
const BY_DENO_METHOD: ReadonlyMap<string, EnvAccess> = new Map([
  ["get", "read"],
  ["has", "read"],
  ["set", "write"],
  ["delete", "write"],
]);

/** Vitest's way to set a variable for one test, in `process.env` and `import.meta.env`. */
const STUBS: ReadonlySet<string> = new Set(["vi.stubEnv", "vitest.stubEnv"]);

/** The argument that names a variable, in the calls that are known to take one. */
export function findNamedArgument(
  call: TSESTree.CallExpression,
  environment: Environment,
): NamedArgument | undefined {
  const { callee, arguments: args } = call;
  if (callee.type !== "MemberExpression") return undefined;
  const path = getDottedPath(callee)?.join(".") ?? "";
  if (STUBS.has(path)) return getArgument(args[0], { name: "env", isAssumed: false }, "write");
  const access = BY_FUNCTION.get(path);
  if (access !== undefined) return getArgument(args[1], args[0] && environment.getObject(args[0]), access);
  const method = getMemberName(callee) ?? "";
  const object = environment.getObject(callee.object);
  if (object?.name === "deno-env")
    return getArgument(args[0], { ...object, name: "env" }, BY_DENO_METHOD.get(method));
  return method === "hasOwnProperty" ? getArgument(args[0], object, "read") : undefined;
}

function getArgument(
  node: TSESTree.Node | undefined,
  object: KnownObject | undefined,
  access: EnvAccess | undefined,
): NamedArgument | undefined {
  if (node === undefined || access === undefined || object?.name !== "env") return undefined;
  return { node, object, access };
}
