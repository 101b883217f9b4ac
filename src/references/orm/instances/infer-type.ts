import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../../ast/find-variable.js";
import { createRow, type Holding, NOTHING } from "./holding.js";
import type { Inference } from "./inference.js";

/** What has this type: rows of a model, members of a type that is written in the file. */
export function inferType(node: TSESTree.Node, inference: Inference): readonly Holding[] {
  switch (node.type) {
    case "TSTypeAnnotation":
      return inference.ofType(node.typeAnnotation);
    case "TSArrayType":
      return inference.ofType(node.elementType);
    case "TSTypeOperator":
      return node.typeAnnotation ? inference.ofType(node.typeAnnotation) : NOTHING;
    case "TSUnionType":
    case "TSIntersectionType":
      return node.types.flatMap((type) => inference.ofType(type));
    case "TSTupleType":
      return [{ kind: "list", elements: node.elementTypes.map((type) => inference.ofType(type)) }];
    case "TSOptionalType":
    case "TSRestType":
      return inference.ofType(node.typeAnnotation);
    case "TSNamedTupleMember":
      return inference.ofType(node.elementType);
    case "TSTypeLiteral":
      return [createMembers(node.members, inference)];
    case "TSTypeQuery":
      return inference.ofExpression(node.exprName);
    case "TSIndexedAccessType":
      return inferIndexed(node, inference);
    case "TSTypeReference":
      return inferReference(node, inference);
    case "TSInterfaceHeritage":
      return inferNamed(node.expression, node.typeArguments, inference);
    default:
      return NOTHING;
  }
}

function createMembers(members: readonly TSESTree.TypeElement[], inference: Inference): Holding {
  return {
    kind: "members",
    get: (name) =>
      members.flatMap((member) => {
        if (member.type !== "TSPropertySignature" || !member.typeAnnotation) return NOTHING;
        const { key } = member;
        const isIt =
          key.type === "Identifier" ? key.name === name : key.type === "Literal" && key.value === name;
        return isIt ? inference.ofType(member.typeAnnotation) : NOTHING;
      }),
  };
}

/** `Props["document"]` */
function inferIndexed(
  { objectType, indexType }: TSESTree.TSIndexedAccessType,
  inference: Inference,
): readonly Holding[] {
  const name =
    indexType.type === "TSLiteralType" && "value" in indexType.literal ? indexType.literal.value : undefined;
  if (typeof name !== "string") return inference.ofType(objectType);
  return inference.ofType(objectType).flatMap((holding) => getMember(holding, name, inference));
}

/** What a property of something holds; of a row, the rows of a relation. */
export function getMember(holding: Holding, name: string, { models }: Inference): readonly Holding[] {
  switch (holding.kind) {
    case "members":
      return holding.get(name);
    case "row": {
      if (SAME_ROW.has(name)) return [holding];
      const related = models.findRelated(holding.table, name);
      return related === undefined ? NOTHING : [createRow(related)];
    }
    default:
      return NOTHING;
  }
}

const SAME_ROW: ReadonlySet<string> = new Set(["dataValues", "_previousDataValues"]);

function inferReference(
  { typeName, typeArguments }: TSESTree.TSTypeReference,
  inference: Inference,
): readonly Holding[] {
  return inferNamed(typeName, typeArguments, inference);
}

function inferNamed(
  name: TSESTree.Node,
  args: TSESTree.TSTypeParameterInstantiation | undefined,
  inference: Inference,
): readonly Holding[] {
  const { models, scopes } = inference;
  const model = models.find(name);
  if (model !== undefined) return [createRow(model)];
  if (name.type !== "Identifier") return NOTHING;
  const [first] = args?.params ?? [];
  const definition = findVariable(scopes, name)?.defs[0]?.node;
  switch (definition?.type) {
    case "TSTypeAliasDeclaration":
      return inference.ofType(definition.typeAnnotation);
    case "TSInterfaceDeclaration":
      return [
        createMembers(definition.body.body, inference),
        ...definition.extends.flatMap((base) => inference.ofType(base)),
      ];
    case "TSTypeParameter":
      return definition.constraint ? inference.ofType(definition.constraint) : NOTHING;
    default:
  }
  if (first === undefined) return NOTHING;
  if (CLASSES.has(name.name)) return toModels(inference.ofType(first));
  if (INSTANCES.has(name.name)) return toRows(inference.ofType(first));
  return CONTAINERS.has(name.name) || models.rowTypes.has(name.name) ? inference.ofType(first) : NOTHING;
}

const CLASSES: ReadonlySet<string> = new Set([
  "ModelStatic",
  "ModelCtor",
  "ModelType",
  "Type",
  "EntityTarget",
]);
const INSTANCES: ReadonlySet<string> = new Set(["InstanceType"]);
const CONTAINERS: ReadonlySet<string> = new Set([
  ...["Array", "ReadonlyArray", "Iterable", "AsyncIterable", "Set", "ReadonlySet"],
  ...["Promise", "PromiseLike", "Awaited", "NonNullable", "Nullable", "Maybe", "Readonly"],
]);

function toModels(holdings: readonly Holding[]): Holding[] {
  return holdings.flatMap((holding) =>
    holding.kind === "row" ? [{ kind: "model", table: holding.table }] : [],
  );
}

function toRows(holdings: readonly Holding[]): Holding[] {
  return holdings.flatMap((holding) => (holding.kind === "model" ? [createRow(holding.table)] : [holding]));
}
