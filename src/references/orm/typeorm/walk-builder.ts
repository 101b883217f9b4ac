import type { TSESTree } from "@typescript-eslint/utils";
import { type BuilderCall, followBuilder } from "../../../ast/follow-builder.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getElements, getEntries } from "../../../ast/object-entries.js";
import { getNameRange } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { followRows } from "../../follow-rows.js";
import { createPair, createRawShape, createRowReader, createShape } from "./entity-shape.js";
import { getTarget, walkData, walkOptions, walkWhere } from "./find-options.js";
import { type FragmentPlace, walkFragment } from "./fragment.js";
import type { Query, QueryContext } from "./query.js";
import { getTargetIndex, type QueryStart, readQuery } from "./read-query.js";

/** Methods whose callback goes on with the builder, or gets one for a subquery. */
const HANDING: ReadonlySet<string> = new Set([
  ...[
    "select",
    "addSelect",
    "from",
    "addFrom",
    "where",
    "andWhere",
    "orWhere",
    "having",
    "andHaving",
    "orHaving",
  ],
  ...[
    "leftJoin",
    "innerJoin",
    "leftJoinAndSelect",
    "innerJoinAndSelect",
    "whereExists",
    "loadRelationCountAndMap",
  ],
]);

/** All that a query builder names, from the expression that makes it. */
export function walkBuilder(root: TSESTree.Expression, start: QueryStart, context: QueryContext): void {
  const { calls } = followBuilder(root, { scopes: context.file.scopes, handing: HANDING });
  const query = readQuery(start, calls, context);
  if (query.main === undefined && query.aliases.size + query.tables.size === 0) return;
  walkCalls(calls, query, context);
}

function walkCalls(calls: readonly BuilderCall[], query: Query, context: QueryContext): void {
  for (const call of calls) walkCall(call, query, context);
}

interface InQuery {
  readonly query: Query;
  readonly context: QueryContext;
}

function walkCall({ name, node }: BuilderCall, query: Query, context: QueryContext): void {
  const inQuery = { query, context };
  const [first, second] = node.arguments;
  const place = PLACES[name];
  if (place !== undefined && first !== undefined) walkParts(first, place, inQuery);
  const target = getTargetIndex(name);
  if (target !== undefined) walkJoin(node, target, inQuery);
  const { main } = query;
  if (main === undefined) return;
  const { walk } = context;
  if (name === "set" && first) walkData(first, getTarget(main), withRaw(inQuery));
  if (name === "values" && first) walkData(first, getTarget(main), withRaw(inQuery));
  if (name === "update" && second) walkData(second, getTarget(main), withRaw(inQuery));
  if (name === "update" && first?.type === "ObjectExpression")
    walkData(first, getTarget(main), withRaw(inQuery));
  if (name === "setFindOptions" && first) walkOptions(first, getTarget(main), walk);
  if (name === "into" && second) walkColumns(second, "write", inQuery);
  if (name === "orUpdate") walkConflict(node, inQuery);
  if (name === "returning" || name === "output") walkReturning(first, inQuery);
  walkResult(name, node, inQuery);
}

const PLACES: Readonly<Record<string, FragmentPlace | undefined>> = {
  select: "columns",
  addSelect: "columns",
  distinctOn: "columns",
  where: "condition",
  andWhere: "condition",
  orWhere: "condition",
  having: "condition",
  andHaving: "condition",
  orHaving: "condition",
  groupBy: "group",
  addGroupBy: "group",
  orderBy: "order",
  addOrderBy: "order",
  onConflict: "conflict",
  loadRelationCountAndMap: undefined,
};

/** A string, a list of them, an object of properties, brackets around further conditions. */
function walkParts(node: TSESTree.Node, place: FragmentPlace, inQuery: InQuery): void {
  const { query, context } = inQuery;
  const { scopes } = context.file;
  for (const element of getElements(node, scopes)) {
    const value = unwrap(element);
    if (value.type === "ArrowFunctionExpression" || value.type === "FunctionExpression")
      for (const returned of getReturned(value)) walkFragment(returned, place, inQuery);
    else if (value.type === "NewExpression") walkBrackets(value, inQuery);
    else if (isText(value, context)) walkFragment(value, place, inQuery);
    else if (place === "order") walkKeys(value, inQuery);
    else if (query.main !== undefined) walkWhere(value, getTarget(query.main), context.walk);
  }
}

/** What a callback returns may be text, or the builder itself. */
function getReturned({
  body,
}: TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression): TSESTree.Node[] {
  const returned =
    body.type === "BlockStatement"
      ? body.body.flatMap((statement) =>
          statement.type === "ReturnStatement" && statement.argument !== null ? [statement.argument] : [],
        )
      : [body];
  return returned.filter(({ type }) => TEXTS.has(type));
}

const TEXTS: ReadonlySet<string> = new Set(["Literal", "TemplateLiteral", "BinaryExpression"]);

function isText(node: TSESTree.Node, { file }: QueryContext): boolean {
  if (node.type !== "Identifier" && node.type !== "MemberExpression") return node.type !== "ObjectExpression";
  return getEntries(node, file.scopes).length === 0;
}

