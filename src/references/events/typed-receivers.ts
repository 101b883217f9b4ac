import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { findImportedPath, type ImportedPath } from "../../ast/imported-path.js";
import { type FoundExport, type Receiver, toReceivers } from "./receiver.js";

interface TypeContext {
  readonly scopes: ScopeManager;
  readonly getExports: (path: ImportedPath) => readonly FoundExport[];
}

/** Types that are, for this, what stands in them: `Promise<Channel>`, `ReturnType<typeof createClient>`. */
const CONTAINERS: ReadonlySet<string> = new Set([
  ...["Promise", "Awaited", "NonNullable", "Partial", "Readonly", "Required"],
  ...["ReturnType", "InstanceType"],
]);
const MAX_DEPTH = 8;

/** What a declared type says that a value is. */
export function createTypedReceivers({ scopes, getExports }: TypeContext) {
  return function findTyped(type: TSESTree.TypeNode, depth = 0): readonly Receiver[] {
    if (depth > MAX_DEPTH) return [];
    switch (type.type) {
      case "TSUnionType":
      case "TSIntersectionType":
        return type.types.flatMap((part) => findTyped(part, depth + 1));
      case "TSTypeQuery": {
        const path = type.exprName.type === "TSImportType" ? undefined : findTypePath(type.exprName, scopes);
        return path === undefined ? [] : toReceivers(getExports(path));
      }
      case "TSTypeReference": {
        const { typeName, typeArguments } = type;
        const path = findTypePath(typeName, scopes);
        if (path !== undefined) return toReceivers(getExports(path));
        if (typeName.type !== "Identifier") return [];
        const declared = findVariable(scopes, typeName)?.defs[0]?.node;
        if (declared?.type === "TSTypeAliasDeclaration") return findTyped(declared.typeAnnotation, depth + 1);
        const [inner] = CONTAINERS.has(typeName.name) ? (typeArguments?.params ?? []) : [];
        return inner === undefined ? [] : findTyped(inner, depth + 1);
      }
      default:
        return [];
    }
  };
}

/** The export that a type's name reaches: `Channel`, `amqp.Channel`. */
export function findTypePath(name: TSESTree.EntityName, scopes: ScopeManager): ImportedPath | undefined {
  if (name.type === "Identifier") return findImportedPath(name, scopes);
  if (name.type !== "TSQualifiedName") return undefined;
  const owner = findTypePath(name.left, scopes);
  return owner && { from: owner.from, names: [...owner.names, name.right.name] };
}
