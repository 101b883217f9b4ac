/** What a method of a model takes and gives. */

/** What stands at a position: options of a query, values to be written, names of attributes, or a key. */
export type Argument = "options" | "data" | "read" | "change" | "other";
export type Result = "row" | "rowPair" | "countPair" | "page" | "model" | "none";

export interface ModelMethod {
  readonly takes: readonly Argument[];
  readonly gives: Result;
  readonly isWrite?: boolean;
}

const FIND: ModelMethod = { takes: ["options"], gives: "row" };
const AGGREGATE: ModelMethod = { takes: ["read", "options"], gives: "none" };
const ADD: ModelMethod = { takes: ["change", "options"], gives: "none", isWrite: true };

export const MODEL_METHODS: Readonly<Record<string, ModelMethod>> = {
  findAll: FIND,
  findOne: FIND,
  findByPk: { takes: ["other", "options"], gives: "row" },
  findById: { takes: ["other", "options"], gives: "row" },
  findAndCountAll: { takes: ["options"], gives: "page" },
  findOrCreate: { takes: ["options"], gives: "rowPair", isWrite: true },
  findOrBuild: { takes: ["options"], gives: "rowPair" },
  findCreateFind: { takes: ["options"], gives: "rowPair", isWrite: true },
  findOrInitialize: { takes: ["options"], gives: "rowPair" },
  count: { takes: ["options"], gives: "none" },
  sum: AGGREGATE,
  min: AGGREGATE,
  max: AGGREGATE,
  aggregate: { takes: ["read", "other", "options"], gives: "none" },
  create: { takes: ["data", "options"], gives: "row", isWrite: true },
  bulkCreate: { takes: ["data", "options"], gives: "row", isWrite: true },
  build: { takes: ["data", "options"], gives: "row", isWrite: true },
  bulkBuild: { takes: ["data", "options"], gives: "row", isWrite: true },
  upsert: { takes: ["data", "options"], gives: "rowPair", isWrite: true },
  update: { takes: ["data", "options"], gives: "countPair", isWrite: true },
  destroy: { takes: ["options"], gives: "none", isWrite: true },
  restore: { takes: ["options"], gives: "none", isWrite: true },
  increment: ADD,
  decrement: ADD,
  scope: { takes: ["other"], gives: "model" },
  unscoped: { takes: [], gives: "model" },
  schema: { takes: [], gives: "model" },
  withScope: { takes: [], gives: "model" },
  withoutScope: { takes: [], gives: "model" },
  addScope: { takes: ["other", "options"], gives: "none" },
};

export const ROW_METHODS: Readonly<Record<string, ModelMethod>> = {
  save: { takes: ["options"], gives: "row", isWrite: true },
  update: { takes: ["data", "options"], gives: "row", isWrite: true },
  set: { takes: ["data", "other"], gives: "row", isWrite: true },
  setAttributes: { takes: ["data"], gives: "row", isWrite: true },
  setDataValue: { takes: ["data", "other"], gives: "none", isWrite: true },
  get: { takes: ["read"], gives: "row" },
  getDataValue: { takes: ["read"], gives: "none" },
  changed: { takes: ["read"], gives: "none" },
  previous: { takes: ["read"], gives: "row" },
  increment: { takes: ["change", "options"], gives: "row", isWrite: true },
  decrement: { takes: ["change", "options"], gives: "row", isWrite: true },
  reload: { takes: ["options"], gives: "row" },
  destroy: { takes: ["other"], gives: "none", isWrite: true },
  restore: { takes: ["other"], gives: "row", isWrite: true },
  toJSON: { takes: [], gives: "row" },
  isSoftDeleted: { takes: [], gives: "none" },
};

export interface FoundMethod {
  readonly method: ModelMethod;
  /** False: the project's own method, named after one of Sequelize's (`createWithCtx`). */
  readonly isOwn: boolean;
}

/** A method by its name, or by the name of Sequelize's that a wrapper's begins with. */
export function findMethod(
  name: string,
  methods: Readonly<Record<string, ModelMethod>>,
): FoundMethod | undefined {
  const own = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (own !== undefined) return { method: own, isOwn: true };
  const [wrapped] = Object.entries(methods)
    .filter(([known]) => name.startsWith(known) && /^[A-Z]/.test(name.slice(known.length)))
    .sort(([a], [b]) => b.length - a.length);
  return wrapped && WRAPPED.has(wrapped[0]) ? { method: wrapped[1], isOwn: false } : undefined;
}

const WRAPPED: ReadonlySet<string> = new Set([
  ...["findAll", "findOne", "findOrCreate", "findAndCountAll", "findOrBuild"],
  ...["create", "bulkCreate", "build", "upsert", "update", "save", "destroy", "restore"],
]);
