import type { TSESTree } from "@typescript-eslint/utils";
import { followBuilder } from "../../../ast/follow-builder.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { walk } from "../../../ast/walk.js";
import type { ScriptDetector } from "../../detector.js";
import { followRows } from "../../follow-rows.js";
import { type DrizzleFile, openDrizzleFile } from "./drizzle-file.js";
import { createRow, createTableRow, type DrizzleRow } from "./drizzle-row.js";
import { findRow } from "./find-row.js";
import { readFragment } from "./fragments.js";
import { isInDeclaration } from "./is-declaration.js";
import { CHANGING, getQueryRow, getSources, type QueryCall, SELECTS } from "./query-row.js";
import { findByKey, findQueriedTable } from "./queried-table.js";
import { bindParameter, getConfigRow, walkQueryConfig } from "./walk-query-config.js";
import { walkValidator } from "./walk-validators.js";
import { createReader, walkAnnotation, walkAssertion, walkTypeName } from "./walk-types.js";
import { walkWrites } from "./walk-writes.js";

/**
 * Columns and tables that code reaches through Drizzle's table objects: any `users.name`, the keys that INSERT and UPDATE are given, relational
 * queries, the rows that come back as far as they stay in the function, and the types of rows.
 */
export const detectDrizzle: ScriptDetector = (file, project) => {
  const drizzle = openDrizzleFile(file, project);
  if (drizzle === undefined) return [];
  const calls = new Map<TSESTree.Node, readonly DrizzleRow[]>();
  const nodes = walk(file.ast);
  for (const node of nodes) visit(node, drizzle, calls);
  for (const node of nodes) if (node.type === "TaggedTemplateExpression") readFragment(node, calls, drizzle);
  return drizzle.found;
};

type Calls = Map<TSESTree.Node, readonly DrizzleRow[]>;

function visit(node: TSESTree.Node, drizzle: DrizzleFile, calls: Calls): void {
  switch (node.type) {
    case "CallExpression":
      return visitCall(node, drizzle, calls);
    case "MemberExpression":
      return visitMember(node, drizzle);
    case "VariableDeclarator":
      return visitPattern(node, drizzle);
    case "TSTypeReference":
    case "TSTypeQuery":
      return walkTypeName(node, drizzle);
    case "TSTypeAnnotation":
      return walkAnnotation(node, drizzle);
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return walkAssertion(node, drizzle);
    default:
  }
}

function visitCall(node: TSESTree.CallExpression, drizzle: DrizzleFile, calls: Calls): void {
  const callee = unwrap(node.callee);
  const name = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  const [first] = node.arguments;
  if (callee.type === "Identifier") {
    if (SELECTS.has(callee.name)) return visitQuery({ name: callee.name, node }, drizzle, calls);
    return callee.name.startsWith("defineRelations")
      ? bindRelations(node, drizzle)
      : walkValidator(node, drizzle);
  }
  if (callee.type !== "MemberExpression" || name === undefined) return;
  if (SELECTS.has(name) || (CHANGING.has(name) && first !== undefined))
    return visitQuery({ name, node }, drizzle, calls);
  if (name === "findMany" || name === "findFirst")
    return visitRelational(node, unwrap(callee.object), drizzle);
  if (name === "$count" && first !== undefined) return addTable(first, "read", drizzle);
  walkValidator(node, drizzle);
}

/** A query from the call that it begins with. */
function visitQuery(first: QueryCall, drizzle: DrizzleFile, known: Calls): void {
  const { scopes } = drizzle.file;
  const builder = followBuilder(first.node, { scopes });
  const calls = [first, ...builder.calls];
  const sources = getSources(calls, drizzle);
  if (sources.length === 0) return;
  for (const { node } of calls)
    known.set(
      node,
      sources.map(({ row }) => row),
    );
  const isChange = CHANGING.has(first.name);
  for (const { node } of sources)
    addTable(node, isChange && node === first.node.arguments[0] ? "write" : "read", drizzle);
  const [target] = sources;
  if (isChange && target?.row.table !== undefined) walkWrites(calls, target.row.table, drizzle);
  const row = getQueryRow(calls, drizzle);
  if (row !== undefined) followResults({ calls, results: builder.results, row }, drizzle);
}

interface Results {
  readonly calls: readonly QueryCall[];
  readonly results: readonly TSESTree.Node[];
  readonly row: DrizzleRow;
}

