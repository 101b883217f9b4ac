import { existsSync, realpathSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import type { Repo } from "../manifest/manifest.js";
import { parseRepoUrl } from "../manifest/repo-url.js";
import { runGit } from "../trees/git-process.js";

/** What tells whether two entries of the manifest mean one repository: equal texts do. */
export function getRepoIdentity({ url, path = "." }: Repo, root: string): string {
  return url === undefined ? getRealPath(resolve(root, path)) : getUrlIdentity(url);
}

/** A folder that is not there is itself. */
function getRealPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/** `git@host:team/repo.git` and `https://host/team/repo` are one repository; who signs in does not matter. */
function getUrlIdentity(url: string): string {
  const parsed = parseRepoUrl(url);
  if (parsed === undefined) return url;
  const [path = ""] = parsed.path.split(/[?#]/);
  return `${parsed.host.toLowerCase()}/${path
    .replace(/^\/+/, "")
    .replace(/\/+$/, "")
    .replace(/\.git$/, "")}`;
}

/** A test for entries of the manifest that mean the manifest's own repo: by its folder, or one in it that is no repository, or by where it was cloned from. */
export async function createOwnRepoTest(root: string): Promise<(repo: Repo) => boolean> {
  const own = getRealPath(root);
  const urls = new Set((await readRemoteUrls(root)).map(getUrlIdentity));
  return (repo) => {
    const identity = getRepoIdentity(repo, root);
    if (repo.url !== undefined) return urls.has(identity);
    const isWithin = identity.startsWith(own.endsWith(sep) ? own : own + sep);
    return identity === own || (isWithin && existsSync(identity) && !existsSync(join(identity, ".git")));
  };
}

/** None outside git. */
async function readRemoteUrls(root: string): Promise<string[]> {
  const { status, stdout } = await runGit(root, ["config", "--get-regexp", "^remote\\..*\\.url$"]);
  if (status !== 0) return [];
  const lines = stdout.toString().split("\n");
  return lines.flatMap((line) => {
    const url = line.slice(line.indexOf(" ") + 1);
    return url === "" ? [] : [url];
  });
}
