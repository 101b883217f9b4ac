import { compareNames, isTopLevel } from "../file-order.js";
import type { ForwardMigration, MigrationFormat } from "../migration-format.js";
import { markTakenVersions } from "../taken-versions.js";

// pkg/migration/file.go and list.go of Supabase's CLI.
const FILE = /^([0-9]+)_(.*)\.sql$/;
const OLD_INIT = /([0-9]{14})_init\.sql/;
const INIT_RUNS_SINCE = "20211209000000";

/** `supabase/migrations/<timestamp>_<name>.sql` by file name. */
export const supabase: MigrationFormat = {
  name: "supabase",
  getScore: ({ dir, paths }) =>
    `/${dir}`.endsWith("/supabase/migrations") && paths.some(isSupabaseFile) ? 3 : 0,
  isMigrationFile: isSupabaseFile,
  read(files) {
    const sorted = files
      .filter(({ path }) => isSupabaseFile(path))
      .toSorted((a, b) => compareNames(a.path, b.path));
    const migrations = sorted.map(({ path, text }) => ({
      id: FILE.exec(path)?.[1] ?? path,
      path,
      sql: text,
    }));
    return markTakenVersions("supabase", migrations).map(skipOldInit);
  },
};

function isSupabaseFile(path: string): boolean {
  return isTopLevel(path) && FILE.test(path);
}

function skipOldInit(migration: ForwardMigration, index: number): ForwardMigration {
  const timestamp = OLD_INIT.exec(migration.path)?.[1];
  if (index > 0 || timestamp === undefined || timestamp >= INIT_RUNS_SINCE) return migration;
  return {
    ...migration,
    neverRuns: "supabase skips a first migration of before 2021-12-09 that is named init",
  };
}
