import type { Manifest, MigrationDir } from "../manifest/manifest.js";
import type { FoundDir } from "../migrations/find-dirs.js";
import { isPackageJson, mayBeMigration } from "./file-kind.js";
import { getHash } from "./scan-keys.js";

/** Where a tree's migrations are. JSON-able. */
export interface MigrationLayout {
  readonly dirs: readonly FoundDir[];
  /** Paths of all in SQL that the directories hold, rollbacks too, and of their tools' own files. */
  readonly files: readonly string[];
  /** Paths of all whose text says which tables there are: those, migrations that are scripts, and what tells whose they are. */
  readonly telling: readonly string[];
  /** Paths of migrations that are scripts, as far as their directories tell. */
  readonly scripts: readonly string[];
}

/**
 * Finds migrations by the names of files; `known` are layouts by a hash of those that matter. A new one takes code that a scan answered from
 * the cache does without.
 */
export async function findLayout(
  paths: readonly string[],
  { migrations }: Manifest,
  known: Record<string, MigrationLayout>,
): Promise<MigrationLayout> {
  const relevant = getRelevant(paths, migrations);
  const key = getHash(relevant);
  const layout = known[key] ?? (await readLayout(relevant, migrations));
  known[key] = layout;
  return layout;
}

/** A directory is found by its tool's own file, by its name, or by the manifest; and then told apart by all that it holds. */
function getRelevant(paths: readonly string[], migrations: readonly MigrationDir[]): string[] {
  const dirs = migrations.map(({ dir }) => dir);
  const candidates = paths.filter(mayBeMigration);
  for (const path of candidates)
    if (!path.endsWith(".sql")) dirs.push(getFolder(path), getFolder(getFolder(path)));
  if (dirs.includes("")) return [...paths];
  const prefixes = [...new Set(dirs)].map((dir) => `${dir}/`);
  return paths.filter(
    (path) =>
      path.endsWith(".sql") ||
      isPackageJson(path) ||
      (path.includes("migrat") && /(?:^|\/)(?:migrations?|migrate)\//.test(path)) ||
      prefixes.some((prefix) => path.startsWith(prefix)),
  );
}

function getFolder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

async function readLayout(
  paths: readonly string[],
  migrations: readonly MigrationDir[],
): Promise<MigrationLayout> {
  const { findMigrationDirs, isDirEvidence, isKnownScript, isOfMigrations } =
    await import("../migrations/find-dirs.js");
  const dirs = findMigrationDirs(paths, migrations);
  const files = paths.filter((path) => isOfMigrations(dirs, path));
  const own = new Set(files);
  return {
    dirs,
    files,
    telling: paths.filter((path) => own.has(path) || isDirEvidence(dirs, path)),
    scripts: paths.filter((path) => isKnownScript(dirs, path)),
  };
}
