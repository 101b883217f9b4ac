import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../../ast/find-variable.js";
import type { ScriptFile } from "../../detector.js";
import type { Handle, Verb } from "./query.js";

/** What a type of Kysely says of a builder. */
export interface BuilderType {
  readonly kind: Exclude<Handle["kind"], "loose">;
  readonly verb: Verb;
  /** The literals that name its tables; none where they can't be told. */
  readonly tables: readonly TSESTree.StringLiteral[];
}

const BUILDERS: ReadonlyMap<string, Omit<BuilderType, "tables">> = new Map([
  ["SelectQueryBuilder", { kind: "query", verb: "select" }],
  ["InsertQueryBuilder", { kind: "query", verb: "insert" }],
  ["UpdateQueryBuilder", { kind: "query", verb: "update" }],
  ["DeleteQueryBuilder", { kind: "query", verb: "delete" }],
  ["MergeQueryBuilder", { kind: "query", verb: "merge" }],
  ["ExpressionBuilder", { kind: "expression", verb: "select" }],
  ["expressionBuilder", { kind: "expression", verb: "select" }],
  ["FunctionModule", { kind: "expression", verb: "select" }],
  ["JoinBuilder", { kind: "expression", verb: "select" }],
  ["OnConflictBuilder", { kind: "conflict", verb: "insert" }],
]);

/**
 * What an annotation says of a parameter (`qb: SelectQueryBuilder<DB, "users", O>`), or of what it hands to a callback at a position, or
 * what `expressionBuilder<DB, "users">()` makes.
 */
export function findBuilderType(
  node: TSESTree.Node,
  file: ScriptFile,
  position?: number,
): BuilderType | undefined {
  if (node.type === "CallExpression")
    return node.callee.type === "Identifier" && node.callee.name === "expressionBuilder"
      ? readBuilder(node.callee.name, node.typeArguments)
      : undefined;
  const target = node.type === "AssignmentPattern" ? node.left : node;
  const annotation = "typeAnnotation" in target ? target.typeAnnotation : undefined;
  if (annotation?.type !== "TSTypeAnnotation") return undefined;
  const type = annotation.typeAnnotation;
  return position === undefined ? readType(type, file) : readCallback(type, file, position);
}

function readCallback(type: TSESTree.TypeNode, file: ScriptFile, position: number): BuilderType | undefined {
  if (type.type === "TSUnionType") {
    for (const one of type.types) {
      const found = readCallback(one, file, position);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (type.type === "TSFunctionType") {
    const parameter = type.params[position];
    return parameter && findBuilderType(parameter, file);
  }
  const aliased = findAlias(type, file);
  return aliased && readCallback(aliased, file, position);
}

function readType(type: TSESTree.TypeNode, file: ScriptFile): BuilderType | undefined {
  if (type.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return undefined;
  const { name } = type.typeName;
  const known = readBuilder(name, type.typeArguments);
  if (known !== undefined) return known;
  const aliased = findAlias(type, file);
  if (aliased !== undefined) return readType(aliased, file);
  // An alias of another module: its name says what it is, and nothing says of which tables.
  const likely = [...BUILDERS].find(([builder]) => name.endsWith(builder));
  return likely && { ...likely[1], tables: [] };
}

function readBuilder(
  name: string,
  typeArguments: TSESTree.TSTypeParameterInstantiation | undefined,
): BuilderType | undefined {
  const builder = BUILDERS.get(name);
  const tables = typeArguments?.params[1];
  return builder && { ...builder, tables: tables === undefined ? [] : getLiterals(tables) };
}

function getLiterals(type: TSESTree.TypeNode): TSESTree.StringLiteral[] {
  if (type.type === "TSUnionType") return type.types.flatMap(getLiterals);
  if (type.type !== "TSLiteralType" || type.literal.type !== "Literal") return [];
  return typeof type.literal.value === "string" ? [type.literal] : [];
}

function findAlias(type: TSESTree.TypeNode, { scopes }: ScriptFile): TSESTree.TypeNode | undefined {
  if (type.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return undefined;
  const definition = findVariable(scopes, type.typeName)?.defs[0]?.node;
  return definition?.type === "TSTypeAliasDeclaration" ? definition.typeAnnotation : undefined;
}
