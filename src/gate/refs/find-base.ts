import { UserError } from "../../errors.js";
import { type CiTarget, type Env, findCiTarget } from "./ci-target.js";
import { getFetchCommand } from "./get-fetch-command.js";
import type { Commit, GitRepo } from "./repo.js";

export interface Base {
  /** As the user knows it: `origin/main`. */
  readonly name: string;
  /** What head is compared with. */
  readonly commit: Commit;
  /** Where the other branch stands now: what its migrations are. Equal to `commit` unless the branch went on. */
  readonly tip: Commit;
}

export interface BaseQuestion {
  /** `--base` */
  readonly base?: string;
  /** Full ids of what is being merged into `HEAD`: part of head already, so each is its own merge base with it. */
  readonly merged?: readonly string[];
  readonly env: Env;
  /** Absent outside of git. */
  readonly git?: GitRepo;
}

/**
 * The commit that head is compared with: the merge base with `--base`; with the pull request's target in CI; with the upstream; else `HEAD`
 * when the tree is dirty; else none. Throws a UserError for one that was named and is not there.
 */
export async function findBase({ base: option, merged, env, git }: BaseQuestion): Promise<Base | undefined> {
  if (git === undefined && option !== undefined)
    throw new UserError(`There is no commit ${option} to compare with: this is no git repository.`);
  if (git === undefined) return undefined;
  const head = await git.findCommit("HEAD");
  if (option?.trim() === "")
    throw new UserError("--base is empty. Name a commit to compare with: --base origin/main");
  // Its merge base with itself needs no git.
  if (option === "HEAD" && head !== undefined) return { name: option, commit: head, tip: head };
  const side = option !== undefined && merged?.includes(option) ? await git.findCommit(option) : undefined;
  if (side !== undefined) return { name: side.sha.slice(0, 7), commit: side, tip: side };
  if (option !== undefined) return findNamedBase(option, head, git);
  if (head === undefined) return undefined;
  const target = findCiTarget(env);
  if (target !== undefined) return findCiBase(target, head, git);
  const upstream = await git.findUpstream();
  const tip = upstream === undefined ? undefined : await git.findCommit(upstream);
  // A branch that shares no commit with its upstream has no base there.
  const base = tip && upstream ? await findMergeBase(upstream, tip, { head, git }) : undefined;
  if (base !== undefined) return base;
  return (await git.isDirty()) ? { name: "HEAD", commit: head, tip: head } : undefined;
}

interface Here {
  readonly head: Commit;
  readonly git: GitRepo;
}

async function findNamedBase(name: string, head: Commit | undefined, git: GitRepo): Promise<Base> {
  const tip = await git.findCommit(name);
  if (tip === undefined || head === undefined)
    throw new UserError(
      `There is no commit ${name} to compare with. If it is on the server: ${getFetchCommand(name, await git.isShallow())}`,
    );
  const base = await findMergeBase(name, tip, { head, git });
  if (base !== undefined) return base;
  if (await git.isShallow())
    throw new UserError(
      `This shallow clone does not reach back to where ${name} and HEAD parted. Fetch the history: ${getFetchCommand(name, true)}`,
    );
  // Histories without a common commit: the named one itself is all there is to compare with.
  return { name, commit: tip, tip };
}

async function findCiBase(target: CiTarget, head: Commit, git: GitRepo): Promise<Base> {
  let isParted = false;
  for (const { name, ref, isLocal } of target.refs) {
    const tip = await git.findCommit(ref);
    // Some services merge the pull request into their own copy of the target: nothing would be left to judge.
    if (tip === undefined || (isLocal && tip.sha === head.sha)) continue;
    if (target.isOwnHead && tip.sha === head.sha) throw getOwnHeadError(target);
    const base = await findMergeBase(name, tip, { head, git });
    if (base !== undefined) return findNewestBase(base, target, { head, git });
    isParted = true;
  }
  const { name, service, fullHistory } = target;
  const what = isParted
    ? `The clone does not reach back to where ${name} and this branch parted`
    : `${name}, the target of this pull request, is not in the clone`;
  const command = getFetchCommand(name, await git.isShallow());
  if (fullHistory === undefined) throw new UserError(`${what}. Run before it, on ${service}: ${command}`);
  const history = `Fetch the whole history in ${service}'s configuration:\n\n${fullHistory}\n`;
  throw new UserError(`${what}. ${history}\nor run before it: ${command}`);
}

/** A clone that is used again may have the branch as it was long ago: where the service names a newer commit of it, that one tells where they parted. */
async function findNewestBase(found: Base, { refs }: CiTarget, here: Here): Promise<Base> {
  let newest = found;
  for (const { name, ref } of refs.filter(({ isCommit }) => isCommit)) {
    const tip = await here.git.findCommit(ref);
    if (tip === undefined || tip.sha === newest.tip.sha) continue;
    const base = await findMergeBase(name, tip, here);
    if (base !== undefined && (await isBefore(newest.commit, base.commit, here.git))) newest = base;
  }
  return newest;
}

async function isBefore(a: Commit, b: Commit, git: GitRepo): Promise<boolean> {
  return a.sha !== b.sha && (await git.findMergeBase(a.sha, b.sha)) === a.sha;
}

function getOwnHeadError({ name }: CiTarget): UserError {
  return new UserError(
    `A workflow on pull_request_target has ${name} checked out, and nothing of the pull request: there is nothing to judge. Run it on pull_request.`,
  );
}

async function findMergeBase(name: string, tip: Commit, { head, git }: Here): Promise<Base | undefined> {
  const sha = await git.findMergeBase(head.sha, tip.sha);
  const commit = sha === undefined ? undefined : await git.findCommit(sha);
  return commit && { name, commit, tip };
}
