import type { TSESTree } from "@typescript-eslint/utils";
import type { Methods } from "./endpoint.js";

/** A path as a key of a generated type: `paths["/v1/orders/{id}"]["get"]`. */
interface PathType {
  readonly node: TSESTree.StringLiteral;
  readonly methods: Methods;
}

const VERBS: ReadonlySet<string> = new Set([
  "get",
  "head",
  "post",
  "put",
  "patch",
  "delete",
  "options",
  "trace",
]);

export function findPathType(node: TSESTree.TSIndexedAccessType): PathType | undefined {
  const key = getKey(node.indexType);
  if (key?.value.startsWith("/") !== true) return undefined;
  const { parent } = node;
  const verb =
    parent.type === "TSIndexedAccessType" && parent.objectType === node
      ? getKey(parent.indexType)
      : undefined;
  return { node: key, methods: verb && VERBS.has(verb.value) ? [verb.value.toUpperCase()] : "any" };
}

function getKey(type: TSESTree.TypeNode): TSESTree.StringLiteral | undefined {
  const literal = type.type === "TSLiteralType" ? type.literal : undefined;
  return literal?.type === "Literal" && typeof literal.value === "string" ? literal : undefined;
}
