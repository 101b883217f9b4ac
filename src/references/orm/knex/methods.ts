/** What each method of a Knex builder does with its arguments; synonyms share a word. */
export type Clause =
  | "alias"
  | "analytic"
  | "batch"
  | "column"
  | "columns"
  | "condition"
  | "conflict"
  | "cross"
  | "delete"
  | "distinct-on"
  | "exists"
  | "fragment-condition"
  | "fragment-from"
  | "fragment-group"
  | "fragment-join"
  | "fragment-order"
  | "function"
  | "group"
  | "in"
  | "insert"
  | "join"
  | "json"
  | "merge"
  | "on"
  | "on-value"
  | "order"
  | "pluck"
  | "returning"
  | "schema"
  | "step"
  | "table"
  | "truncate"
  | "union"
  | "update"
  | "using"
  | "with";

const PLAIN: Readonly<Record<string, Clause>> = {
  as: "alias",
  select: "columns",
  column: "columns",
  columns: "columns",
  distinct: "columns",
  first: "columns",
  pluck: "pluck",
  distinctOn: "distinct-on",
  count: "function",
  countDistinct: "function",
  min: "function",
  max: "function",
  sum: "function",
  sumDistinct: "function",
  avg: "function",
  avgDistinct: "function",
  rank: "analytic",
  denseRank: "analytic",
  rowNumber: "analytic",
  partitionBy: "group",
  jsonExtract: "json",
  jsonSet: "json",
  jsonInsert: "json",
  jsonRemove: "json",
  from: "table",
  into: "table",
  table: "table",
  fromRaw: "fragment-from",
  withSchema: "schema",
  join: "join",
  innerJoin: "join",
  leftJoin: "join",
  leftOuterJoin: "join",
  rightJoin: "join",
  rightOuterJoin: "join",
  outerJoin: "join",
  fullOuterJoin: "join",
  crossJoin: "cross",
  joinRaw: "fragment-join",
  using: "using",
  groupBy: "group",
  groupByRaw: "fragment-group",
  orderBy: "order",
  orderByRaw: "fragment-order",
  insert: "insert",
  batchInsert: "batch",
  upsert: "insert",
  update: "update",
  increment: "step",
  decrement: "step",
  del: "delete",
  delete: "delete",
  truncate: "truncate",
  returning: "returning",
  onConflict: "conflict",
  merge: "merge",
  with: "with",
  withRecursive: "with",
  withMaterialized: "with",
  withNotMaterialized: "with",
  union: "union",
  unionAll: "union",
  intersect: "union",
  except: "union",
};

/** `orWhereNotIn` is a `where`, `in`. */
const FAMILIES: readonly (readonly [pattern: RegExp, clause: Clause])[] = [
  [/^(?:and|or)?(?:where|having)(?:Not)?Exists$/i, "exists"],
  [/^(?:and|or)?(?:where|having)Raw$/i, "fragment-condition"],
  [/^(?:and|or)?(?:where|having)(?:Not)?In$/i, "in"],
  [/^(?:and|or)?whereColumn$/i, "on"],
  [/^(?:and|or)?(?:where|having)(?:Not)?(?:I?Like|(?:Not)?Null|Between|Json\w+)$/i, "column"],
  [/^(?:and|or)?(?:where|having)(?:Not)?$/i, "condition"],
  [/^(?:and|or)?on(?:Not)?Exists$/i, "exists"],
  [/^(?:and|or)?on(?:Not)?In$/i, "in"],
  [/^(?:and|or)?onVal$/i, "on-value"],
  [/^(?:and|or)?on(?:Not)?(?:Null|Between)$/i, "column"],
  [/^(?:and|or)?onJsonPathEquals$/i, "on"],
  [/^(?:and|or)?on$/i, "on"],
];

export function findClause(method: string): Clause | undefined {
  return (
    (Object.hasOwn(PLAIN, method) ? PLAIN[method] : undefined) ??
    FAMILIES.find(([pattern]) => pattern.test(method))?.[1]
  );
}

/** Methods of a Knex instance that begin a query; `raw`, `ref`, `schema`, `transaction` do not. */
export function beginsQuery(method: string): boolean {
  if (method === "queryBuilder") return true;
  const clause = findClause(method);
  return clause !== undefined && !NEVER_FIRST.has(clause);
}

const NEVER_FIRST: ReadonlySet<Clause> = new Set(["alias", "conflict", "merge", "on", "on-value", "using"]);

/** Methods that run the query: what comes then are its rows. */
export const ENDING: ReadonlySet<string> = new Set([
  "then",
  "catch",
  "finally",
  "stream",
  "pipe",
  "asCallback",
  "toSQL",
  "toQuery",
  "toString",
]);

/** Methods that hand the builder to their callback. */
export const HANDING: ReadonlySet<string> = new Set(["modify"]);

/** Methods that other libraries with a `from("users")` or `select` do not have. */
export function isKnexOnly(method: string): boolean {
  const clause = findClause(method);
  if (clause === undefined) return OTHERS.has(method);
  return !SHARED.has(method);
}

const OTHERS: ReadonlySet<string> = new Set([
  "transacting",
  "forUpdate",
  "skipLocked",
  "clone",
  "modify",
  "ignore",
  "clearSelect",
]);
const SHARED: ReadonlySet<string> = new Set([
  "as",
  "select",
  "from",
  "insert",
  "update",
  "upsert",
  "delete",
  "table",
  "count",
  "min",
  "max",
  "sum",
  "with",
  "union",
  "on",
  "merge",
  "using",
  "join",
  "column",
  "columns",
  "returning",
]);

/** supabase-js: `client.from("users").select("name").eq("id", 1)`. */
export const FOREIGN: ReadonlySet<string> = new Set([
  "eq",
  "neq",
  "gt",
  "gte",
  "lt",
  "lte",
  "ilike",
  "match",
  "single",
  "maybeSingle",
  "order",
  "range",
  "throwOnError",
  "abortSignal",
  "textSearch",
  "getMany",
  "getOne",
  "setParameter",
  "addSelect",
  "leftJoinAndSelect",
]);
