import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../errors.js";
import { explainSystemError } from "./explain-system-error.js";

/**
 * A folder and those above it, up to the top of its git repository: files that say how a repository works stand there, in git or not.
 * Paths are POSIX, relative to the folder (`../../pnpm-lock.yaml`).
 */
export interface Surroundings {
  /** `""`, `"../"`, `"../../"` …: the folder itself first. Only it, outside of git. */
  readonly levels: readonly string[];
  has(path: string): boolean;
  /** Undefined where no file is. Throws a UserError for one that can't be read. */
  readText(path: string): string | undefined;
  /** Names in a folder, sorted; none where there is no folder. */
  listNames(path: string): readonly string[];
}

export function openSurroundings(root: string): Surroundings {
  return {
    levels: getLevels(resolve(root)),
    has: (path) => statSync(join(root, path), { throwIfNoEntry: false }) !== undefined,
    readText: (path) => readText(join(root, path), path),
    listNames: (path) => listNames(join(root, path)),
  };
}

function getLevels(root: string): string[] {
  const levels = [""];
  for (let folder = root, level = ""; ; folder = dirname(folder), level += "../") {
    if (level !== "") levels.push(level);
    if (statSync(join(folder, ".git"), { throwIfNoEntry: false }) !== undefined) return levels;
    if (dirname(folder) === folder) return [""];
  }
}

function readText(file: string, path: string): string | undefined {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UserError(`${path} can't be read: ${explainSystemError(error)}`, { cause: error });
  }
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
