import { readdirSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../errors.js";
import type { Repo } from "../manifest/manifest.js";
import { explainSystemError } from "../trees/explain-system-error.js";
import { runGit } from "../trees/git-process.js";
import { openGitTree } from "../trees/git-tree.js";
import { openWorkingTree } from "../trees/working-tree.js";
import type { OpenedRepo } from "./opened-repo.js";
import { RepoFailure } from "./repo-failure.js";

/** A repo on this machine: its working tree, or the commit that `ref` names. */
export async function openPath(repo: Repo, path: string, root: string): Promise<OpenedRepo> {
  const folder = resolve(root, path);
  const names = readNames(folder);
  const ref = repo.ref ?? ((await isBare(folder)) ? "HEAD" : undefined);
  if (ref === undefined) {
    if (names.every((name) => name === ".git")) throw new RepoFailure("empty", EMPTY);
    return { repo, folder, tree: openWorkingTree(folder) };
  }
  const tree = await openCommit(folder, ref);
  return { repo, folder, tree, commit: tree.commit };
}

const EMPTY = `it has no file: there is no commit yet, or none is checked out. Check one out, or give it a "ref".`;

/** An empty folder is a mount or a submodule that is missing: its count would be zero, and wrong. */
function readNames(folder: string): readonly string[] {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new RepoFailure("gone", `there is no folder ${folder}. Clone it there, or change its "path".`);
  }
  if (!stats.isDirectory()) {
    throw new RepoFailure("gone", `${folder} is a file. Let its "path" name a folder.`);
  }
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    const reason = explainSystemError(error);
    throw new RepoFailure("no-access", `${folder} can't be read: ${reason}.`, { cause: error });
  }
  if (names.length === 0) {
    throw new RepoFailure("empty", `the folder ${folder} is empty. Clone the repository there.`);
  }
  return names;
}

async function isBare(folder: string): Promise<boolean> {
  const { stdout } = await runGit(folder, ["rev-parse", "--is-bare-repository"]);
  return stdout.toString().trim() === "true";
}

async function openCommit(folder: string, ref: string) {
  try {
    const tree = await openGitTree(folder, ref);
    // An id is taken at its word until something is read; any other name has been looked up.
    if (tree.commit === ref) await tree.list({ isWanted: () => false, isKnown: () => true });
    return tree;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const inside = await runGit(folder, ["rev-parse", "--git-dir"]);
    if (inside.status !== 0) throw getForeignFailure(folder, inside.stderr.trim());
    throw new RepoFailure("no-such-ref", error.message, { cause: error });
  }
}

function getForeignFailure(folder: string, said: string): RepoFailure {
  if (said.includes("dubious ownership")) {
    return new RepoFailure(
      "no-access",
      `${folder} belongs to another user, so git does not read it. Allow it with: git config --global --add safe.directory ${folder}`,
    );
  }
  return new RepoFailure(
    "broken",
    `${folder} is no git repository, so it has no "ref": leave that out, or clone it. git said: ${said}`,
  );
}