/** `new Brackets((qb) => qb.where("u.name = :name"))` */
function walkBrackets(node: TSESTree.NewExpression, { query, context }: InQuery): void {
  const [callback] = node.arguments;
  if (callback?.type !== "ArrowFunctionExpression" && callback?.type !== "FunctionExpression") return;
  const [parameter] = callback.params;
  if (parameter?.type !== "Identifier") return;
  const { scopes } = context.file;
  for (const { identifier } of findVariable(scopes, parameter)?.references ?? []) {
    if (identifier.type !== "Identifier") continue;
    walkCalls(followBuilder(identifier, { scopes, handing: HANDING }).calls, query, context);
  }
}

/** `orderBy({ "u.name": "ASC" })` */
function walkKeys(node: TSESTree.Node, inQuery: InQuery): void {
  for (const { key } of getEntries(node, inQuery.context.file.scopes)) {
    if (key.type === "Literal") walkFragment(key, "order", inQuery);
    else if (key.type === "Identifier" && inQuery.query.main !== undefined)
      inQuery.context.walk.collector.addProperty(inQuery.query.main, key.name, { access: "read", at: key });
  }
}

/** `leftJoin("u.posts", "p", "p.title = :title")`: the foreign key joins, and the condition names what it names. */
function walkJoin(node: TSESTree.CallExpression, index: number, inQuery: InQuery): void {
  const { context } = inQuery;
  const target = node.arguments[index];
  const condition = node.arguments[index + 2];
  if (condition !== undefined) walkParts(condition, "condition", inQuery);
  if (target === undefined) return;
  walkRelationPath(target, inQuery);
  const model = context.walk.models.find(unwrap(target));
  if (model !== undefined) context.walk.collector.addTable(model, { access: "read", at: target });
}

/** `"u.posts"` */
function walkRelationPath(node: TSESTree.Node, { query, context }: InQuery): void {
  const value = unwrap(node);
  if (value.type !== "Literal" || typeof value.value !== "string") return;
  const [alias = "", property] = value.value.split(".");
  const owner = query.aliases.get(alias) ?? query.anyAlias;
  if (owner === undefined || property === undefined) return;
  const [start] = getNameRange(value);
  const from = start + alias.length + 1;
  const range = [from, from + property.length] as const;
  context.walk.collector.addJoin(owner, property, { access: "read", at: value, range });
}

/** Names of columns or properties in a list. */
function walkColumns(node: TSESTree.Node, access: "read" | "write", { query, context }: InQuery): void {
  const { main } = query;
  if (main === undefined) return;
  for (const element of getElements(node, context.file.scopes)) {
    const name = unwrap(element);
    if (name.type !== "Literal" || typeof name.value !== "string") continue;
    const text = name.value;
    const property = main.columns.find((column) => column.property === text || column.column === text);
    if (property !== undefined)
      context.walk.collector.addProperty(main, property.property, { access, at: name });
  }
}

/** `orUpdate(["name"], ["email"])`: what is overwritten, and what it conflicts with. */
function walkConflict({ arguments: [first, second] }: TSESTree.CallExpression, inQuery: InQuery): void {
  if (first === undefined) return;
  const entries = getEntries(first, inQuery.context.file.scopes);
  const find = (name: string) => entries.find((entry) => entry.name === name)?.value;
  const overwritten = entries.length > 0 ? find("overwrite") : first;
  const conflicting = entries.length > 0 ? (find("conflict_target") ?? find("columns")) : second;
  if (overwritten !== undefined) walkColumns(overwritten, "write", inQuery);
  if (conflicting !== undefined) walkColumns(conflicting, "read", inQuery);
}

function walkReturning(node: TSESTree.Node | undefined, inQuery: InQuery): void {
  if (node === undefined) return;
  const value = unwrap(node);
  if (value.type === "Literal" && value.value !== "*") return walkFragment(value, "columns", inQuery);
  walkColumns(node, "read", inQuery);
}

/** `set({ visits: () => "visits + 1" })` */
function withRaw(inQuery: InQuery) {
  const { walk } = inQuery.context;
  return {
    ...walk,
    onRaw: (node: TSESTree.Node) => {
      if (node.type !== "ArrowFunctionExpression" && node.type !== "FunctionExpression") return;
      const query = { ...inQuery.query, isBare: true };
      for (const returned of getReturned(node))
        walkFragment(returned, "columns", { query, context: inQuery.context });
    },
  };
}

const ENTITIES: ReadonlySet<string> = new Set(["getOne", "getOneOrFail", "getMany"]);
const RAWS: ReadonlySet<string> = new Set(["getRawOne", "getRawMany"]);

function walkResult(name: string, node: TSESTree.CallExpression, { query, context }: InQuery): void {
  const { main } = query;
  if (main === undefined) return;
  const { models, scopes, collector } = context.walk;
  const flow = { scopes, ...createRowReader(collector) };
  const shape = createShape(models, main);
  if (ENTITIES.has(name)) followRows(node, shape, flow);
  if (name === "getManyAndCount") followRows(node, createPair(shape), flow);
  if (name === "getRawAndEntities")
    followRows(
      node,
      { ...shape, has: () => false, getRelated: (key) => (key === "entities" ? shape : undefined) },
      flow,
    );
  if (!RAWS.has(name)) return;
  for (const model of new Set([main, ...query.aliases.values()]))
    followRows(node, createRawShape(query.aliases, model), flow);
}
