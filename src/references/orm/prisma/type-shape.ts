import { getTypeStrings } from "../../../ast/type-strings.js";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../../ast/find-variable.js";
import { getCodeName } from "../../../catalog/code/code-name.js";
import type { ExportOrigin, ImportedType } from "../../../modules/module-graph.js";
import type { CallContext } from "./call-context.js";
import { findClientName, findClientType, findOperationType } from "./client-types.js";
import { findDelegateType } from "./delegate-types.js";
import { getOpenShape, type ModelRow } from "./row-shape.js";

const MAX_DEPTH = 8;

/** Types whose values hold those of their first argument, of the same properties. */
const CONTAINERS: ReadonlySet<string> = new Set([
  "Array",
  "ReadonlyArray",
  "Promise",
  "PromiseLike",
  "Awaited",
  "Readonly",
  "Partial",
  "Required",
  "NonNullable",
  "Set",
  "Iterable",
  "AsyncIterable",
  "AsyncGenerator",
  "FC",
  "PropsWithChildren",
]);

/** The rows that a type of the client stands for: by itself, in a list or promise, in a property, under another name of this or another module. */
export function findTypeShape(
  type: TSESTree.TypeNode,
  context: CallContext,
  depth = 0,
): ModelRow | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const find = (inner: TSESTree.TypeNode): ModelRow | undefined => findTypeShape(inner, context, depth + 1);
  switch (type.type) {
    case "TSArrayType":
      return find(type.elementType);
    case "TSTypeOperator":
      return type.operator === "keyof" || !type.typeAnnotation ? undefined : find(type.typeAnnotation);
    case "TSUnionType":
    case "TSIntersectionType":
      return joinShapes(type.types.map(find));
    case "TSTypeLiteral":
      return findMemberShape(type.members, find);
    case "TSIndexedAccessType":
      return findIndexedShape(type, find);
    case "TSTypeReference":
      return findReferenceShape(type, context, depth);
    default:
      return undefined;
  }
}

/** Rows that may be of several shapes, or have what all of them have. */
function joinShapes(shapes: readonly (ModelRow | undefined)[]): ModelRow | undefined {
  const known = shapes.filter((shape) => shape !== undefined);
  const [first] = known;
  if (first === undefined || known.length === 1) return first;
  return {
    models: known.flatMap(({ models }) => models),
    has: (property) => known.some((shape) => shape.has(property)),
    getRelated: (property) => joinShapes(known.map((shape) => shape.getRelated(property))),
  };
}

interface Narrowing {
  readonly names: readonly TSESTree.StringLiteral[];
  readonly isKept: boolean;
}

/** `Pick<User, "id" | "name">`, `Omit<User, "name">`; keys that a type computes narrow nothing. */
function narrow(shape: ModelRow | undefined, { names, isKept }: Narrowing): ModelRow | undefined {
  if (shape === undefined || names.length === 0) return shape;
  const keys = new Set(names.map(({ value }) => value));
  return { ...shape, has: (property) => keys.has(property) === isKept && shape.has(property) };
}

type Find = (type: TSESTree.TypeNode) => ModelRow | undefined;

function findMemberShape(members: readonly TSESTree.TypeElement[], find: Find): ModelRow | undefined {
  const types = new Map<string, TSESTree.TypeNode>();
  for (const member of members) {
    if (member.type !== "TSPropertySignature" || member.key.type !== "Identifier") continue;
    if (member.typeAnnotation) types.set(member.key.name, member.typeAnnotation.typeAnnotation);
  }
  const shapes = new Map(
    [...types].flatMap(([name, type]): [string, ModelRow][] => {
      const shape = find(type);
      return shape === undefined ? [] : [[name, shape]];
    }),
  );
  if (shapes.size === 0) return undefined;
  return { models: [], has: () => false, getRelated: (property) => shapes.get(property) };
}

