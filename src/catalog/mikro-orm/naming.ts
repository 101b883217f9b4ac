import type { Naming } from "./mikro-orm-mapping.js";

/** How columns and tables without a name of their own are called. Several names: either may be meant. */
export interface NamingStrategy {
  getTable(entity: string): string;
  getColumns(property: string): string[];
  getJoinColumns(name: string, key: string, isComposite: boolean): string[];
}

/** https://github.com/mikro-orm/mikro-orm/blob/master/packages/core/src/naming-strategy/UnderscoreNamingStrategy.ts */
const UNDERSCORE: NamingStrategy = {
  getTable: toUnderscore,
  getColumns: (property) => [toUnderscore(property)],
  getJoinColumns: (name, key) => [`${toUnderscore(name)}_${key}`],
};

/** https://github.com/mikro-orm/mikro-orm/blob/master/packages/core/src/naming-strategy/EntityCaseNamingStrategy.ts */
const CASE: NamingStrategy = {
  getTable: (entity) => entity,
  getColumns: (property) => [property],
  getJoinColumns: (name, key, isComposite) => {
    const lower = name.charAt(0).toLowerCase() + name.slice(1);
    return [isComposite ? `${lower}_${key}` : lower];
  },
};

/** One that can't be read: either of MikroORM's own. */
const UNKNOWN: NamingStrategy = {
  getTable: toUnderscore,
  getColumns: (property) => unite(UNDERSCORE.getColumns(property), CASE.getColumns(property)),
  getJoinColumns: (...names) => unite(UNDERSCORE.getJoinColumns(...names), CASE.getJoinColumns(...names)),
};

export function getNamingStrategy(naming: Naming | undefined): NamingStrategy {
  if (naming === undefined) return UNDERSCORE;
  return naming === "case" ? CASE : UNKNOWN;
}

function unite(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}

function toUnderscore(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
}
