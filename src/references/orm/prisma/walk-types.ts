import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { ClientType } from "./client-types.js";
import { followBinding } from "../../follow-rows.js";
import { createRowReader } from "./collector.js";
import { getPassed } from "./passed-arguments.js";
import { getWholeShape } from "./row-shape.js";
import type { ArgumentWalk } from "./walk-arguments.js";

/** What a mention of a client's type says about columns: of the type itself, and of the value that has it. */
export function walkType(node: TSESTree.TSTypeReference, type: ClientType, walk: ArgumentWalk): void {
  const { model, place, use } = type;
  walk.collector.addTable(model, { access: "type", at: place });
  for (const name of getNamedMembers(node))
    walk.collector.addColumn(model, name.value, { access: "type", at: name });
  if (use === "payload") walkPayload(node, type, walk);
  for (const holder of getHolders(node)) {
    if (use === "row" || use === "payload") followHolder(holder, type, walk);
    else {
      use(holder, model, walk);
      for (const passed of getPassed(holder, walk.scopes)) use(passed, model, walk);
    }
  }
}

/** `User["name"]`, `Pick<User, "name" | "email">`. */
function getNamedMembers(node: TSESTree.TSTypeReference): TSESTree.StringLiteral[] {
  const { parent } = node;
  if (parent.type === "TSIndexedAccessType" && parent.objectType === node)
    return getStrings(parent.indexType);
  if (parent.type !== "TSTypeParameterInstantiation" || parent.params[0] !== node) return [];
  return parent.params.slice(1).flatMap(getStrings);
}

function getStrings(type: TSESTree.TypeNode): TSESTree.StringLiteral[] {
  if (type.type === "TSUnionType") return type.types.flatMap(getStrings);
  if (type.type !== "TSLiteralType" || type.literal.type !== "Literal") return [];
  return isString(type.literal) ? [type.literal] : [];
}

function isString(literal: TSESTree.Literal): literal is TSESTree.StringLiteral {
  return typeof literal.value === "string";
}

/** `Prisma.UserGetPayload<{ select: { name: true } }>` */
function walkPayload(
  node: TSESTree.TSTypeReference,
  { model }: ClientType,
  { collector }: ArgumentWalk,
): void {
  const [argument] = node.typeArguments?.params ?? [];
  for (const clause of getMembers(argument)) {
    for (const member of getMembers(clause.typeAnnotation?.typeAnnotation)) {
      if (member.key.type === "Identifier")
        collector.addColumn(model, member.key.name, { access: "type", at: member.key });
    }
  }
}

function getMembers(type: TSESTree.TypeNode | undefined): TSESTree.TSPropertySignature[] {
  if (type?.type !== "TSTypeLiteral") return [];
  return type.members.flatMap((member) => (member.type === "TSPropertySignature" ? [member] : []));
}

/** Rows by declaration: `(user: User) => user.name`. What a payload type leaves out can't be read of it, so all columns will do. */
function followHolder(
  holder: TSESTree.Node,
  { model }: ClientType,
  { scopes, collector }: ArgumentWalk,
): void {
  if (PATTERNS.has(holder.type))
    followBinding(holder, getWholeShape(model), { scopes, onRead: createRowReader(collector) });
}

const PATTERNS: ReadonlySet<string> = new Set(["Identifier", "ObjectPattern", "ArrayPattern"]);
const CONTAINERS: ReadonlySet<string> = new Set([
  "Array",
  "ReadonlyArray",
  "Promise",
  "Readonly",
  "Partial",
  "Required",
  "Set",
]);

/** What is of this type, or a list or promise of it: a variable or parameter, an expression, what a function returns. */
function getHolders(type: TSESTree.Node): TSESTree.Node[] {
  const { parent } = type;
  switch (parent?.type) {
    case "TSArrayType":
    case "TSUnionType":
    case "TSTypeOperator":
      return getHolders(parent);
    case "TSTypeAnnotation":
      return getAnnotated(parent);
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return [parent.expression];
    case "TSTypeParameterInstantiation":
      return getInstantiated(parent);
    default:
      return [];
  }
}

function getInstantiated(list: TSESTree.TSTypeParameterInstantiation): TSESTree.Node[] {
  const { parent } = list;
  if (parent.type === "TSTypeReference") {
    const { typeName } = parent;
    return typeName.type === "Identifier" && CONTAINERS.has(typeName.name) ? getHolders(parent) : [];
  }
  // Prisma.validator<Prisma.UserSelect>()({ … })
  if (parent.type !== "CallExpression" || getDottedPath(unwrap(parent.callee))?.at(-1) !== "validator")
    return [];
  return parent.parent.type === "CallExpression" ? parent.parent.arguments : [];
}

function getAnnotated(annotation: TSESTree.TSTypeAnnotation): TSESTree.Node[] {
  const { parent } = annotation;
  switch (parent.type) {
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "FunctionDeclaration":
      return parent.returnType === annotation ? getReturned(parent) : [];
    default:
      return PATTERNS.has(parent.type) ? [parent] : [];
  }
}

function getReturned({
  body,
}:
  | TSESTree.ArrowFunctionExpression
  | TSESTree.FunctionExpression
  | TSESTree.FunctionDeclaration): TSESTree.Node[] {
  if (body.type !== "BlockStatement") return [body];
  return body.body.flatMap((statement) =>
    statement.type === "ReturnStatement" && statement.argument !== null ? [statement.argument] : [],
  );
}
