import { getBaseName } from "./file-order.js";
import type { ForwardMigration } from "./migration-format.js";

/**
 * For tools that remember a version and not a file: of several files with one version only the first runs.
 * The others get ids of their own, so that two trees can be compared.
 */
export function markTakenVersions(tool: string, migrations: readonly ForwardMigration[]): ForwardMigration[] {
  const first = new Map<string, string>();
  return migrations.map((migration) => {
    const taken = first.get(migration.id);
    if (taken === undefined) {
      first.set(migration.id, migration.path);
      return migration;
    }
    return {
      ...migration,
      id: `${migration.id} ${getBaseName(migration.path)}`,
      neverRuns: `${getBaseName(taken)} has the version ${migration.id} too, and ${tool} runs a version once`,
    };
  });
}
