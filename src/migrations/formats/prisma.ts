import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { hasPackages, isPackageFile, readPackages } from "./prisma-packages.js";

const LOCK_FILE = "migration_lock.toml";
const SCRIPT = /^[^/]+\/migration\.sql$/;
/** What Prisma itself does not run; Prisma 8's writes the `ops.json` beside it. */
const OTHERS_SCRIPT = /^[^/]+\/migration\.[cm]?[jt]s$/;
// `prisma migrate dev` names folders so; hand-made ones are read too, once the lock file says that it is Prisma's.
const TIMESTAMPED_SCRIPT = /^\d{14}_[^/]*\/migration\.sql$/;
const PROVIDER = /^provider\s*=\s*"([^"]*)"/m;

// Prisma compares with `localeCompare` (packages/migrate/src/utils/listMigrations.ts); one locale, so that machines agree.
const collator = new Intl.Collator("en");

/**
 * `prisma/migrations/<timestamp>_<name>/migration.sql`, in the lexicographic order of the folders' names, with the `migration.ts` of a runner of one's own
 * between them, where a folder has that alone; from version 8 on
 * `migrations/<space>/<timestamp>_<name>/ops.json`, by the graph of their hashes.
 */
export const prisma: MigrationFormat = {
  name: "prisma",
  getScore({ paths }) {
    if (paths.includes(LOCK_FILE) || hasPackages(paths)) return 3;
    // Drizzle kit's folders look the same, and keep a snapshot beside the script.
    const isDrizzle = paths.some((path) => path.endsWith("/snapshot.json"));
    return !isDrizzle && paths.some((path) => TIMESTAMPED_SCRIPT.test(path)) ? 2 : 0;
  },
  isMigrationFile: (path) =>
    path === LOCK_FILE || SCRIPT.test(path) || OTHERS_SCRIPT.test(path) || isPackageFile(path),
  read: (files) => [...readScripts(files), ...readPackages(files)],
  getDialect: (files) => PROVIDER.exec(files.find(({ path }) => path === LOCK_FILE)?.text ?? "")?.[1],
};

function readScripts(files: readonly MigrationFile[]): ForwardMigration[] {
  const taken = new Set(
    files.filter(({ path }) => SCRIPT.test(path) || isPackageFile(path)).map(({ path }) => getFolder(path)),
  );
  return files
    .flatMap(({ path, text }): ForwardMigration[] => {
      const id = getFolder(path);
      if (SCRIPT.test(path)) return [{ id, path, sql: text }];
      if (!OTHERS_SCRIPT.test(path) || taken.has(id)) return [];
      return [{ id, path, script: { tool: "scripts", text } }];
    })
    .toSorted((a, b) => collator.compare(a.id, b.id));
}

function getFolder(path: string): string {
  return path.slice(0, path.indexOf("/"));
}
