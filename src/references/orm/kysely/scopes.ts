import type { TSESTree } from "@typescript-eslint/utils";
import { getElements } from "../../../ast/object-entries.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { TableName } from "../../../catalog/table-columns.js";
import type { Project, ScriptFile } from "../../detector.js";
import { findCte } from "./creators.js";
import { isDynamic } from "./dynamic.js";
import { getMethodName, type Handles } from "./handles.js";
import { findFunction, getFunction, getReturned } from "./local-functions.js";
import { getNames, type Name, parseName } from "./names.js";
import type { Query, Relation, Rows, Scope } from "./query.js";
import { getQueryRows } from "./rows.js";
import { toTableName } from "./to-table-name.js";

/** What reading a file's queries takes. */
export interface Reading {
  readonly file: ScriptFile;
  readonly project: Project;
  readonly handles: Handles;
  /** Those of the file. */
  readonly queries: ReadonlySet<Query>;
  /** Scopes are asked for by each name. */
  readonly scopes: Map<Query, Scope>;
}

/** The relations of a query, with those of the queries around it. */
export function getScope(query: Query, reading: Reading): Scope {
  const known = reading.scopes.get(query);
  if (known !== undefined) return known;
  // While it is being put together, a CTE may ask for itself.
  reading.scopes.set(query, OPEN);
  const relations = [...getTyped(query, reading), ...getNamed(query, reading)];
  const around = reading.handles.getAround(query.root);
  const outer = around === undefined || around === query ? getOwner(query, reading) : around;
  const scope: Scope = {
    relations: query.verb === "select" ? relations : [...relations, ...getTargetAliases(relations)],
    // Asked for late: what stands in a join is read while the statement around it is still put together.
    get outer() {
      return outer === undefined || outer === query ? undefined : getScope(outer, reading);
    },
    isOpen: query.root.type !== "CallExpression" || relations.length === 0,
    at: query.root,
  };
  reading.scopes.set(query, scope);
  return scope;
}

const OPEN: Scope = { relations: [], outer: undefined, isOpen: true };

/** The relation that a statement of the same function has under an alias: a piece may be made before the statement that it becomes part of. */
export function findNearby(alias: string, { at }: Scope, reading: Reading): Relation | undefined {
  const around = at && getOutermostFunction(at);
  if (around === undefined) return undefined;
  for (const query of reading.queries) {
    if (getOutermostFunction(query.root) !== around) continue;
    const found = getScope(query, reading).relations.find((relation) => relation.alias === alias);
    if (found !== undefined) return found;
  }
  return undefined;
}

function getOutermostFunction(node: TSESTree.Node): TSESTree.Node | undefined {
  // Modules may hand out an object of functions from one that gets the database.
  let current = getFunction(node);
  for (let outer = current; outer !== undefined; outer = getFunction(outer))
    if (outer.async || outer.parent.type === "MethodDefinition") current = outer;
  return current;
}

/** `eb.selectFrom(…)`: the statement of `eb`. */
function getOwner({ root }: Query, { handles }: Reading): Query | undefined {
  if (root.type !== "CallExpression") return undefined;
  const callee = unwrap(root.callee);
  const owner = handles.get(callee.type === "MemberExpression" ? callee.object : callee);
  return owner === undefined || owner.kind === "loose" ? undefined : owner.query;
}

/** What a statement that writes calls its own table: `excluded.name`, `inserted.name`. */
function getTargetAliases([target]: readonly Relation[]): Relation[] {
  if (target === undefined) return [];
  return ["excluded", "inserted", "deleted"].map((alias) => ({ ...target, alias }));
}

function getTyped({ tables }: Query, { project }: Reading): Relation[] {
  return tables.flatMap((literal) => {
    const name = parseName(literal);
    return name === undefined ? [] : [createTableRelation(name, toTableName(name.path, project))];
  });
}

const JOINING = /(?:^|[a-z])Join$|^(?:using|from|crossApply|outerApply)$/;

/** What `selectFrom` and its like begin with, and what joins add. */
function getNamed({ root, calls }: Query, reading: Reading): Relation[] {
  const first = root.type === "CallExpression" ? root.arguments[0] : undefined;
  const sources = calls.flatMap(({ name, node }) => (JOINING.test(name) ? node.arguments.slice(0, 1) : []));
  return [...(first === undefined ? [] : [first]), ...sources].flatMap((source) =>
    getElements(source, reading.file.scopes).flatMap((one) => readSource(one, reading)),
  );
}

function readSource(expression: TSESTree.Node, reading: Reading): Relation[] {
  const { file, handles } = reading;
  const node = unwrap(expression);
  const names = getNames(node, file.scopes);
  if (names.length > 0) return names.map((name) => readTable(name, expression, reading));
  const made = findFunction(node, file.scopes);
  if (made !== undefined) return getReturned(made).flatMap((returned) => readSource(returned, reading));
  const alias = getAlias(node, reading);
  const handle = handles.get(node);
  const unknown = isDynamic(node, file.scopes) ? ANY_TABLE : UNKNOWN;
  const rows = handle?.kind === "query" ? getQueryRows(handle.query, reading) : unknown;
  return [{ alias: alias ?? "", source: rows }];
}

const UNKNOWN: Rows = { items: new Map(), stars: [], isOpen: true };
const ANY_TABLE: Rows = { ...UNKNOWN, isAnyTable: true };

/** What `.as("alias")` at the end says. */
export function getAlias(node: TSESTree.Node, { file }: Reading): string | undefined {
  if (node.type !== "CallExpression" || getMethodName(node, file) !== "as") return undefined;
  const [argument] = node.arguments;
  return argument && getNames(argument, file.scopes)[0]?.path.at(-1);
}

function readTable(name: Name, place: TSESTree.Node, reading: Reading): Relation {
  const [first = ""] = name.path;
  const cte = name.path.length === 1 ? findCte(first, place, reading) : undefined;
  if (cte !== undefined) return { alias: name.alias ?? first, source: cte };
  return createTableRelation(name, toTableName(name.path, reading.project));
}

function createTableRelation(name: Name, table: TableName): Relation {
  const { path, alias, at: node, range } = name;
  return { alias: alias ?? path.at(-1) ?? "", source: table, at: { node, range } };
}

/** The relations that a star stands for. */
export function getStars(query: Query, names: readonly Name[], reading: Reading): readonly Relation[] {
  const { relations } = getScope(query, reading);
  if (names.length > 0) {
    const aliases = names.map(({ path }) => path.at(-1));
    return relations.filter(({ alias }) => aliases.includes(alias));
  }
  const [target] = relations;
  if (query.verb === "select") return relations;
  return target === undefined ? [] : [target];
}
