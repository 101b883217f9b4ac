import type { MigrationDir } from "../manifest/manifest.js";
import { getBaseName } from "./file-order.js";
import { findFormat, MIGRATION_FORMATS } from "./formats/index.js";
import type { MigrationFormat, ReadText } from "./migration-format.js";

const USUAL_NAMES: ReadonlySet<string> = new Set(["migrations", "migration", "migrate"]);
// What is copied, built or made up for tests is no history of a database; ClickHouse is none of the dialects that are read.
const IGNORED = /(^|\/)(node_modules|vendor|dist|build|fixtures|__fixtures__|testdata|clickhouse)\//;
const NUMBERED = /^\d+[._-]/;
const TOOL_FILE = /^(.+)\/(migration_lock\.toml|meta\/_journal\.json|atlas\.sum)$/;
const FOLDER_SCRIPT = /^(.+)\/[^/]+\/(migration|up)\.sql$/;

/**
 * The repo's migrations directories. Those of the manifest win; without any, the usual places are looked for, in all
 * packages of a repo. `paths` are relative to the repo; `format` is absent where only the files' text tells (see `detectFormat`).
 */
export function findMigrationDirs(
  paths: readonly string[],
  manifestDirs: readonly MigrationDir[],
): readonly MigrationDir[] {
  const dirs: readonly MigrationDir[] =
    manifestDirs.length > 0 ? manifestDirs : findUsualDirs(paths).map((dir) => ({ dir }));
  return dirs.map((given) => {
    const dir = normalizeDir(given.dir);
    const format = given.format ?? detectFormatByPaths(dir, getPathsIn(dir, paths));
    return {
      dir,
      ...(format !== undefined && { format }),
      ...(given.dialect !== undefined && { dialect: given.dialect }),
    };
  });
}

/** True for the files whose text `readMigrations` needs. */
export function isMigrationFile(dirs: readonly MigrationDir[], file: string): boolean {
  return dirs.some(({ dir, format }) => {
    const path = getPathIn(dir, file);
    if (path === undefined) return false;
    const formats = format === undefined ? MIGRATION_FORMATS : [findFormat(format)];
    return formats.some((candidate) => candidate?.isMigrationFile(path));
  });
}

/** True for all that the directories hold of migrations: what `readMigrations` needs, and SQL beside it (rollbacks, snapshots). */
export function isOfMigrations(dirs: readonly MigrationDir[], file: string): boolean {
  if (isMigrationFile(dirs, file)) return true;
  return file.endsWith(".sql") && dirs.some(({ dir }) => dir !== "" && getPathIn(dir, file) !== undefined);
}

/** The format whose files these are; undefined when none's. `paths` are relative to the directory. */
export function detectFormat(
  dir: string,
  paths: readonly string[],
  readText: ReadText,
): MigrationFormat | undefined {
  let best: { readonly format: MigrationFormat; readonly score: number } | undefined;
  for (const format of MIGRATION_FORMATS) {
    const score = format.getScore(dir, paths, readText);
    if (score > (best?.score ?? 0)) best = { format, score };
  }
  return best?.format;
}

/** The path relative to a directory, undefined when outside of it. */
export function getPathIn(dir: string, file: string): string | undefined {
  if (dir === "") return file;
  return file.startsWith(`${dir}/`) ? file.slice(dir.length + 1) : undefined;
}

/** `./db/migrations/` is `db/migrations`; the repo itself is the empty string. */
export function normalizeDir(dir: string): string {
  const normal = dir.replace(/^(\.\/)+/, "").replace(/\/+$/, "");
  return normal === "." ? "" : normal;
}

function getPathsIn(dir: string, paths: readonly string[]): string[] {
  return paths.flatMap((file) => getPathIn(dir, file) ?? []);
}

function detectFormatByPaths(dir: string, paths: readonly string[]): string | undefined {
  // A file's text could say dbmate where its name says nothing: only a score that no text can beat is settled here.
  const format = detectFormat(dir, paths, () => undefined);
  const score = format?.getScore(dir, paths, () => undefined) ?? 0;
  return score > 2 ? format?.name : undefined;
}

function findUsualDirs(paths: readonly string[]): string[] {
  const dirs = new Set<string>();
  for (const path of paths) {
    const dir = IGNORED.test(path) ? undefined : findDirOf(path);
    if (dir !== undefined) dirs.add(dir);
  }
  return [...dirs].filter((dir) => !hasOuter(dir, dirs)).toSorted();
}

function findDirOf(path: string): string | undefined {
  const byTool = TOOL_FILE.exec(path)?.[1];
  if (byTool !== undefined) return byTool;
  if (!path.endsWith(".sql")) return undefined;
  const outer = FOLDER_SCRIPT.exec(path)?.[1];
  if (outer !== undefined && USUAL_NAMES.has(getBaseName(outer))) return outer;
  const parent = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  if (USUAL_NAMES.has(getBaseName(parent))) return parent;
  // `migrations/tenant/0001-objects.sql`: one directory for each database.
  const grandparent = parent.slice(0, Math.max(0, parent.lastIndexOf("/")));
  const isDatabase = USUAL_NAMES.has(getBaseName(grandparent)) && NUMBERED.test(getBaseName(path));
  return isDatabase ? parent : undefined;
}

/** `prisma/migrations/migrate/migration.sql` is one migration, not a directory of its own. */
function hasOuter(dir: string, dirs: ReadonlySet<string>): boolean {
  return dirs.has(dir.slice(0, Math.max(0, dir.lastIndexOf("/"))));
}
