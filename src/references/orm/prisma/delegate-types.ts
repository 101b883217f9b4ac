import type { TSESTree } from "@typescript-eslint/utils";
import type { Certainty } from "../../reference.js";
import type { MappedTable } from "../../../catalog/catalog.js";
import type { CallContext } from "./call-context.js";
import { isClientType } from "./clients.js";

export interface DelegateType {
  readonly models: readonly MappedTable[];
  /** Where the type names the delegate. */
  readonly place: TSESTree.Node;
  readonly certainty: Certainty;
}

/** `Prisma.UserDelegate`, `PrismaClient["user"]`, `typeof prisma.user`. */
export function findDelegateType(type: TSESTree.TypeNode, context: CallContext): DelegateType | undefined {
  const named = findNamed(type);
  if (named === undefined) return undefined;
  const models = context.models.getByDelegate(named.name);
  if (models.length === 0) return undefined;
  return { models, place: named.place, certainty: models.length > 1 ? "inferred" : "resolved" };
}

interface NamedDelegate {
  readonly name: string;
  readonly place: TSESTree.Node;
}

function findNamed(type: TSESTree.TypeNode): NamedDelegate | undefined {
  switch (type.type) {
    case "TSTypeReference": {
      const { typeName } = type;
      if (typeName.type !== "TSQualifiedName" || !typeName.right.name.endsWith("Delegate")) return undefined;
      const model = typeName.right.name.slice(0, -"Delegate".length);
      return { name: model.charAt(0).toLowerCase() + model.slice(1), place: typeName.right };
    }
    case "TSIndexedAccessType": {
      const { objectType, indexType } = type;
      if (!isClientType(objectType) || indexType.type !== "TSLiteralType") return undefined;
      const { literal } = indexType;
      const name = literal.type === "Literal" ? literal.value : undefined;
      return typeof name === "string" ? { name, place: literal } : undefined;
    }
    case "TSTypeQuery": {
      const { exprName } = type;
      return exprName.type === "TSQualifiedName"
        ? { name: exprName.right.name, place: exprName.right }
        : undefined;
    }
    default:
      return undefined;
  }
}
