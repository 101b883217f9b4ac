import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { Certainty } from "../../reference.js";
import type { CallContext } from "./call-context.js";
import { type Delegate, findDelegates } from "./delegates.js";

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
  readonly models: readonly MappedTable[];
  readonly method: Method;
  readonly access: "read" | "write";
  /** Where the delegate is named: `user` of `prisma.user`. */
  readonly delegate: TSESTree.Node;
  readonly argument?: TSESTree.Node;
  readonly certainty: Certainty;
}

/**
 * Reads a call as the client's, of each delegate that it may be made on; none where it is not. Sure where the receiver is known as a client
 * or the argument has a clause of Prisma's; assumed where the method is Prisma's alone.
 */
export function findPrismaCalls(node: TSESTree.CallExpression, context: CallContext): PrismaCall[] {
  const callee = unwrap(node.callee);
  const method = callee.type === "MemberExpression" ? findMethod(getMemberName(callee)) : undefined;
  if (callee.type !== "MemberExpression" || method === undefined) return [];
  const [argument] = node.arguments;
  return findDelegates(callee.object, context).flatMap((delegate): PrismaCall[] => {
    const certainty = findCertainty(delegate, method, argument);
    if (certainty === undefined) return [];
    return [
      {
        models: delegate.models,
        method,
        access: isOneOf(READS, method) ? "read" : "write",
        delegate: delegate.place,
        certainty,
        ...(argument === undefined ? {} : { argument }),
      },
    ];
  });
}

function findCertainty(
  { isSure, certainty }: Delegate,
  method: Method,
  argument: TSESTree.Node | undefined,
): Certainty | undefined {
  if (isSure || hasClauses(argument)) return certainty;
  return isOneOf(UNMISTAKABLE, method) ? "inferred" : undefined;
}

/** Methods that no other library calls so. */
const UNMISTAKABLE: readonly Method[] = [
  "findUniqueOrThrow",
  "findFirstOrThrow",
  "findUnique",
  "findMany",
  "createManyAndReturn",
  "updateManyAndReturn",
];

function findMethod(name: string | undefined): Method | undefined {
  return [...READS, ...WRITES].find((method) => method === name);
}

function isOneOf(methods: readonly string[], method: string): boolean {
  return methods.includes(method);
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
