import { UserError } from "../errors.js";
import { findNearest } from "../manifest/find-nearest.js";
import type { Manifest, Repo } from "../manifest/manifest.js";
import { createOwnRepoTest, getRepoIdentity } from "./repo-identity.js";
import { HOME } from "./repo-outcome.js";
import { getShardNames, type Shard } from "./shard.js";

export interface RepoSelection {
  /** This repo and all others, each once. */
  readonly repos: readonly Repo[];
  /** Those of the whole run, and those of this part of it. */
  readonly run: readonly string[];
  readonly part: readonly string[];
  /** What a user should know of the list. */
  readonly notes: readonly string[];
}

export interface SelectionInput {
  readonly root: string;
  readonly manifest: Manifest;
  /** Absent: all. */
  readonly names?: readonly string[];
  /** Absent: the whole run. */
  readonly shard?: Shard;
}

/** Which repos a run is about. Throws a UserError for a list that is empty, names a repository twice, or does not have what was asked for. */
export async function selectRepos({ root, manifest, names, shard }: SelectionInput): Promise<RepoSelection> {
  if (manifest.repos.length === 0) {
    throw new UserError(
      `${manifest.file} names no other repos. Add them: "repos": [{ "name": "web", "path": "../web" }]`,
    );
  }
  checkTwice(manifest, root);
  const isOwn = await createOwnRepoTest(root);
  const own = manifest.repos.filter(isOwn);
  const repos = [{ name: HOME, path: HOME }, ...manifest.repos.filter((repo) => !own.includes(repo))];
  const all = repos.map(({ name }) => name);
  const aliases = new Map(own.map(({ name }) => [name, HOME]));
  const chosen = names?.map((name) => aliases.get(name) ?? findName(name, all, manifest));
  const run = all.filter((name) => chosen === undefined || chosen.includes(name)).sort();
  return {
    repos,
    run,
    part: shard === undefined ? run : getShardNames(run, shard),
    notes: own.map(
      ({ name }) => `${manifest.file}: the repo "${name}" is this one: it is counted once, as ".".`,
    ),
  };
}

function checkTwice({ repos, file }: Manifest, root: string): void {
  const first = new Map<string, string>();
  for (const repo of repos) {
    const key = `${getRepoIdentity(repo, root)}\0${repo.ref ?? ""}`;
    const same = first.get(key);
    if (same !== undefined) {
      throw new UserError(
        `${file}: the repos "${same}" and "${repo.name}" are the same one, and would be counted twice: keep one.`,
      );
    }
    first.set(key, repo.name);
  }
}

function findName(name: string, known: readonly string[], { file }: Manifest): string {
  if (known.includes(name)) return name;
  const nearest = findNearest(name, known);
  const advice = nearest === undefined ? `It has: ${known.join(", ")}.` : `Did you mean ${nearest}?`;
  throw new UserError(`--repo ${name}: ${file} has no repo of that name. ${advice}`);
}
