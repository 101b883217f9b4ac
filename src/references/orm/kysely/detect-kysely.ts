import { keepSurest } from "../../keep-surest.js";
import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../../ast/unwrap.js";
import { walk } from "../../../ast/walk.js";
import { isTableTarget } from "../../../manifest/manifest.js";
import type { Detection, ScriptDetector } from "../../detector.js";
import { createColumnCollector } from "../column-collector.js";
import { createHandles, getMethodName, type Handles } from "./handles.js";
import type { Handle, Query } from "./query.js";
import { readCall, type KyselyCall } from "./read-call.js";
import { readFragment } from "./read-fragment.js";
import { readRows } from "./read-rows.js";
import { readTables } from "./read-tables.js";
import { readType } from "./read-types.js";
import { createRowTypeFinder, mayNameRows } from "./row-type-finder.js";
import type { Reading } from "./scopes.js";

/** What a text has that makes or continues a statement of Kysely. */
const MENTION =
  /\b(?:selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto|expressionBuilder|\w*ExpressionBuilder|\w+QueryBuilder|OnConflictBuilder|Selectable|Insertable|Updateable)\b|["']kysely["']/;

/** Columns and tables that Kysely's builders name, and the properties of the rows that come back. */
export const detectKysely: ScriptDetector = (file, project) => {
  const changes = project.changes.filter(({ old }) => isTableTarget(old));
  if (changes.length === 0) return [];
  if (!MENTION.test(file.text) && !mayNameRows(file.text, project, "kysely")) return [];
  const handles = createHandles(file);
  const queries = new Set<Query>();
  const reading: Reading = { file, project, handles, queries, scopes: new Map() };
  const found: Detection[] = [];
  const collector = createColumnCollector({ changes, via: "kysely", found });
  const nodes = walk(file.ast);
  const calls = nodes.flatMap((node) => (node.type === "CallExpression" ? findCall(node, reading) : []));
  for (const { handle } of calls) if (handle.kind !== "loose") queries.add(handle.query);
  for (const { handle, name, node } of calls)
    if (handle.kind === "query" && handle.query.root !== node) handle.query.calls.push({ name, node });
  for (const call of calls) readCall(call, { reading, collector });
  for (const query of queries) {
    readTables(query, { reading, collector });
    readRows(query, { reading, collector });
  }
  const rowTypes = createRowTypeFinder(file, project, "kysely");
  for (const node of nodes) {
    if (node.type === "TaggedTemplateExpression") found.push(...readFragment(node, reading));
    if (node.type === "TSTypeReference") readType(node, rowTypes, { reading, collector });
  }
  return keepSurest(found);
};

/** A call on something of Kysely's, or one that begins a statement. */
function findCall(node: TSESTree.CallExpression, { file, handles }: Reading): KyselyCall[] {
  const callee = unwrap(node.callee);
  const name = getMethodName(node, file) ?? "";
  const begun = handles.get(node);
  if (begun?.kind === "query" && begun.query.root === node) return [{ node, name, handle: begun }];
  const handle = findOwner(callee, handles) ?? findForeignOwner(node, name);
  return handle === undefined ? [] : [{ node, name, handle }];
}

const NAMING =
  /^(?:where|whereRef|having|havingRef|on|onRef|select|groupBy|orderBy|distinctOn|(?:inner|left|right|full)Join)$/;

/** A statement that another module begins: a column that is named with its table says whose it is. */
function findForeignOwner(node: TSESTree.CallExpression, name: string): Handle | undefined {
  const isNaming = unwrap(node.callee).type === "MemberExpression" && NAMING.test(name);
  return isNaming ? { kind: "loose", at: node } : undefined;
}

function findOwner(callee: TSESTree.Node, handles: Handles): Handle | undefined {
  if (callee.type === "MemberExpression")
    return handles.get(callee.object) ?? findLooseOwner(callee, handles);
  // `eb("name", "=", name)`, `expressionBuilder()("name", "=", name)`
  return callee.type === "Identifier" || callee.type === "CallExpression" ? handles.get(callee) : undefined;
}

/** `sql.ref("users.name")` names a column wherever it is used. */
function findLooseOwner(callee: TSESTree.MemberExpression, { getAround }: Handles): Handle | undefined {
  const { object, property } = callee;
  if (object.type !== "Identifier" || object.name !== "sql") return undefined;
  if (property.type !== "Identifier" || property.name !== "ref") return undefined;
  const query = getAround(callee);
  return query && { kind: "expression", query };
}
