import type { Project } from "../../detector.js";
import type { Rename } from "./names.js";

/**
 * `fullName` for `full_name`: where a mapper (`knexSnakeCaseMappers`, `wrapIdentifier`) stands between, code has no other name for the column.
 * A table that is known to have a column of the name in code has no mapper.
 */
export function createRename({ changes, tables }: Project): Rename | undefined {
  const names = new Map<string, string>();
  for (const { old } of changes) {
    if (old.kind !== "column") continue;
    const camel = toCamelCase(old.column);
    if (camel !== old.column && tables.getColumns(old)?.has(camel) !== true) names.set(camel, old.column);
  }
  return names.size === 0 ? undefined : (name) => names.get(name);
}

export function toCamelCase(column: string): string {
  return column.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
