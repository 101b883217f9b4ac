import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../../ast/find-variable.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { analyzeFragment, type FragmentPlace, type FragmentRelation } from "../../sql/analyze-fragment.js";
import type { DrizzleFile } from "./drizzle-file.js";
import type { DrizzleRow } from "./drizzle-row.js";
import { findRow } from "./find-row.js";
import { createNameOf } from "./interpolated-names.js";
import { isJoin } from "./query-row.js";

/** The calls of the file's queries, each with the tables of its query. */
export type KnownCalls = ReadonlyMap<TSESTree.Node, readonly DrizzleRow[]>;

/** Columns that SQL of a query names without their table: ``where(sql`lower(name) = ${name}`)``. Those in holes are found by themselves. */
export function readFragment(
  template: TSESTree.TaggedTemplateExpression,
  calls: KnownCalls,
  drizzle: DrizzleFile,
): void {
  addTables(template, drizzle);
  const words = template.quasi.quasis.map(({ value }) => value.raw).join(" ");
  if (![...drizzle.oldNames].some((name) => words.includes(name))) return;
  for (const call of getQueryCalls(template, calls, drizzle)) {
    const relations = getRelations(calls.get(call) ?? [], words);
    if (relations.length === 0) continue;
    const { file, project } = drizzle;
    const place = getPlace(call);
    drizzle.found.push(
      ...analyzeFragment(template, {
        place,
        relations,
        nameOf: createNameOf(drizzle),
        file,
        project,
        via: "drizzle",
      }),
    );
  }
}

const CHANGING = /\b(?:insert\s+into|update|delete\s+from|truncate|truncate\s+table)\s*$/i;

/** ``sql`select … from ${users}` `` */
function addTables({ quasi }: TSESTree.TaggedTemplateExpression, drizzle: DrizzleFile): void {
  quasi.expressions.forEach((at, index) => {
    const table = findRow(at, drizzle)?.table;
    const before = quasi.quasis[index]?.value.raw ?? "";
    const access = CHANGING.test(before) ? "write" : "read";
    if (table !== undefined) drizzle.collector.addTable(table, { access, at });
  });
}

function getRelations(rows: readonly DrizzleRow[], words: string): FragmentRelation[] {
  const relations = rows.flatMap(({ table, name }): FragmentRelation[] => {
    if (table === undefined) return [];
    const { schema } = table;
    return [
      {
        table: table.table,
        ...(schema !== undefined && { schema }),
        ...(name !== undefined && name !== table.table && { alias: name }),
      },
    ];
  });
  const [first] = relations;
  // The row that an INSERT could not add.
  return first !== undefined && /\bexcluded\b/i.test(words)
    ? [...relations, { ...first, alias: "excluded" }]
    : relations;
}

function getPlace(call: TSESTree.Node): FragmentPlace {
  const callee = call.type === "CallExpression" ? unwrap(call.callee) : undefined;
  const name = callee?.type === "MemberExpression" ? (getMemberName(callee) ?? "") : "";
  if (name === "where" || name === "having" || isJoin(name)) return "condition";
  if (name === "orderBy") return "order";
  return name === "groupBy" ? "group" : "columns";
}

const MAX_DEPTH = 8;

/** The calls of queries that an expression goes into: as an argument, through operators, lists and variables. */
function getQueryCalls(
  expression: TSESTree.Node,
  calls: KnownCalls,
  drizzle: DrizzleFile,
  depth = 0,
): TSESTree.Node[] {
  if (depth > MAX_DEPTH) return [];
  let current = expression;
  for (let parent = current.parent; parent; parent = current.parent) {
    if (parent.type === "CallExpression" && parent.callee !== current && calls.has(parent)) return [parent];
    const holder = getHolder(parent, current);
    if (holder !== undefined)
      return getUses(holder, drizzle).flatMap((use) => getQueryCalls(use, calls, drizzle, depth + 1));
    if (parent.type.endsWith("Statement") || parent.type.includes("Function")) return [];
    current = parent;
  }
  return [];
}

/** The variable that takes the expression in: `const isNamed = …`, `conditions.push(…)`. */
function getHolder(parent: TSESTree.Node, node: TSESTree.Node): TSESTree.Identifier | undefined {
  if (parent.type === "VariableDeclarator" && parent.init === node)
    return parent.id.type === "Identifier" ? parent.id : undefined;
  if (parent.type === "AssignmentExpression" && parent.right === node)
    return parent.left.type === "Identifier" ? parent.left : undefined;
  if (parent.type !== "CallExpression" || parent.callee === node) return undefined;
  const callee = unwrap(parent.callee);
  if (callee.type !== "MemberExpression" || getMemberName(callee) !== "push") return undefined;
  return callee.object.type === "Identifier" ? callee.object : undefined;
}

function getUses(identifier: TSESTree.Identifier, { file }: DrizzleFile): TSESTree.Node[] {
  const references = findVariable(file.scopes, identifier)?.references ?? [];
  return references.flatMap((reference) => (reference.isRead() ? [reference.identifier] : []));
}
