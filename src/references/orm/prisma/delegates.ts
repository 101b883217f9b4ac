import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { findField } from "../../../ast/class-field.js";
import { findFunction, getReturned, isFunction } from "../../../ast/find-function.js";
import { findVariable, getDeclarator } from "../../../ast/find-variable.js";
import { getDottedPath, getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { getStringValues } from "../../../ast/string-values.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { Certainty } from "../../reference.js";
import type { CallContext } from "./call-context.js";
import { isKnownClient } from "./clients.js";
import { findDelegateType } from "./delegate-types.js";
import { findComponentAround } from "./extension-place.js";
import { getMentionedModels } from "./mentioned-models.js";
import { getPassed } from "../../../ast/passed-arguments.js";
import { pickModels } from "./pick-models.js";

/** What a client has for a model: `prisma.user`. */
export interface Delegate {
  readonly models: readonly MappedTable[];
  /** Where it is named. */
  readonly place: TSESTree.Node;
  /** True where its client is known for one, or nothing else can be meant. */
  readonly isSure: boolean;
  readonly certainty: Certainty;
}

const MAX_DEPTH = 5;

/** The delegates that an expression may be: named, kept, handed to a function, typed, or reached by a computed name. */
export function findDelegates(expression: TSESTree.Node, context: CallContext, depth = 0): Delegate[] {
  const node = unwrap(expression);
  if (depth > MAX_DEPTH) return [];
  const follow = (inner: TSESTree.Node): Delegate[] => findDelegates(inner, context, depth + 1);
  switch (node.type) {
    case "MemberExpression":
      return findMembers(node, context, follow);
    case "Identifier":
      return findVariableDelegates(node, context, follow);
    case "ThisExpression":
      return findExtended(node, context);
    case "ConditionalExpression":
      return [node.consequent, node.alternate].flatMap(follow);
    case "CallExpression": {
      if (getDottedPath(unwrap(node.callee))?.at(-1) === "getExtensionContext")
        return findExtended(node, context);
      const made = findFunction(node.callee, context.file.scopes);
      return made === undefined || made.async ? [] : getReturned(made).flatMap(follow);
    }
    default:
      return [];
  }
}

type Follow = (node: TSESTree.Node) => Delegate[];

function findMembers(member: TSESTree.MemberExpression, context: CallContext, follow: Follow): Delegate[] {
  const client = unwrap(member.object);
  const name = getMemberName(member);
  if (name !== undefined) {
    const named = getNamed(name, { place: member.property, client }, context);
    const field = named.length === 0 ? findField(member) : undefined;
    const typed = field?.type && findDelegateType(field.type, context);
    if (typed) return [{ ...typed, isSure: true }];
    return named.length > 0 ? named : (field?.values ?? []).flatMap(follow);
  }
  if (!member.computed || !isKnownClient(client, context)) return [];
  const strings = getStringValues(member.property, context.file.scopes);
  if (strings === undefined)
    return [
      {
        models: getMentionedModels(context),
        place: member.property,
        isSure: true,
        certainty: "inferred",
      },
    ];
  return strings.flatMap(({ literal, isTyped }) =>
    getNamed(literal.value, { place: literal, client }, context).map((delegate) =>
      isTyped ? { ...delegate, certainty: "inferred" } : delegate,
    ),
  );
}

interface Naming {
  readonly place: TSESTree.Node;
  /** What the delegate is a property of. */
  readonly client: TSESTree.Node;
}

function getNamed(name: string, { place, client }: Naming, context: CallContext): Delegate[] {
  // Drizzle's own: db.query.user.findMany().
  if (getDottedPath(client)?.at(-1) === "query") return [];
  const { models, certainty } = pickModels(context.models.getByDelegate(name), client, context);
  if (models.length === 0) return [];
  return [{ models, place, isSure: isKnownClient(client, context), certainty }];
}

function findVariableDelegates(node: TSESTree.Identifier, context: CallContext, follow: Follow): Delegate[] {
  const variable = findVariable(context.file.scopes, node);
  const binding = variable?.defs[0]?.name;
  if (variable === undefined || binding?.type !== "Identifier") return [];
  const type = binding.typeAnnotation?.typeAnnotation;
  const typed = type && findDelegateType(type, context);
  if (typed) return [{ ...typed, isSure: true }];
  const declarator = getDeclarator(variable);
  if (declarator?.init) return findKept(binding, declarator, { context, follow });
  const owner = binding.parent.type === "AssignmentPattern" ? binding.parent.parent : binding.parent;
  if (!isFunction(owner)) return [];
  return getPassed(binding, context.file.scopes).flatMap(follow);
}

interface Kept {
  readonly context: CallContext;
  readonly follow: Follow;
}

/** `const users = prisma.user`, `const { user: users } = prisma`. */
function findKept(
  binding: TSESTree.Identifier,
  { id, init }: TSESTree.VariableDeclarator,
  { context, follow }: Kept,
): Delegate[] {
  if (init === null) return [];
  if (id.type === "Identifier") return follow(init);
  if (id.type !== "ObjectPattern") return [];
  for (const property of id.properties) {
    if (property.type !== "Property" || property.value !== binding) continue;
    const name = getPropertyName(property);
    return name === undefined ? [] : getNamed(name, { place: property.key, client: unwrap(init) }, context);
  }
  return [];
}

/** `this` and `Prisma.getExtensionContext(this)` in a method that extends a model. */
function findExtended(node: TSESTree.Node, { models }: CallContext): Delegate[] {
  const around = findComponentAround(node);
  const [name] = around?.path ?? [];
  if (around?.component !== "model" || name === undefined) return [];
  if (name === "$allModels")
    return [{ models: models.touched, place: node, isSure: true, certainty: "inferred" }];
  const found = models.getByDelegate(name);
  return [
    { models: found, place: node, isSure: true, certainty: found.length > 1 ? "inferred" : "resolved" },
  ];
}
