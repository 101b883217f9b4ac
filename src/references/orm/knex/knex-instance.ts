import type { Definition, ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../../ast/find-variable.js";
import { getDottedPath, getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";

/** How surely an expression is a Knex instance or a transaction of one. */
export type Sureness = "known" | "likely" | "possible";

const KNOWN = /^(?:knex|trx|kx)$|knex$|^knex[A-Z]/i;
const LIKELY = /^(?:conn|connection|client|pg|mysql|sqlite|transaction)$|(?:db|tx|trx|database|connection)$/i;

/** Methods of Kysely's that are called with a table and go on like a query of Knex. */
const KYSELY = /^(?:selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto|\w+Join)$/;

/** By what it was made of, its declared type, or its name; undefined for what is known to be something else. */
export function getSureness(expression: TSESTree.Node, scopes: ScopeManager): Sureness | undefined {
  const node = unwrap(expression);
  if (node.type === "AwaitExpression") return getSureness(node.argument, scopes);
  if (node.type === "CallExpression") return getMadeSureness(node, scopes);
  const declared = node.type === "Identifier" ? findDeclared(node, scopes) : findProperty(node);
  if (declared !== undefined) return declared === "none" ? undefined : declared;
  const name = getDottedPath(node)?.at(-1);
  if (name === undefined || KYSELY.test(name)) return undefined;
  if (KNOWN.test(name)) return "known";
  return LIKELY.test(name) ? "likely" : "possible";
}

/** `knex({ client: "pg" })`, `getKnex()`, `db.transaction()`, `knex.withSchema("app")` is a query already. */
function getMadeSureness(node: TSESTree.CallExpression, scopes: ScopeManager): Sureness | undefined {
  const callee = unwrap(node.callee);
  const name = getDottedPath(callee)?.at(-1) ?? "";
  const [first] = node.arguments;
  if (callee.type === "MemberExpression" && /^(?:transaction|transactionProvider|withUserParams)$/.test(name))
    return getSureness(callee.object, scopes) === "known" ? "known" : "likely";
  if (/knex$/i.test(name))
    return first === undefined || first.type === "ObjectExpression" ? "known" : undefined;
  if (/^(?:get|use|create|make|init)\w*(?:db|database|connection|trx)$/i.test(name)) return "likely";
  return isNewQuery(node) ? "likely" : undefined;
}

/** `schema().from("users")`: a function that gives a query without a table, as `knex.queryBuilder()` does. */
function isNewQuery({ callee, arguments: args, parent }: TSESTree.CallExpression): boolean {
  const isGiven = callee.type === "Identifier" || getDottedPath(callee)?.at(-1) === "queryBuilder";
  return (
    isGiven && args.length === 0 && parent.type === "MemberExpression" && getMemberName(parent) === "from"
  );
}

type Declared = Sureness | "none";

function findDeclared(node: TSESTree.Identifier, scopes: ScopeManager): Declared | undefined {
  const variable = findVariable(scopes, node);
  const [definition] = variable?.defs ?? [];
  const [binding] = variable?.identifiers ?? [];
  const typed = binding?.type === "Identifier" ? getTyped(binding.typeAnnotation) : undefined;
  return typed ?? (definition && getDefined(definition, scopes));
}

/** A type of Knex says that it is one, a type of another library that it isn't. */
function getTyped(annotation: TSESTree.TSTypeAnnotation | undefined): Declared | undefined {
  const names = annotation === undefined ? [] : getTypeNames(annotation.typeAnnotation);
  if (names.some((name) => /\bknex\b/i.test(name)))
    return /QueryBuilder|Raw\b/.test(names.join()) ? "none" : "known";
  return names.some((name) => FOREIGN_TYPES.test(name)) ? "none" : undefined;
}

const FOREIGN_TYPES =
  /Kysely|Prisma|Supabase|Drizzle|PgDatabase|Firestore|DataSource|EntityManager|Sequelize|Mongo|^Pool|^Redis|^any\[\]/;

/** `Knex`, `Knex.Transaction`, `Db | Knex<any>`, `Promise<Knex>` */
function getTypeNames(type: TSESTree.TypeNode): string[] {
  if (type.type === "TSUnionType" || type.type === "TSIntersectionType")
    return type.types.flatMap(getTypeNames);
  if (type.type !== "TSTypeReference") return [];
  return [formatTypeName(type.typeName)];
}

function formatTypeName(name: TSESTree.EntityName): string {
  if (name.type === "Identifier") return name.name;
  return name.type === "TSQualifiedName" ? `${formatTypeName(name.left)}.${name.right.name}` : "this";
}

function getDefined({ type, node }: Definition, scopes: ScopeManager): Declared | undefined {
  if (type === "ImportBinding") {
    const from = node.parent?.type === "ImportDeclaration" ? node.parent.source.value : "";
    return from === "knex" ? "known" : undefined;
  }
  if (type === "Parameter") return isTransactionCallback(node) ? "known" : undefined;
  if (node.type !== "VariableDeclarator" || !node.init || node.id.type !== "Identifier") return undefined;
  const init = unwrap(node.init);
  if (init.type === "NewExpression") return "none";
  if (init.type === "Identifier" || init.type === "MemberExpression") return getSureness(init, scopes);
  const made = init.type === "AwaitExpression" ? unwrap(init.argument) : init;
  return made.type === "CallExpression" ? getMadeSureness(made, scopes) : undefined;
}

/** `knex.transaction(async (trx) => …)` */
function isTransactionCallback({ parent }: TSESTree.Node): boolean {
  if (parent?.type !== "CallExpression") return false;
  return /transaction$/i.test(getDottedPath(unwrap(parent.callee))?.at(-1) ?? "");
}

/** `this.db`, by the type of the class's property or of the constructor's parameter that makes it. */
function findProperty(node: TSESTree.Node): Declared | undefined {
  if (node.type !== "MemberExpression" || node.object.type !== "ThisExpression") return undefined;
  const name = getMemberName(node);
  let current: TSESTree.Node | undefined = node.parent;
  while (current && current.type !== "ClassBody") current = current.parent;
  for (const member of current?.body ?? []) {
    const typed = getMemberType(member, name);
    if (typed !== undefined) return typed;
  }
  return undefined;
}

function getMemberType(member: TSESTree.ClassElement, name: string | undefined): Declared | undefined {
  if (member.type === "PropertyDefinition")
    return getKey(member.key) === name ? getTyped(member.typeAnnotation) : undefined;
  if (member.type !== "MethodDefinition" || member.kind !== "constructor") return undefined;
  for (const parameter of member.value.params) {
    if (parameter.type !== "TSParameterProperty") continue;
    const target =
      parameter.parameter.type === "AssignmentPattern" ? parameter.parameter.left : parameter.parameter;
    if (target.type === "Identifier" && target.name === name) return getTyped(target.typeAnnotation);
  }
  return undefined;
}

function getKey(key: TSESTree.Node): string | undefined {
  return key.type === "Identifier" || key.type === "PrivateIdentifier" ? key.name : undefined;
}
