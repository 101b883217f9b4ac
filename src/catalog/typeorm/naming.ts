import type { Naming } from "./typeorm-mapping.js";

/** How columns and tables without a name of their own are called. Several names: either may be meant. */
export interface NamingStrategy {
  getTable(entity: string): string;
  getColumns(property: string, own: string | undefined, prefixes: readonly string[]): string[];
  getJoinColumns(relation: string, referenced: string): string[];
  getJoinTable(first: string, property: string, second: string): string;
  getJoinTableColumns(table: string, column: string): string[];
}

/** What TypeORM does by itself: https://github.com/typeorm/typeorm/blob/master/src/naming-strategy/DefaultNamingStrategy.ts */
const DEFAULT: NamingStrategy = {
  getTable: toSnakeCase,
  getColumns: (property, own, prefixes) => {
    const name = own ?? property;
    return [prefixes.length === 0 ? name : toCamelCase(prefixes.join("_")) + toTitleCase(name)];
  },
  getJoinColumns: (relation, referenced) => [toCamelCase(`${relation}_${referenced}`)],
  getJoinTable: (first, property, second) =>
    toSnakeCase(`${first}_${property.replaceAll(".", "_")}_${second}`),
  getJoinTableColumns: (table, column) => [toCamelCase(`${table}_${column}`)],
};

/** https://github.com/tonivj5/typeorm-naming-strategies/blob/master/src/snake-naming.strategy.ts */
const SNAKE: NamingStrategy = {
  ...DEFAULT,
  getColumns: (property, own, prefixes) => [
    toSnakeCase([...prefixes, ""].join("_")) + (own ?? toSnakeCase(property)),
  ],
  getJoinColumns: (relation, referenced) => [toSnakeCase(`${relation}_${referenced}`)],
  getJoinTableColumns: (table, column) => [toSnakeCase(`${table}_${column}`)],
};

/** One that can't be read: as it is or in snake case. */
const UNKNOWN: NamingStrategy = {
  ...DEFAULT,
  getColumns: (...names) => unite(DEFAULT.getColumns(...names), SNAKE.getColumns(...names)),
  getJoinColumns: (...names) => unite(DEFAULT.getJoinColumns(...names), SNAKE.getJoinColumns(...names)),
  getJoinTableColumns: (...names) =>
    unite(DEFAULT.getJoinTableColumns(...names), SNAKE.getJoinTableColumns(...names)),
};

export function getNamingStrategy(naming: Naming | undefined): NamingStrategy {
  if (naming === undefined) return DEFAULT;
  return naming === "snake" ? SNAKE : UNKNOWN;
}

function unite(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}

function toSnakeCase(text: string): string {
  return text
    .replace(/([A-Z])([A-Z])([a-z])/g, "$1_$2$3")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

function toCamelCase(text: string): string {
  return text.replace(/^([A-Z])|[\s\-_](\w)/g, (_match, first?: string, next?: string) =>
    next === undefined ? (first ?? "").toLowerCase() : next.toUpperCase(),
  );
}

function toTitleCase(text: string): string {
  return text.replace(/\w\S*/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
}
