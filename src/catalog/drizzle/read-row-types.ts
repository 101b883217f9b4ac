import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../ast/unwrap.js";
import { getCodeName } from "../code/code-name.js";
import type { DrizzleRowType, RowTypeOf } from "./drizzle-mapping.js";
import { getFirstCall } from "./read-columns.js";
import { getDeclarations, type TopLevelValue } from "./top-level.js";

type ExportNames = ReadonlyMap<string, readonly string[]>;

/** `type User = typeof users.$inferSelect`, `interface User extends InferSelectModel<typeof users> {}` */
export function readRowTypes(
  program: TSESTree.Program,
  { scopes, exports }: { readonly scopes: ScopeManager; readonly exports: ExportNames },
): DrizzleRowType[] {
  return getDeclarations(program).flatMap((declaration): DrizzleRowType[] => {
    const of = getDeclaredType(declaration, scopes);
    if (of === undefined || !("id" in declaration) || declaration.id?.type !== "Identifier") return [];
    const { name } = declaration.id;
    return [{ model: name, exports: exports.get(name) ?? [], of }];
  });
}

function getDeclaredType(node: TSESTree.Node, scopes: ScopeManager): RowTypeOf | undefined {
  if (node.type === "TSTypeAliasDeclaration") return getRowType(node.typeAnnotation, scopes);
  if (node.type !== "TSInterfaceDeclaration") return undefined;
  for (const { expression, typeArguments } of node.extends) {
    const found = getNamedType(expression, typeArguments, scopes);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a type is of, where it is the rows of a table, or a type that may be. */
export function getRowType(type: TSESTree.TypeNode, scopes: ScopeManager): RowTypeOf | undefined {
  switch (type.type) {
    case "TSTypeQuery":
      return type.exprName.type === "TSQualifiedName" ? getInferred(type.exprName, scopes) : undefined;
    case "TSIndexedAccessType":
      return getIndexed(type, scopes);
    case "TSTypeReference":
      return getNamedType(type.typeName, type.typeArguments, scopes);
    case "TSIntersectionType":
      for (const part of type.types) {
        const found = getRowType(part, scopes);
        if (found !== undefined) return found;
      }
      return undefined;
    default:
      return undefined;
  }
}

const INFERRED: Readonly<Record<string, "select" | "insert">> = {
  $inferSelect: "select",
  $inferInsert: "insert",
  InferSelectModel: "select",
  InferInsertModel: "insert",
};

/** `typeof users.$inferSelect` */
function getInferred({ left, right }: TSESTree.TSQualifiedName, scopes: ScopeManager): RowTypeOf | undefined {
  const use = INFERRED[right.name];
  const table = use && getCodeName(left, scopes);
  return use === undefined || table === undefined ? undefined : { table, use };
}

/** `(typeof users)["$inferSelect"]` */
function getIndexed(
  { objectType, indexType }: TSESTree.TSIndexedAccessType,
  scopes: ScopeManager,
): RowTypeOf | undefined {
  if (objectType.type !== "TSTypeQuery" || indexType.type !== "TSLiteralType") return undefined;
  const { literal } = indexType;
  const use = literal.type === "Literal" ? INFERRED[String(literal.value)] : undefined;
  const table = use && getCodeName(objectType.exprName, scopes);
  return use === undefined || table === undefined ? undefined : { table, use };
}

const SAME_COLUMNS: ReadonlySet<string> = new Set([
  "Readonly",
  "Partial",
  "Required",
  "NonNullable",
  "Pick",
  "Omit",
  "Prettify",
  "Simplify",
]);

function getNamedType(
  name: TSESTree.Node,
  args: TSESTree.TSTypeParameterInstantiation | undefined,
  scopes: ScopeManager,
): RowTypeOf | undefined {
  const [first] = args?.params ?? [];
  const last = getLastName(name);
  if (first !== undefined && SAME_COLUMNS.has(last)) return getRowType(first, scopes);
  if (first?.type === "TSTypeQuery") {
    const of = getCodeName(first.exprName, scopes);
    if (of === undefined) return undefined;
    // z.infer<typeof selectUser>
    if (last === "infer" || last === "output" || last === "input") return { type: of };
    const use = last === "InferModel" ? getModelUse(args) : INFERRED[last];
    return use && { table: of, use };
  }
  const type = args === undefined ? getCodeName(name, scopes) : undefined;
  return type && { type };
}

function getModelUse(args: TSESTree.TSTypeParameterInstantiation | undefined): "select" | "insert" {
  const mode = args?.params[1];
  const isInsert =
    mode?.type === "TSLiteralType" && mode.literal.type === "Literal" && mode.literal.value === "insert";
  return isInsert ? "insert" : "select";
}

function getLastName(node: TSESTree.Node): string {
  if (node.type === "Identifier") return node.name;
  return node.type === "TSQualifiedName" ? node.right.name : "";
}

const VALIDATORS: Readonly<Record<string, "select" | "insert">> = {
  createSelectSchema: "select",
  createInsertSchema: "insert",
  createUpdateSchema: "insert",
};

/** `export const insertUser = createInsertSchema(users).omit({ id: true })` */
export function readValidator(
  { id, value }: TopLevelValue,
  { scopes, exports }: { readonly scopes: ScopeManager; readonly exports: ExportNames },
): DrizzleRowType[] {
  const of = getValidated(value, scopes);
  return of === undefined ? [] : [{ model: id.name, exports: exports.get(id.name) ?? [], of }];
}

const SHAPING: ReadonlySet<string> = new Set(["pick", "omit", "partial", "extend", "required", "strict"]);

/** The table whose columns a validator of drizzle-zod checks; of a name that is another validator's, that. */
export function getValidated(node: TSESTree.Node, scopes: ScopeManager): RowTypeOf | undefined {
  const call = getFirstCall(unwrap(node));
  if (call === undefined) return undefined;
  const callee = unwrap(call.callee);
  if (callee.type === "Identifier") {
    const use = VALIDATORS[callee.name];
    const [table] = call.arguments;
    const of = use && table && getCodeName(table, scopes);
    return use === undefined || of === undefined ? undefined : { table: of, use };
  }
  // insertUser.pick({ … }) is of what insertUser is.
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return undefined;
  if (callee.property.type !== "Identifier" || !SHAPING.has(callee.property.name)) return undefined;
  const type = getCodeName(callee.object, scopes);
  return type && { type };
}
