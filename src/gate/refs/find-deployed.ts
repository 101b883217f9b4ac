import type { Deployed } from "../../manifest/manifest.js";
import { getFetchCommand } from "./get-fetch-command.js";
import type { Commit, GitRepo } from "./repo.js";

export interface DeployedCommit {
  /** As the user knows it: `v1.42.0`, `origin/production`. */
  readonly name: string;
  readonly commit: Commit;
  /** The manifest names none, so the base's branch stands for it. */
  readonly isBase: boolean;
}

/** Why it can't be told what is deployed, and what would settle it. */
export interface DeployedUnknown {
  readonly reason: string;
  readonly next: string;
}

/** The commit whose code is serving traffic: the manifest's ref, or the newest tag of its pattern; without either, the base. */
export async function findDeployed(
  deployed: Deployed | undefined,
  base: { readonly name: string; readonly commit: Commit } | undefined,
  git: GitRepo | undefined,
): Promise<DeployedCommit | DeployedUnknown> {
  if (git === undefined) return { reason: "this is no git repository", next: "run it in a clone" };
  if (deployed === undefined) return base === undefined ? NOTHING_NAMED : { ...base, isBase: true };
  const name = "ref" in deployed ? deployed.ref : await git.findNewestTag(deployed.tag);
  if (name === undefined) {
    const pattern = "tag" in deployed ? deployed.tag : "";
    return { reason: `no tag matches ${pattern}`, next: "fetch the tags: git fetch origin --tags" };
  }
  const commit = await git.findCommit("tag" in deployed ? `refs/tags/${name}` : name);
  if (commit === undefined)
    return {
      reason: `${name}, which the manifest calls deployed, is not in this clone`,
      next: `fetch it: ${getFetchCommand(name)}`,
    };
  return { name, commit, isBase: false };
}

const NOTHING_NAMED: DeployedUnknown = {
  reason: "neither the manifest nor a base says what is deployed",
  next: 'name it in the manifest: "deployed": { "ref": "origin/production" }, or pass --base origin/main',
};
