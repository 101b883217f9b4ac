import type { MigrationDir } from "../manifest/manifest.js";
import { getBaseName } from "./file-order.js";
import { findFormat, MIGRATION_FORMATS } from "./formats/index.js";
import type { DirFacts, MigrationFormat } from "./migration-format.js";
import { isNumberedScript, isScriptFile } from "./script-file.js";

/** A directory as paths tell it; `settleDirs` says the rest by the files' text. */
export interface FoundDir extends MigrationDir {
  /** The package.json files above it, the nearest first: what its package depends on says whose its scripts are. */
  readonly packageFiles?: readonly string[];
  /** Found by scripts alone: it is one only if a tool claims it. Not only databases have migrations. */
  readonly isGuess?: boolean;
}

const USUAL_NAMES: ReadonlySet<string> = new Set(["migrations", "migration", "migrate"]);
// What is copied, built or made up for tests is no history of a database; ClickHouse is none of the dialects that are read.
const IGNORED = /(^|\/)(node_modules|vendor|dist|build|fixtures|__fixtures__|testdata|clickhouse)\//;
const TEST_FOLDER = /(^|\/)(tests?|__tests__|__mocks__|e2e|specs?)\//;
const NUMBERED = /^\d+[._-]/;
const TOOL_FILE = /^(.+)\/(migration_lock\.toml|meta\/_journal\.json|atlas\.sum)$/;
/** Prisma 8's folders hold it beside `migration.json`, Drizzle kit's beside `migration.sql`; alone it is anybody's. */
const PAIRED = /^(.+)\/([^/]+)\/(ops|snapshot)\.json$/;
/** graphile-migrate's own folder. */
const COMMITTED = /^(.+)\/committed\/\d+(?:-[^/]*)?\.sql$/;
const FOLDER_SCRIPT = /^(.+)\/[^/]+\/(migration|up)\.sql$/;

/**
 * The repo's migrations directories. Those of the manifest win; without any, the usual places are looked for, in all
 * packages of a repo. `paths` are relative to the repo; `format` is absent where only the files' text tells (see `settleDirs`).
 */
export function findMigrationDirs(
  paths: readonly string[],
  manifestDirs: readonly MigrationDir[],
): readonly FoundDir[] {
  const dirs: readonly FoundDir[] = manifestDirs.length > 0 ? manifestDirs : findUsualDirs(paths);
  const packageFiles = new Set(paths.filter((path) => path === PACKAGE || path.endsWith(`/${PACKAGE}`)));
  return dirs.map((given) => {
    const dir = normalizeDir(given.dir);
    const format = given.format ?? detectFormatByPaths(dir, getPathsIn(dir, paths));
    const above = getPackageFilesAbove(dir, packageFiles);
    return {
      dir,
      ...(format !== undefined && { format }),
      ...(given.dialect !== undefined && { dialect: given.dialect }),
      ...(given.isGuess === true && { isGuess: true }),
      ...(above.length > 0 && { packageFiles: above }),
    };
  });
}

const PACKAGE = "package.json";

function getPackageFilesAbove(dir: string, packageFiles: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (let folder = dir; folder !== ""; folder = getFolder(folder))
    if (packageFiles.has(`${folder}/${PACKAGE}`)) found.push(`${folder}/${PACKAGE}`);
  return packageFiles.has(PACKAGE) ? [...found, PACKAGE] : found;
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

/** True for a script that is a migration by its directory's tool alone: of one that only texts tell, its own name must say it. */
export function isKnownScript(dirs: readonly FoundDir[], file: string): boolean {
  return (
    isScriptFile(file) &&
    isMigrationFile(
      dirs.filter(({ format }) => format !== undefined),
      file,
    )
  );
}

/** True for the files by whose text `settleDirs` tells whose directories are. */
export function isDirEvidence(dirs: readonly FoundDir[], file: string): boolean {
  return dirs.some(({ packageFiles = [] }) => packageFiles.includes(file)) || isMigrationFile(dirs, file);
}

/**
 * True for all in SQL and the tools' own files that the directories hold, rollbacks and snapshots too. Scripts are code as any other: what they do to
 * columns is passed over by their names.
 */
export function isOfMigrations(dirs: readonly MigrationDir[], file: string): boolean {
  if (isScriptFile(file)) return false;
  if (isMigrationFile(dirs, file)) return true;
  return file.endsWith(".sql") && dirs.some(({ dir }) => dir !== "" && getPathIn(dir, file) !== undefined);
}

/** The format whose files these are; undefined when none's. */
export function detectFormat(facts: DirFacts): MigrationFormat | undefined {
  let best: { readonly format: MigrationFormat; readonly score: number } | undefined;
  for (const format of MIGRATION_FORMATS) {
    const score = format.getScore(facts);
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
  const facts = { dir, paths, readText: () => undefined, packages: new Set<string>() };
  // A file's text could say dbmate where its name says nothing: only a score that no text can beat is settled here.
  const format = detectFormat(facts);
  return format !== undefined && format.getScore(facts) >= CERTAIN ? format.name : undefined;
}

const CERTAIN = 3;

function findUsualDirs(paths: readonly string[]): FoundDir[] {
  const dirs = new Set<string>();
  const guesses = new Set<string>();
  for (const path of paths) {
    if (IGNORED.test(path)) continue;
    const dir = findDirOf(path);
    if (dir !== undefined) dirs.add(dir);
    const guess = findScriptDirOf(path);
    if (guess !== undefined) guesses.add(guess);
  }
  for (const dir of findPairedDirs(paths)) dirs.add(dir);
  return [...new Set([...dirs, ...guesses])]
    .filter((dir) => !hasOuter(dir, dirs))
    .toSorted()
    .map((dir) => ({ dir, ...(!dirs.has(dir) && { isGuess: true }) }));
}

function findPairedDirs(paths: readonly string[]): string[] {
  const all = new Set(paths);
  return paths.flatMap((path) => {
    const [, dir, folder, name] = PAIRED.exec(path) ?? [];
    if (dir === undefined || folder === undefined || IGNORED.test(path)) return [];
    const other = name === "ops" ? "migration.json" : "migration.sql";
    return all.has(`${dir}/${folder}/${other}`) ? [dir] : [];
  });
}

function findDirOf(path: string): string | undefined {
  const byTool = TOOL_FILE.exec(path)?.[1];
  if (byTool !== undefined) return byTool;
  if (!path.endsWith(".sql")) return undefined;
  const outer = FOLDER_SCRIPT.exec(path)?.[1] ?? COMMITTED.exec(path)?.[1];
  if (outer !== undefined && USUAL_NAMES.has(getBaseName(outer))) return outer;
  return findNamedDir(path, NUMBERED.test(getBaseName(path)));
}

function findScriptDirOf(path: string): string | undefined {
  const isNumbered = isNumberedScript(path);
  return isNumbered && !TEST_FOLDER.test(path) ? findNamedDir(path, isNumbered) : undefined;
}

function findNamedDir(path: string, isNumbered: boolean): string | undefined {
  const parent = getFolder(path);
  if (USUAL_NAMES.has(getBaseName(parent))) return parent;
  // `migrations/tenant/0001-objects.sql`: one directory for each database.
  return isNumbered && USUAL_NAMES.has(getBaseName(getFolder(parent))) ? parent : undefined;
}

function getFolder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** `prisma/migrations/migrate/migration.sql` is one migration, not a directory of its own. */
function hasOuter(dir: string, dirs: ReadonlySet<string>): boolean {
  return dirs.has(getFolder(dir));
}