/** Rows come out where the query is awaited, and where a promise's method takes them. */
function followResults({ calls, results, row }: Results, drizzle: DrizzleFile): void {
  const flow = { scopes: drizzle.file.scopes, onRead: createReader(drizzle) };
  const promised = calls.flatMap(({ name, node }) => {
    const callee = unwrap(node.callee);
    return PROMISED.has(name) && callee.type === "MemberExpression" ? [callee.object] : [];
  });
  const isTaken = (result: TSESTree.Node): boolean => promised.some((one) => isWithin(one, result));
  for (const node of [...results.filter((result) => !isTaken(result)), ...promised])
    followRows(node, row, flow);
}

const PROMISED: ReadonlySet<string> = new Set(["then", "catch", "finally", "map", "at"]);

function isWithin(inner: TSESTree.Node, outer: TSESTree.Node): boolean {
  return inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];
}

/** `db.query.users.findMany({ … })` */
function visitRelational(node: TSESTree.CallExpression, object: TSESTree.Node, drizzle: DrizzleFile): void {
  const queried = findQueriedTable(object, drizzle);
  if (queried === undefined) return;
  const [config] = node.arguments;
  const { table, place } = queried;
  drizzle.collector.addTable(table, { access: "read", at: place });
  if (config !== undefined) walkQueryConfig(config, table, drizzle);
  const { calls, results } = followBuilder(node, { scopes: drizzle.file.scopes });
  followResults({ calls, results, row: getConfigRow(config, table, drizzle) }, drizzle);
}

function addTable(node: TSESTree.Node, access: "read" | "write", drizzle: DrizzleFile): void {
  const table = findRow(node, drizzle)?.table;
  if (table !== undefined) drizzle.collector.addTable(table, { access, at: getTablePlace(node) });
}

/** `users` of `schema.users` and of `alias(users, "u")`. */
function getTablePlace(node: TSESTree.Node): TSESTree.Node {
  const value = unwrap(node);
  if (value.type === "MemberExpression") return value.property;
  const [first] = value.type === "CallExpression" ? value.arguments : [];
  return first === undefined ? value : getTablePlace(first);
}

/** `users.name`, of whatever stands for the table. */
function visitMember(node: TSESTree.MemberExpression, drizzle: DrizzleFile): void {
  const name = getMemberName(node);
  if (name === undefined) return visitComputed(node, drizzle);
  if (!drizzle.oldNames.has(name)) return;
  const found = findRow(node.object, drizzle)?.getColumn(name);
  if (found === undefined || isInDeclaration(node)) return;
  drizzle.collector.addColumn(found.table, found.column.column, { access: "read", at: node.property });
}

/** `users[field]`: any of the columns. */
function visitComputed(node: TSESTree.MemberExpression, drizzle: DrizzleFile): void {
  if (!node.computed || node.property.type === "Literal") return;
  const table = findRow(node.object, drizzle)?.table;
  if (table === undefined || isInDeclaration(node)) return;
  drizzle.collector.addAllColumns(table, {
    access: "read",
    at: getTablePlace(node.object),
    certainty: "unresolved",
  });
}

/** `const { name } = users`; what is only taken out of the rest (`const { name, ...others } = getTableColumns(users)`) is in no statement. */
function visitPattern({ id, init }: TSESTree.VariableDeclarator, drizzle: DrizzleFile): void {
  if (id.type !== "ObjectPattern" || init === null) return;
  const row = findRow(init, drizzle);
  if (row === undefined) return;
  const hasRest = id.properties.some(({ type }) => type === "RestElement");
  for (const property of id.properties) {
    const name = property.type === "Property" ? getPropertyName(property) : undefined;
    const found = name === undefined ? undefined : row.getColumn(name);
    if (property.type !== "Property" || found === undefined) continue;
    const access = hasRest && !isUsed(property.value, drizzle) ? "type" : "read";
    drizzle.collector.addColumn(found.table, found.column.column, { access, at: property.key });
  }
}

function isUsed(value: TSESTree.Node, { file }: DrizzleFile): boolean {
  const references = value.type === "Identifier" ? findVariable(file.scopes, value)?.references : undefined;
  return references === undefined || references.some((reference) => reference.isRead());
}

/** `defineRelations(schema, (r) => …)`: `r.users.id` is the table's. */
function bindRelations({ arguments: [, callback] }: TSESTree.CallExpression, drizzle: DrizzleFile): void {
  if (callback?.type !== "ArrowFunctionExpression" && callback?.type !== "FunctionExpression") return;
  const [parameter] = callback.params;
  if (parameter === undefined) return;
  const getRelated = (key: string): DrizzleRow | undefined => {
    const table = findByKey(key, drizzle);
    return table && createTableRow(table);
  };
  bindParameter(parameter, createRow({ getRelated }), drizzle);
}
