import type { TSESTree } from "@typescript-eslint/utils";

/** What a repo calls its own class around Kysely: `Database<Schema>`. */
const OWN_HOLDER = /(?:Database|DB|Db|Kysely)$/;

/** Types and functions of Kysely whose first type argument is the database. */
const HOLDERS: ReadonlySet<string> = new Set([
  "Kysely",
  "Transaction",
  "ControlledTransaction",
  "QueryCreator",
  "KyselyTransaction",
  "SelectQueryBuilder",
  "InsertQueryBuilder",
  "UpdateQueryBuilder",
  "DeleteQueryBuilder",
  "ExpressionBuilder",
  "expressionBuilder",
  "PostgresJSDialect",
]);

/** What a node hands to Kysely as its database: `Kysely<DB>`, `new Kysely<DB>()`, `expressionBuilder<DB, "users">()`. */
export function getDatabaseType(node: TSESTree.Node): TSESTree.TypeNode | undefined {
  switch (node.type) {
    case "TSTypeReference":
      return isHolder(getLastName(node.typeName)) ? node.typeArguments?.params[0] : undefined;
    case "NewExpression":
    case "CallExpression":
      return isHolder(getLastName(node.callee)) ? node.typeArguments?.params[0] : undefined;
    default:
      return undefined;
  }
}

function isHolder(name: string): boolean {
  return HOLDERS.has(name) || OWN_HOLDER.test(name);
}

function getLastName(node: TSESTree.Node): string {
  if (node.type === "Identifier") return node.name;
  return node.type === "TSQualifiedName" ? node.right.name : "";
}
