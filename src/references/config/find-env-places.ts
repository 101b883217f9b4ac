import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath, getMemberName, getNameRange, getPropertyName } from "../../ast/property-name.js";
import { walk } from "../../ast/walk.js";
import type { ScriptFile } from "../detector.js";
import type { ConfigPlace } from "./config-place.js";
import { type EnvAccess, getMemberAccesses } from "./env-access.js";
import { findNamedArgument } from "./env-calls.js";
import { createEnvironment, type Environment, type KnownObject } from "./environment.js";

/** Reads and writes of environment variables by a name that stands in the code. `process.env[name]` is none. */
export function findEnvPlaces(file: ScriptFile, keys: ReadonlySet<string>): ConfigPlace[] {
  const environment = createEnvironment(file);
  const places: ConfigPlace[] = [];
  for (const node of walk(file.ast)) {
    if (node.type === "MemberExpression") places.push(...getMemberPlaces(node, keys, environment));
    else if (node.type === "Property") places.push(...getPropertyPlaces(node, keys, environment));
    else if (node.type === "BinaryExpression") places.push(...getInPlaces(node, keys, environment));
    else if (node.type === "CallExpression") places.push(...getCallPlaces(node, keys, environment));
  }
  return places;
}

type Keys = ReadonlySet<string>;

function getMemberPlaces(
  node: TSESTree.MemberExpression,
  keys: Keys,
  environment: Environment,
): ConfigPlace[] {
  const key = getMemberName(node);
  if (key === undefined || !keys.has(key)) return [];
  const object = environment.getObject(node.object);
  return getMemberAccesses(node).flatMap((access) => getPlaces(node.property, { key, object, access }));
}

function getPropertyPlaces(node: TSESTree.Property, keys: Keys, environment: Environment): ConfigPlace[] {
  const key = getPropertyName(node);
  if (key === undefined || !keys.has(key)) return [];
  if (node.parent.type === "ObjectPattern")
    return getPlaces(node.key, { key, object: environment.getPatternObject(node.parent), access: "read" });
  return getPlaces(node.key, { key, object: getLiteralObject(node.parent, environment), access: "write" });
}

/** The environment that an object literal becomes, or is put into. */
function getLiteralObject(
  literal: TSESTree.ObjectExpression,
  environment: Environment,
): KnownObject | undefined {
  const { parent } = literal;
  if (parent.type === "AssignmentExpression" && parent.right === literal) {
    const object = environment.getObject(parent.left);
    if (object !== undefined) return object;
  }
  if (parent.type === "CallExpression" && parent.arguments[0] !== literal) {
    const [target] = parent.arguments;
    const isAssign = getDottedPath(parent.callee)?.join(".") === "Object.assign";
    if (isAssign && target !== undefined) return environment.getObject(target);
  }
  // `{ ...process.env, X: "1" }` is most likely meant for a child process.
  const copy = environment.getObject(literal);
  return copy && { ...copy, isAssumed: true };
}

function getInPlaces(node: TSESTree.BinaryExpression, keys: Keys, environment: Environment): ConfigPlace[] {
  if (node.operator !== "in") return [];
  const key = getText(node.left);
  if (key === undefined || !keys.has(key)) return [];
  return getPlaces(node.left, { key, object: environment.getObject(node.right), access: "read" });
}

function getCallPlaces(node: TSESTree.CallExpression, keys: Keys, environment: Environment): ConfigPlace[] {
  if (!node.arguments.some((argument) => keys.has(getText(argument) ?? ""))) return [];
  const argument = findNamedArgument(node, environment);
  const key = argument && getText(argument.node);
  return argument !== undefined && key !== undefined && keys.has(key)
    ? getPlaces(argument.node, { ...argument, object: argument.object, key })
    : [];
}

function getText(node: TSESTree.Node): string | undefined {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.type !== "TemplateLiteral" || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

interface Mention {
  readonly key: string;
  readonly object: KnownObject | undefined;
  readonly access: EnvAccess;
}

function getPlaces(node: TSESTree.Node, { key, object, access }: Mention): ConfigPlace[] {
  if (object?.name !== "env") return [];
  const [start, end] = getNameRange(node);
  const certainty = object.isAssumed ? "inferred" : "resolved";
  return [{ key, access, start, end, via: "env", certainty }];
}
