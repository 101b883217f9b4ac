import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../errors.js";
import { runGitSync } from "./git-process.js";

/**
 * Options for a git that compares files with the index: no program of the repository's converts them first. A filter that `.gitattributes` names
 * would run for each file that looks changed, and who made the repository wrote its configuration too.
 */
export function findFilterOverrides(root: string): string[] {
  // Most users have it, and its own settings name further programs.
  const names = new Set(["lfs", ...(mayDefineFilters(root) ? readFilterNames(root) : [])]);
  return [...names].flatMap((name) => [
    ...["-c", `filter.${name}.process=`],
    ...["-c", `filter.${name}.clean=`],
    ...["-c", `filter.${name}.required=false`],
  ]);
}

/** Asking git takes as long as a small scan; most repositories define none. */
function mayDefineFilters(root: string): boolean {
  const gitPath = findGitPath(root);
  if (gitPath === undefined) return false;
  const isPlain = statSync(gitPath).isDirectory() && !existsSync(join(gitPath, "commondir"));
  // The configuration of a worktree lies elsewhere.
  if (!isPlain) return true;
  return ["config", "config.worktree"].some((file) =>
    /\[(?:filter|include)/i.test(readText(join(gitPath, file))),
  );
}

function findGitPath(folder: string): string | undefined {
  const path = join(folder, ".git");
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : findGitPath(parent);
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

const PREFIX = "filter.";

function readFilterNames(root: string): string[] {
  const keys = ["config", "--null", "--name-only", "--get-regexp", "^filter\\."];
  const { stdout } = runGitSync(root, keys);
  return stdout
    .toString()
    .split("\0")
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => getFilterName(root, key));
}

function getFilterName(root: string, key: string): string {
  const name = key.slice(PREFIX.length, key.lastIndexOf("."));
  if (!name.includes("=")) return name;
  // On a command line it would be another key.
  const shown = JSON.stringify(name);
  throw new UserError(
    `The repository of ${root} has a filter called ${shown}, which can't be turned off. Rename it without "=".`,
  );
}
