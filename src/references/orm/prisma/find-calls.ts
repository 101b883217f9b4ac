import type { Definition, ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { findVariable, getDeclarator } from "../../../ast/find-variable.js";
import { getDottedPath, getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { Certainty } from "../../reference.js";
import type { Models } from "./models.js";

const READS = [
  "findMany",
  "findFirst",
  "findFirstOrThrow",
  "findUnique",
  "findUniqueOrThrow",
  "count",
  "aggregate",
  "groupBy",
] as const;
const WRITES = [
  "create",
  "createMany",
  "createManyAndReturn",
  "update",
  "updateMany",
  "updateManyAndReturn",
  "upsert",
  "delete",
  "deleteMany",
] as const;
export type Method = (typeof READS)[number] | (typeof WRITES)[number];

/** A call of the client: `prisma.user.findMany({ … })`. */
export interface PrismaCall {
  readonly node: TSESTree.CallExpression;
  readonly models: readonly MappedTable[];
  readonly method: Method;
  readonly access: "read" | "write";
  /** Where the delegate is named: `user` of `prisma.user`. */
  readonly delegate: TSESTree.Node;
  readonly argument?: TSESTree.Node;
  readonly certainty: Certainty;
}

/** Reads a call as one of the client's, or not. Sure where the receiver is known as a client or the argument has a clause of Prisma's. */
export function findPrismaCall(
  node: TSESTree.CallExpression,
  models: Models,
  scopes: ScopeManager,
): PrismaCall | undefined {
  const callee = unwrap(node.callee);
  const method = callee.type === "MemberExpression" ? findMethod(getMemberName(callee)) : undefined;
  if (callee.type !== "MemberExpression" || method === undefined) return undefined;
  const delegate = findDelegate(unwrap(callee.object), scopes);
  const found = delegate === undefined ? [] : models.getByDelegate(delegate.name);
  if (delegate === undefined || found.length === 0) return undefined;
  const [argument] = node.arguments;
  const isClient = isKnownClient(delegate.client, scopes);
  if (!isClient && !hasClauses(argument)) return undefined;
  return {
    node,
    models: found,
    method,
    access: isOneOf(READS, method) ? "read" : "write",
    delegate: delegate.place,
    certainty: found.length === 1 ? "resolved" : "inferred",
    ...(argument === undefined ? {} : { argument }),
  };
}

function findMethod(name: string | undefined): Method | undefined {
  return [...READS, ...WRITES].find((method) => method === name);
}

function isOneOf(methods: readonly string[], method: string): boolean {
  return methods.includes(method);
}

interface Delegate {
  readonly name: string;
  readonly place: TSESTree.Node;
  /** What the delegate is a property of. */
  readonly client: TSESTree.Node;
}

/** `prisma.user`, a constant that holds it, or `const { user } = prisma`. */
export function findDelegate(node: TSESTree.Node, scopes: ScopeManager): Delegate | undefined {
  if (node.type === "MemberExpression") {
    const name = getMemberName(node);
    return name === undefined ? undefined : { name, place: node.property, client: unwrap(node.object) };
  }
  if (node.type !== "Identifier") return undefined;
  const variable = findVariable(scopes, node);
  const declarator = variable && getDeclarator(variable);
  if (!declarator?.init) return undefined;
  const init = unwrap(declarator.init);
  if (declarator.id.type === "Identifier")
    return init.type === "MemberExpression" ? findDelegate(init, scopes) : undefined;
  if (declarator.id.type !== "ObjectPattern") return undefined;
  for (const property of declarator.id.properties) {
    if (property.type !== "Property" || property.value.type !== "Identifier") continue;
    const name = getPropertyName(property);
    if (property.value.name === node.name && name !== undefined)
      return { name, place: property.key, client: init };
  }
  return undefined;
}

const CLIENT_NAMES: ReadonlySet<string> = new Set(["db", "tx", "trx", "client", "database", "orm", "conn"]);

/** By its name, by what it was made of, or as the parameter of a transaction's callback. */
function isKnownClient(node: TSESTree.Node, scopes: ScopeManager): boolean {
  if (node.type === "CallExpression") return isKnownClient(unwrap(node.callee), scopes);
  const name = getDottedPath(node)?.at(-1);
  if (name === undefined) return false;
  if (CLIENT_NAMES.has(name) || /prisma|db$/i.test(name)) return true;
  if (node.type !== "Identifier") return false;
  const definition = findVariable(scopes, node)?.defs[0];
  return definition !== undefined && (isTransactionParameter(definition) || isMadeByPrisma(definition));
}

function isTransactionParameter({ type, node }: Definition): boolean {
  if (type !== "Parameter") return false;
  const call = node.parent;
  if (call?.type !== "CallExpression") return false;
  return getDottedPath(unwrap(call.callee))?.at(-1) === "$transaction";
}

/** `new PrismaClient()`, `prisma.$extends(…)`. */
function isMadeByPrisma({ node }: Definition): boolean {
  if (node.type !== "VariableDeclarator" || node.init === null) return false;
  const init = unwrap(node.init);
  if (init.type !== "NewExpression" && init.type !== "CallExpression") return false;
  const name = getDottedPath(unwrap(init.callee))?.at(-1) ?? "";
  return name === "$extends" || name.endsWith("PrismaClient");
}

const CLAUSE_NAMES: ReadonlySet<string> = new Set([
  "where",
  "data",
  "select",
  "include",
  "omit",
  "orderBy",
  "cursor",
  "distinct",
  "take",
  "skip",
  "by",
  "having",
  "skipDuplicates",
  "_count",
  "_sum",
  "_avg",
  "_min",
  "_max",
]);

/** `session.user.update({ name })` has none of them. */
function hasClauses(argument: TSESTree.Node | undefined): boolean {
  if (argument?.type !== "ObjectExpression") return false;
  return argument.properties.some(
    (property) => property.type === "Property" && CLAUSE_NAMES.has(getPropertyName(property) ?? ""),
  );
}
