import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../../ast/find-variable.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { Detection } from "../../detector.js";
import { isTouched } from "../column-collector.js";
import { analyzeFragment, type FragmentPlace, type FragmentRelation } from "../../sql/analyze-fragment.js";
import { getTagKind } from "../../sql/sql-tags.js";
import { getMethodName } from "./handles.js";
import { getFunction, getOwnName } from "./local-functions.js";
import { isTable, type Query, type Scope } from "./query.js";
import { getScope, type Reading } from "./scopes.js";

/** What a fragment of SQL within a statement depends on: `` sql<string>`lower(name)` ``. */
export function readFragment(node: TSESTree.TaggedTemplateExpression, reading: Reading): Detection[] {
  const { file, project } = reading;
  if (getTagKind(node, file.scopes) !== "sql") return [];
  return getPlaces(node, reading).flatMap(({ query, method }) => {
    const relations = getRelations(getScope(query, reading));
    if (!relations.some((relation) => isTouched(relation, project.changes))) return [];
    return analyzeFragment(node, { ...{ relations, file, project, via: "kysely" }, place: getPlace(method) });
  });
}

interface Place {
  readonly query: Query;
  /** The method whose argument it is part of. */
  readonly method: string | undefined;
}

/** The statements that a fragment is part of, in place, through a variable or through a function that gives it. */
function getPlaces(node: TSESTree.Node, reading: Reading, depth = 0): Place[] {
  const query = reading.handles.getAround(node);
  if (query !== undefined) return [{ query, method: getMethod(node, reading) }];
  const name = depth > 4 ? undefined : getHolder(node);
  if (name === undefined) return [];
  const references = findVariable(reading.file.scopes, name)?.references ?? [];
  return references.flatMap(({ identifier }) =>
    identifier === name ? [] : getPlaces(identifier, reading, depth + 1),
  );
}

/** The variable that holds it, or the function that returns it. */
function getHolder(node: TSESTree.Node): TSESTree.Identifier | undefined {
  let current: TSESTree.Node = node;
  while (current.parent && IN_VALUE.has(current.parent.type)) current = current.parent;
  const { parent } = current;
  if (parent?.type === "VariableDeclarator") return parent.id.type === "Identifier" ? parent.id : undefined;
  if (parent?.type !== "ReturnStatement" && parent?.type !== "ArrowFunctionExpression") return undefined;
  const made = getFunction(current);
  return made && getOwnName(made);
}

const IN_VALUE: ReadonlySet<string> = new Set([
  "CallExpression",
  "MemberExpression",
  "TSAsExpression",
  "TSNonNullExpression",
  "ConditionalExpression",
]);

function getMethod(node: TSESTree.Node, { file, handles }: Reading): string | undefined {
  for (let current = node; current.parent; current = current.parent) {
    const { parent } = current;
    if (parent.type !== "CallExpression" || parent.callee === current) continue;
    const callee = unwrap(parent.callee);
    if (callee.type === "MemberExpression" && handles.get(callee.object)) return getMethodName(parent, file);
  }
  return undefined;
}

function getPlace(method: string | undefined): FragmentPlace {
  return method === "orderBy" ? "order" : method === "groupBy" ? "group" : "columns";
}

function getRelations(scope: Scope): FragmentRelation[] {
  const own = scope.relations.map(({ alias, source }): FragmentRelation =>
    isTable(source) ? { ...source, alias } : { table: alias },
  );
  const seen = new Set(own.map(({ alias, table }) => alias ?? table));
  const outer = scope.outer === undefined ? [] : getRelations(scope.outer);
  return [...own, ...outer.filter(({ alias, table }) => !seen.has(alias ?? table))];
}
