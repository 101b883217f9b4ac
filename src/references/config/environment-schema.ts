import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap, wrap } from "../../ast/unwrap.js";
import type { ConfigSearch } from "./find-config-places.js";

type Certainty = "resolved" | "inferred";

/** Calls that make a schema of an object of schemas, or add one to a schema: those of zod, valibot, Joi, Yup, arktype, TypeBox, superstruct. */
const MAKERS: ReadonlySet<string> = new Set([
  ...["object", "strictObject", "looseObject", "extend", "safeExtend", "keys", "append", "shape", "pick"],
  ...["type", "Object", "struct", "Struct", "interface", "augment", "objectAsync"],
]);

const PARSERS =
  /^(?:safe)?(?:parse|decode|validate|cast|convert|assert|attempt|create|mask|check|is|spa)(?:Sync|Async|UnknownSync)?$/i;

/** Under these keys a schema is handed to what reads the environment by it: Nest's ConfigModule, env-schema, @fastify/env. */
const HANDED: ReadonlySet<string> = new Set(["validationSchema"]);
const ENVIRONMENT_SCHEMA = /["'](?:@fastify\/env|fastify-env|env-schema)["']/;

const ENVIRONMENT_NAME = /env/i;
const MAX_DEPTH = 12;

export function isSchemaMaker({ callee }: TSESTree.CallExpression): boolean {
  const target = unwrap(callee);
  if (target.type === "Identifier") return MAKERS.has(target.name);
  return target.type === "MemberExpression" && MAKERS.has(getMemberName(target) ?? "");
}

/**
 * Whether the environment is read by a schema: it parses `process.env`, alone or as part of another schema. A schema that is exported and
 * has `env` in its name is assumed to. Undefined for any other.
 */
export function getSchemaCertainty(
  expression: TSESTree.Node,
  search: ConfigSearch,
  depth = 0,
): Certainty | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const node = wrap(expression);
  const { parent } = node;
  const next = (use: TSESTree.Node) => getSchemaCertainty(use, search, depth + 1);
  switch (parent?.type) {
    case "MemberExpression":
      return parent.object === node ? getMemberCertainty(parent, search, next) : undefined;
    case "CallExpression":
      return getCallCertainty(parent, node, { search, next });
    case "SpreadElement":
    case "ArrayExpression":
    case "AwaitExpression":
      return next(parent);
    case "ObjectExpression":
      return next(parent);
    case "Property":
      return getHandedCertainty(parent, search);
    case "VariableDeclarator":
      return getVariableCertainty(parent, search, next);
    default:
      return undefined;
  }
}

type Next = (use: TSESTree.Node) => Certainty | undefined;

function getMemberCertainty(
  member: TSESTree.MemberExpression,
  search: ConfigSearch,
  next: Next,
): Certainty | undefined {
  const call = member.parent;
  if (call.type !== "CallExpression" || call.callee !== member) return next(member);
  const isParse = PARSERS.test(getMemberName(member) ?? "");
  if (isParse && isEnvironmentGiven(call, search)) return "resolved";
  // `.extend()`, `.transform()`, `.strict()` …: still a schema, or what it became.
  return isParse ? undefined : next(call);
}

interface Going {
  readonly search: ConfigSearch;
  readonly next: Next;
}

function getCallCertainty(
  call: TSESTree.CallExpression,
  node: TSESTree.Node,
  { search, next }: Going,
): Certainty | undefined {
  if (call.callee === node) return isEnvironmentGiven(call, search) ? "resolved" : undefined;
  const callee = unwrap(call.callee);
  const name = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  const isParse = PARSERS.test(name ?? (callee.type === "Identifier" ? callee.name : ""));
  if (isEnvironmentGiven(call, search)) return isParse ? "resolved" : "inferred";
  return isParse ? undefined : next(call);
}

function isEnvironmentGiven({ arguments: args }: TSESTree.CallExpression, { configuration }: ConfigSearch) {
  return args.some((argument) => configuration.getObject(argument)?.name === "env");
}

function getHandedCertainty(property: TSESTree.Property, { file }: ConfigSearch): Certainty | undefined {
  const name = getPropertyName(property) ?? "";
  if (HANDED.has(name)) return "resolved";
  return name === "schema" && ENVIRONMENT_SCHEMA.test(file.text) ? "resolved" : undefined;
}

function getVariableCertainty(
  { id, parent }: TSESTree.VariableDeclarator,
  { file }: ConfigSearch,
  next: Next,
): Certainty | undefined {
  if (id.type !== "Identifier") return undefined;
  const references = findVariable(file.scopes, id)?.references ?? [];
  const found = references.flatMap(({ identifier, init }) => (init ? [] : [next(identifier)]));
  if (found.includes("resolved")) return "resolved";
  const isExported = parent.parent.type === "ExportNamedDeclaration" || references.some(isExportedAs);
  const isNamed = isExported && ENVIRONMENT_NAME.test(id.name);
  return isNamed || found.includes("inferred") ? "inferred" : undefined;
}

function isExportedAs({ identifier }: { readonly identifier: TSESTree.Node }): boolean {
  const { parent } = identifier;
  return parent?.type === "ExportSpecifier" || parent?.type === "ExportDefaultDeclaration";
}
