import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getDottedPath, getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";

/** Names that variables of a database client often have. */
const CLIENTS: ReadonlySet<string> = new Set([
  "sql",
  "SQL",
  "tx",
  "trx",
  "pg",
  "postgres",
  "client",
  "conn",
  "connection",
  "db",
  "pool",
]);

/** Packages whose default export makes a client that is a tag, or is one. */
const PACKAGES: ReadonlySet<unknown> = new Set([
  "postgres",
  "@neondatabase/serverless",
  "@vercel/postgres",
  "slonik",
  "sql-template-tag",
  "sql-template-strings",
  "@databases/sql",
  "@databases/pg",
  "bun",
]);

const FACTORIES: ReadonlySet<string> = new Set(["postgres", "neon"]);

/** Methods whose callback is given a client. */
const LENDING: ReadonlySet<string> = new Set(["begin", "savepoint", "transaction", "reserve", "tx"]);

/** Whether a name is a database client's that is a tag and a function: `sql`, `const db = postgres(url)`, `sql.begin((tx) => …)`. */
export function isTagClient(node: TSESTree.Node, scopes: ScopeManager): boolean {
  if (node.type !== "Identifier") return false;
  if (CLIENTS.has(node.name)) return true;
  const definition = findVariable(scopes, node)?.defs[0];
  switch (definition?.node.type) {
    case "VariableDeclarator":
      return isMade(definition.node.init, scopes);
    case "ImportDefaultSpecifier":
    case "ImportSpecifier":
      return isImported(definition.node);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return isLent(definition.node, node.name);
    default:
      return false;
  }
}

/** `postgres(url)`, `neon(url)`, `await sql.reserve()`. */
function isMade(init: TSESTree.Expression | null, scopes: ScopeManager): boolean {
  const value = init && unwrap(init);
  if (value?.type === "AwaitExpression") return isMade(value.argument, scopes);
  if (value?.type !== "CallExpression") return false;
  const callee = unwrap(value.callee);
  if (callee.type === "MemberExpression") return getMemberName(callee) === "reserve";
  if (callee.type !== "Identifier") return false;
  const definition = findVariable(scopes, callee)?.defs[0]?.node;
  if (definition?.type === "ImportDefaultSpecifier" || definition?.type === "ImportSpecifier")
    return PACKAGES.has(definition.parent.source?.value);
  return FACTORIES.has(callee.name);
}

/** `import query from "sql-template-tag"`, `import { sql as query } from "slonik"`. */
function isImported(specifier: TSESTree.ImportDefaultSpecifier | TSESTree.ImportSpecifier): boolean {
  if (!PACKAGES.has(specifier.parent.source?.value)) return false;
  if (specifier.type === "ImportDefaultSpecifier") return true;
  return specifier.imported.type === "Identifier" && CLIENTS.has(specifier.imported.name);
}

/** `sql.begin(async (tx) => …)` gives its first parameter, a tag too. */
function isLent(
  callback: TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression,
  name: string,
): boolean {
  const [parameter] = callback.params;
  const call = callback.parent;
  if (parameter?.type !== "Identifier" || parameter.name !== name || call.type !== "CallExpression")
    return false;
  return LENDING.has(getDottedPath(unwrap(call.callee))?.at(-1) ?? "");
}
