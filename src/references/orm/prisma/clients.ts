import type { Definition } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findField, getClassAround } from "../../../ast/class-field.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getDottedPath } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { CallContext } from "./call-context.js";
import { findComponentAround } from "./extension-place.js";

const CLIENT_NAMES: ReadonlySet<string> = new Set(["db", "tx", "trx", "client", "database", "orm", "conn"]);

/** By its name, by what it was made of, by the type that declares it, or as the parameter of a transaction's callback. */
export function isKnownClient(node: TSESTree.Node, context: CallContext): boolean {
  const name = getDottedPath(node)?.at(-1);
  if (name !== undefined && (CLIENT_NAMES.has(name) || /prisma|db$/i.test(name))) return true;
  switch (node.type) {
    case "CallExpression":
      return isExtensionContext(node) || isKnownClient(unwrap(node.callee), context);
    case "ThisExpression":
      return isClientClass(node) || findComponentAround(node)?.component === "client";
    case "MemberExpression":
      return isClientField(node);
    case "Identifier": {
      const definition = findVariable(context.file.scopes, node)?.defs[0];
      return definition !== undefined && isClientDefinition(definition, context);
    }
    default:
      return false;
  }
}

function isClientDefinition(definition: Definition, context: CallContext): boolean {
  if (isTransactionParameter(definition) || isMadeByPrisma(definition)) return true;
  const { name } = definition;
  const type = name.type === "Identifier" ? name.typeAnnotation?.typeAnnotation : undefined;
  if (type !== undefined) return isClientType(type);
  const { node } = definition;
  if (node.type !== "VariableDeclarator" || node.init === null || node.id.type !== "Identifier") return false;
  // `const store = ctx.prisma`; a call's own name is looked at where it is made.
  const init = unwrap(node.init);
  return init.type === "MemberExpression" && isKnownClient(init, context);
}

function isTransactionParameter({ type, node }: Definition): boolean {
  if (type !== "Parameter") return false;
  const call = node.parent;
  if (call?.type !== "CallExpression") return false;
  return getDottedPath(unwrap(call.callee))?.at(-1) === "$transaction";
}

/** `new PrismaClient()`, `prisma.$extends(…)`. */
function isMadeByPrisma({ node }: Definition): boolean {
  return node.type === "VariableDeclarator" && node.init !== null && isMakingClient(unwrap(node.init));
}

function isMakingClient(init: TSESTree.Node): boolean {
  if (init.type !== "NewExpression" && init.type !== "CallExpression") return false;
  const callee = unwrap(init.callee);
  if (callee.type === "MemberExpression" && callee.property.type === "Identifier")
    return callee.property.name === "$extends";
  return getDottedPath(callee)?.at(-1)?.endsWith("PrismaClient") ?? false;
}

/** `Prisma.TransactionClient`, `PrismaClient`, `PrismaService`, `typeof prisma`, or one of them. */
export function isClientType(type: TSESTree.TypeNode): boolean {
  switch (type.type) {
    case "TSUnionType":
    case "TSIntersectionType":
      return type.types.some(isClientType);
    case "TSTypeReference": {
      const { typeName, typeArguments } = type;
      const name = typeName.type === "TSQualifiedName" ? typeName.right.name : getTypeName(typeName);
      if (name === "Omit" || name === "Readonly")
        return typeArguments?.params[0] !== undefined && isClientType(typeArguments.params[0]);
      return name === "TransactionClient" || /Prisma\w*(?:Client|Service)$/.test(name);
    }
    case "TSTypeQuery":
      return type.exprName.type === "Identifier" && /prisma|^db$/i.test(type.exprName.name);
    default:
      return false;
  }
}

function getTypeName(name: TSESTree.EntityName): string {
  return name.type === "Identifier" ? name.name : "";
}

/** `class PrismaService extends PrismaClient`: the client is the class itself. */
function isClientClass(node: TSESTree.Node): boolean {
  const parent = getClassAround(node)?.parent.superClass;
  const name = parent ? getDottedPath(unwrap(parent))?.at(-1) : undefined;
  return name !== undefined && /Prisma\w*(?:Client|Service)$/.test(name);
}

/** `this.store`, declared as a client or made to be one in the class. */
function isClientField(member: TSESTree.MemberExpression): boolean {
  const field = findField(member);
  if (field === undefined) return false;
  if (field.type !== undefined) return isClientType(field.type);
  return field.values.some((value) => isMakingClient(unwrap(value)));
}

/** `Prisma.getExtensionContext(this)` in what extends the client itself. */
function isExtensionContext(node: TSESTree.CallExpression): boolean {
  const isContext = getDottedPath(unwrap(node.callee))?.at(-1) === "getExtensionContext";
  return isContext && findComponentAround(node)?.component === "client";
}
