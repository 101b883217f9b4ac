import { type Dialect, DIALECTS } from "../sql/dialects/dialect.js";
import { findDriverDialect } from "../sql/dialects/drivers.js";
import type { FileFacts } from "./facts.js";

/**
 * Which dialects SQL in a file may be written in, the likeliest first: of the drivers of its nearest package that has any, else what the
 * repo's schemas and migrations name, else of all its packages. Nothing names one: Postgres, then the others where that does not take it.
 */
export function createDialectSearch(
  facts: ReadonlyMap<string, FileFacts>,
  named: readonly Dialect[],
): (path: string) => readonly Dialect[] {
  const byFolder = new Map<string, readonly Dialect[]>();
  for (const [path, { drivers }] of facts)
    if (drivers !== undefined) byFolder.set(getFolder(path), getDialects(drivers));
  const ofPackages = getUnion([...byFolder.values()]);
  const ofRepo = [named, ofPackages].find((dialects) => dialects.length > 0) ?? DIALECTS;
  return (path) => {
    for (let folder = path; folder !== "";) {
      folder = getFolder(folder);
      const own = byFolder.get(folder);
      if (own !== undefined) return own;
    }
    return ofRepo;
  };
}

function getDialects(drivers: readonly string[]): readonly Dialect[] {
  const found = new Set(drivers.map(findDriverDialect));
  return DIALECTS.filter((dialect) => found.has(dialect));
}

function getUnion(lists: readonly (readonly Dialect[])[]): readonly Dialect[] {
  return DIALECTS.filter((dialect) => lists.some((dialects) => dialects.includes(dialect)));
}

function getFolder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
