import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { type Client, PLAYWRIGHT, toClient } from "./client.js";
import { getOwn, GLOBALS, TYPES } from "./libraries.js";

export function getDeclaredClient({ defs: [definition] }: Variable): Client | undefined {
  const name = definition?.name;
  const type = name?.type === "Identifier" ? name.typeAnnotation?.typeAnnotation : undefined;
  return type && getTypeClient(type);
}

export function getTypeClient(type: TSESTree.TypeNode): Client | undefined {
  if (type.type !== "TSTypeReference") return undefined;
  const { typeName } = type;
  const name =
    typeName.type === "TSQualifiedName"
      ? typeName.right.name
      : typeName.type === "Identifier"
        ? typeName.name
        : "";
  return toClient(getOwn(TYPES, name));
}

/** `({ request }) => …` of a Playwright test, `({ fetch }) => …` of a loader: taken out of what a callback gets. */
export function findTakenClient({ name, defs: [definition] }: Variable): Client | undefined {
  if (definition?.type !== "Parameter") return undefined;
  if (name === "fetch" || name === "$fetch") return toClient(GLOBALS["fetch"]);
  const binding = definition.name.parent;
  const key = binding.type === "Property" ? getPropertyName(binding) : undefined;
  const call = definition.node.parent;
  if (key !== "request" || call?.type !== "CallExpression") return undefined;
  const root = getDottedPath(unwrap(call.callee))?.[0] ?? "";
  return TESTS.has(root) ? PLAYWRIGHT : undefined;
}

const TESTS: ReadonlySet<string> = new Set(["test", "it", "setup"]);