/** `Props["user"]`, `Users[number]` */
function findIndexedShape(
  { objectType, indexType }: TSESTree.TSIndexedAccessType,
  find: Find,
): ModelRow | undefined {
  const shape = find(objectType);
  if (indexType.type === "TSNumberKeyword") return shape;
  if (indexType.type !== "TSLiteralType" || indexType.literal.type !== "Literal") return undefined;
  const { value } = indexType.literal;
  return typeof value === "string" ? shape?.getRelated(value) : shape;
}

function findReferenceShape(
  { typeName, typeArguments }: TSESTree.TSTypeReference,
  context: CallContext,
  depth: number,
): ModelRow | undefined {
  const find = (inner: TSESTree.TypeNode): ModelRow | undefined => findTypeShape(inner, context, depth + 1);
  const [first, second] = typeArguments?.params ?? [];
  const name = typeName.type === "Identifier" ? typeName.name : undefined;
  if (typeName.type === "TSQualifiedName" && typeName.right.name === "Result" && first !== undefined) {
    const [model] = findDelegateType(first, context)?.models ?? [];
    return model && getOpenShape(model, context.models);
  }
  const own = name === undefined ? undefined : findDeclared(typeName, context, find);
  if (own !== undefined) return own;
  const type = findClientType(typeName, context.models, context);
  if (type !== undefined)
    return type.use === "row" || type.use === "payload"
      ? getOpenShape(type.model, context.models)
      : undefined;
  const isMap = name === "Record" || name === "Map";
  if (isMap) return second && find(second);
  const last = typeName.type === "TSQualifiedName" ? typeName.right.name : (name ?? "");
  if (CONTAINERS.has(last)) return first && find(first);
  if (last === "Pick" || last === "Omit")
    return first && second && narrow(find(first), { names: getTypeStrings(second), isKept: last === "Pick" });
  return findImportedShape(typeName, context);
}

/** An alias, interface or enum of the module. */
function findDeclared(typeName: TSESTree.EntityName, context: CallContext, find: Find): ModelRow | undefined {
  if (typeName.type !== "Identifier") return undefined;
  const declared = findVariable(context.file.scopes, typeName)?.defs[0]?.node;
  if (declared?.type === "TSTypeAliasDeclaration") return find(declared.typeAnnotation);
  if (declared?.type !== "TSInterfaceDeclaration") return undefined;
  const inherited = declared.extends.map(({ expression }) => {
    if (expression.type !== "Identifier") return undefined;
    const type = findClientType(expression, context.models, context);
    if (type?.use === "row") return getOpenShape(type.model, context.models);
    return expression.name === typeName.name ? undefined : findDeclared(expression, context, find);
  });
  return joinShapes([...inherited, findMemberShape(declared.body.body, find)]);
}

/** A type of another module that is one of the client's under a name of its own: `export type Row = Prisma.UserGetPayload<…>`. */
function findImportedShape(typeName: TSESTree.EntityName, context: CallContext): ModelRow | undefined {
  const { file, project } = context;
  const name = getCodeName(typeName, file.scopes);
  if (name === undefined || "own" in name) return undefined;
  for (const origin of project.modules.getOrigins(file.path, name.from, name.imported)) {
    const shape = project.modules.getShape(origin);
    if (shape?.kind !== "type") continue;
    return findExportedShape(shape.types, origin, context);
  }
  return undefined;
}

/** The rows that types stand for which another module names. */
export function findExportedShape(
  types: readonly ImportedType[],
  origin: ExportOrigin,
  { project, models }: CallContext,
): ModelRow | undefined {
  if (!origin.module.startsWith("./")) return undefined;
  const importer = origin.module.slice("./".length);
  return joinShapes(
    types.map(({ from, imported, member }) => {
      const exported = findClientName({ importer, specifier: from, name: imported }, project);
      if (exported === undefined) return undefined;
      if (member === undefined) {
        const [model] = models.getByName(exported);
        return model && getOpenShape(model, models);
      }
      const operation = exported === "Prisma" ? findOperationType(member, models) : undefined;
      return operation?.use === "payload" ? getOpenShape(operation.model, models) : undefined;
    }),
  );
}
