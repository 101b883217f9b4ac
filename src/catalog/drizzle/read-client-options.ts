import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { unwrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";
import { getCodeName } from "../code/code-name.js";
import type { Casing, DrizzleCasing, DrizzleSchemaKey } from "./drizzle-mapping.js";
import { getStaticString } from "./static-string.js";

export interface ClientOptions {
  readonly schemaKeys: readonly DrizzleSchemaKey[];
  readonly casings: readonly DrizzleCasing[];
}

/** What `drizzle(client, { schema, casing })` and `defineConfig({ casing })` say, wherever they are called. */
export function readClientOptions(program: TSESTree.Program, scopes: ScopeManager): ClientOptions {
  const schemaKeys: DrizzleSchemaKey[] = [];
  const casings: DrizzleCasing[] = [];
  for (const { options, isClient } of walk(program).flatMap(getOptions)) {
    for (const { name, value } of getEntries(options, scopes)) {
      const casing = name === "casing" ? toCasing(getStaticString(value, scopes)) : undefined;
      if (casing !== undefined) casings.push({ casing, isClient });
      if (name === "schema" && isClient) schemaKeys.push(...readSchemaKeys(value, scopes));
    }
  }
  return { schemaKeys, casings };
}

interface Options {
  readonly options: TSESTree.Node;
  readonly isClient: boolean;
}

function getOptions(node: TSESTree.Node): Options[] {
  if (node.type === "ExportDefaultDeclaration") {
    const value = unwrap(node.declaration);
    return value.type === "ObjectExpression" ? [{ options: value, isClient: false }] : [];
  }
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return [];
  const isClient = /drizzle/i.test(node.callee.name);
  if (!isClient && node.callee.name !== "defineConfig") return [];
  return node.arguments.map((options) => ({ options, isClient }));
}

function toCasing(value: string | undefined): Casing | undefined {
  return value === "snake_case" || value === "camelCase" ? value : undefined;
}

/** Tables whose key is not what their module calls them. */
function readSchemaKeys(schema: TSESTree.Node, scopes: ScopeManager): DrizzleSchemaKey[] {
  return getEntries(schema, scopes).flatMap(({ name: key, value }) => {
    const table = getCodeName(value, scopes);
    return table === undefined ? [] : [{ key, table }];
  });
}
