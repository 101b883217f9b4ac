import { createHash } from "node:crypto";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { UserError } from "../errors.js";
import { explainSystemError } from "./explain-system-error.js";

/** A `node_modules` folder that a user keeps for all repos. Paths are POSIX and relative to it. Nothing in it is ever run. */
export interface TypesFolder {
  /** Equal as long as the same packages are there; their content has stamps of its own. */
  readonly state: string;
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  /** Undefined for what is no file. */
  readText(path: string): string | undefined;
  /** Where a link leads, as far as that lies in the folder. */
  getRealPath(path: string): string;
  /** Equal for an unchanged file. */
  getStamp(path: string): string;
}

/** Throws a UserError when it is no folder. */
export function openTypesFolder(folder: string): TypesFolder {
  const given = readRoot(resolve(folder));
  const inner = join(given, "node_modules");
  const root = basename(given) !== "node_modules" && isFolder(inner) ? readRoot(inner) : given;
  return {
    state: createHash("sha1")
      .update(`${root}\0${listPackages(root).join("\0")}`)
      .digest("hex"),
    isFile: (path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile() ?? false,
    isFolder: (path) => isFolder(join(root, path)),
    readText: (path) => readText(join(root, path)),
    getRealPath: (path) => getRealPath(root, path),
    getStamp: (path) => getStamp(join(root, path)),
  };
}

function readRoot(path: string): string {
  try {
    if (!statSync(path).isDirectory()) throw new UserError(`--types-from ${path} is no folder.`);
    return realpathSync(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`--types-from ${path} can't be read: ${explainSystemError(error)}`);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** `zod`, `@types/node`. */
function listPackages(root: string): string[] {
  return readdirSync(root).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(root, name)).map((inner) => `${name}/${inner}`) : [name],
  );
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function getRealPath(root: string, path: string): string {
  try {
    const real = relative(root, realpathSync(join(root, path)));
    return real.startsWith("..") ? path : real.replaceAll(sep, "/");
  } catch {
    return path;
  }
}

function getStamp(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? "" : `${stats.size} ${stats.mtimeMs}`;
}
