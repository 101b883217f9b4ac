import { UserError } from "../errors.js";
import type { MigrationDir } from "../manifest/manifest.js";
import { MIGRATION_TOOLS } from "../manifest/migration-tools.js";
import { findDialect } from "../sql/dialects/dialect.js";
import { findDriverDialect } from "../sql/dialects/drivers.js";
import { detectDialect } from "./detect-dialect.js";
import { detectFormat, type FoundDir, getPathIn, normalizeDir } from "./find-dirs.js";
import { findFormat } from "./formats/index.js";
import { plainSql } from "./formats/plain-sql.js";
import { withoutByteOrderMark } from "./forward-part.js";
import type { MigrationFile, MigrationFormat } from "./migration-format.js";
import { type Dependencies, readDependencies } from "./package-dependencies.js";
import { isScriptFile } from "./script-file.js";

/** A migrations directory whose tool is known. */
export interface SettledDir extends MigrationDir {
  readonly format: string;
}

export interface RepoFile {
  /** POSIX path, relative to the repo. */
  readonly path: string;
  readonly text: string;
}

/** Tools that a package may depend on: the nearest package.json that names one says whose migrations are. */
const TOOL =
  /^(?:knex|typeorm|sequelize|sequelize-cli|umzug|db-migrate|kysely|kysely-ctl|node-pg-migrate|@mikro-orm\/.+)$/;

/**
 * What the files' text says of directories whose format or dialect their names left open. A directory of scripts that no tool claims is none.
 * Throws `UserError` for a format that isn't known. Settled ones stay as they are.
 */
export function settleDirs(dirs: readonly FoundDir[], files: readonly RepoFile[]): SettledDir[] {
  const settled = dirs.flatMap((found) => settleDir(found, files).map((dir) => ({ found, dir })));
  const all = settled.map(({ dir }) => dir);
  return settled.flatMap(({ found, dir }) =>
    found.isGuess === true && isWithin(dir, all, files) ? [] : [dir],
  );
}

function settleDir(found: FoundDir, files: readonly RepoFile[]): SettledDir[] {
  const dir = normalizeDir(found.dir);
  const inDir = getFilesIn(dir, files);
  const dependencies = readPackages(found, files);
  const format = getFormat({ ...found, dir }, inDir, dependencies);
  if (format === undefined) return [];
  const dialect = found.dialect ?? getDialect(format, inDir, { dir, dependencies });
  return [{ dir, format: format.name, ...(dialect !== undefined && { dialect }) }];
}

/** Some tools look into folders: what the outer directory's tool runs is none of its own. */
function isWithin({ dir }: SettledDir, all: readonly SettledDir[], files: readonly RepoFile[]): boolean {
  const outer = all.filter((one) => getPathIn(one.dir, `${dir}/`) !== undefined && one.dir !== dir);
  return outer.some((one) => {
    const format = findFormat(one.format);
    const own = files.filter(({ path }) => getPathIn(dir, path) !== undefined);
    return own.some(({ path }) => format?.isMigrationFile(getPathIn(one.dir, path) ?? "") === true);
  });
}

/** A directory's files with paths relative to it. */
export function getFilesIn(dir: string, files: readonly RepoFile[]): MigrationFile[] {
  return files.flatMap(({ path: file, text }) => {
    const path = getPathIn(dir, file);
    return path === undefined ? [] : [{ path, file, text: withoutByteOrderMark(text) }];
  });
}

/** Of the package.json files above a directory, the nearest first. */
function readPackages({ packageFiles = [] }: FoundDir, files: readonly RepoFile[]): readonly Dependencies[] {
  return packageFiles.flatMap((path) => {
    const file = files.find((one) => one.path === path);
    return file === undefined ? [] : [readDependencies(file.text)];
  });
}

function getFormat(
  { dir, format: name, isGuess = false }: FoundDir,
  files: readonly MigrationFile[],
  packages: readonly Dependencies[],
): MigrationFormat | undefined {
  if (name !== undefined) {
    const format = findFormat(name);
    if (format !== undefined) return format;
    throw new UserError(
      `The migrations directory ${dir} has the format "${name}", which is not known. Known are: ${MIGRATION_TOOLS.join(", ")}.`,
    );
  }
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const nearest = packages.map((lists) => lists.flat()).find((names) => names.some((one) => TOOL.test(one)));
  const claimed = detectFormat({
    dir,
    paths: [...texts.keys()],
    readText: (path) => texts.get(path),
    packages: new Set(nearest),
  });
  if (claimed !== undefined || isGuess) return claimed;
  const script = files.find(({ path }) => isScriptFile(path));
  if (script === undefined) return plainSql;
  throw new UserError(
    `${script.file} is a script, and nothing in the migrations directory ${dir} or its package says which tool runs it. ` +
      `Give the directory's entry in "migrations" a "format": ${MIGRATION_TOOLS.join(", ")} ("scripts" for a runner of your own).`,
  );
}

/** What the tool's own file says, then what SQL itself shows; for scripts the directory's name, then the database driver. Undefined: Postgres'. */
function getDialect(
  format: MigrationFormat,
  files: readonly MigrationFile[],
  { dir, dependencies }: { readonly dir: string; readonly dependencies: readonly Dependencies[] },
): string | undefined {
  const own = files.filter(({ path }) => format.isMigrationFile(path));
  const byTool = format.getDialect?.(own);
  if (byTool !== undefined) return byTool;
  const scripts = own.filter(({ path }) => path.endsWith(".sql"));
  const bySql = detectDialect(scripts);
  const around = getNamedDialect(dir) ?? getDriverDialect(dependencies);
  // SQLite takes MySQL's quotes, too; SQL without any mark of its own is Postgres', or what the dialects share.
  if (bySql !== undefined) return around === "sqlite" ? around : bySql;
  return scripts.length === own.length ? undefined : around;
}

/** `migrations/mysql`, `migrations-sqlite`, `pg/migrations`. */
function getNamedDialect(dir: string): string | undefined {
  const words = dir.split(/[/._-]/).toReversed();
  const dialects = words.map((word) => findDialect(word) ?? findDialect(word.replace(/db$/, "")));
  return dialects.find((dialect) => dialect !== undefined);
}

/** Of the nearest package that depends on a driver; Postgres' among others wins. */
function getDriverDialect(packages: readonly Dependencies[]): string | undefined {
  for (const names of packages.flat()) {
    const found = new Set(names.map(findDriverDialect).filter((dialect) => dialect !== undefined));
    if (found.size > 0) return found.has("postgres") ? undefined : [...found][0];
  }
  return undefined;
}
