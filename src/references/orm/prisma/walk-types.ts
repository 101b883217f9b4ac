import { getNamedMembers, getTypeStrings } from "../../../ast/type-strings.js";
import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getReturned } from "../../../ast/find-function.js";
import { getDottedPath } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { ArgumentWalk, Clause } from "./argument-walk.js";
import type { ClientType } from "./client-types.js";
import { getPassed } from "../../../ast/passed-arguments.js";
import { findRelated } from "./models.js";
import { CLAUSES, walkArguments } from "./walk-arguments.js";

/** What a mention of a client's type says about columns: of the type itself, and of the value that has it. */
export function walkType(node: TSESTree.TSTypeReference, type: ClientType, walk: ArgumentWalk): void {
  const { model, place, use } = type;
  walk.collector.addTable(model, { access: "type", at: place });
  for (const name of getNamedMembers(node))
    walk.collector.addColumn(model, name.value, { access: "type", at: name });
  if (use === "payload") walkPayload(node, type, walk);
  if (use === "row" || use === "payload") return;
  const clause = getClause(node, use);
  for (const holder of getHolders(clause.type)) {
    clause.use(holder, model, walk);
    for (const passed of getPassed(holder, walk.scopes)) clause.use(passed, model, walk);
  }
}

/** `Prisma.UserGetPayload<{ select: { name: true } }>`, `Prisma.UserGetPayload<typeof withPosts>` */
function walkPayload(node: TSESTree.TSTypeReference, { model }: ClientType, walk: ArgumentWalk): void {
  const [argument] = node.typeArguments?.params ?? [];
  if (argument !== undefined) walkPayloadArgument(argument, model, walk);
}

function walkPayloadArgument(argument: TSESTree.TypeNode, model: MappedTable, walk: ArgumentWalk): void {
  if (argument.type === "TSTypeQuery") return walkQueried(argument, model, { walk, clause: walkArguments });
  for (const { key, typeAnnotation } of getMembers(argument)) {
    const type = typeAnnotation?.typeAnnotation;
    if (key.type !== "Identifier" || type === undefined) continue;
    if (type.type === "TSTypeQuery")
      walkQueried(type, model, { walk, clause: CLAUSES[key.name] ?? NO_CLAUSE });
    else walkPayloadClause(type, model, walk);
  }
}

interface Queried {
  readonly walk: ArgumentWalk;
  readonly clause: Clause;
}

/** `typeof userSelect`: the constant is used for what the type says. */
function walkQueried(
  { exprName }: TSESTree.TSTypeQuery,
  model: MappedTable,
  { walk, clause }: Queried,
): void {
  if (exprName.type === "Identifier") clause(exprName, model, walk);
}

function walkPayloadClause(clause: TSESTree.TypeNode, model: MappedTable, walk: ArgumentWalk): void {
  for (const { key, typeAnnotation } of getMembers(clause)) {
    if (key.type !== "Identifier") continue;
    const related = findRelated(walk.models, model, key.name);
    if (related === undefined) walk.collector.addColumn(model, key.name, { access: "type", at: key });
    else if (typeAnnotation) {
      walk.collector.addTable(related, { access: "type", at: key });
      walkPayloadArgument(typeAnnotation.typeAnnotation, related, walk);
    }
  }
}

function getMembers(type: TSESTree.TypeNode | undefined): TSESTree.TSPropertySignature[] {
  if (type?.type !== "TSTypeLiteral") return [];
  return type.members.flatMap((member) => (member.type === "TSPropertySignature" ? [member] : []));
}

/** `Prisma.UserFindManyArgs["where"]` is a clause of its own. */
function getClause(type: TSESTree.Node, use: Clause): { readonly type: TSESTree.Node; readonly use: Clause } {
  const { parent } = type;
  if (parent?.type !== "TSIndexedAccessType" || parent.objectType !== type) return { type, use };
  const [name] = getTypeStrings(parent.indexType);
  const inner = name && use === walkArguments ? CLAUSES[name.value] : undefined;
  return { type: parent, use: inner ?? NO_CLAUSE };
}

const NO_CLAUSE: Clause = () => undefined;

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
