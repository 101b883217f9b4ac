import { CI_SERVICES, type Env, findQueueTarget, type TargetBranch } from "./ci-services.js";

export type { Env } from "./ci-services.js";

/** One way to reach the target's branch. */
export interface TargetRef {
  /** As people know it: `origin/main`. */
  readonly name: string;
  /** As git finds it, whatever tags are called: `refs/remotes/origin/main`. */
  readonly ref: string;
  /** True for a branch of the clone itself: some services merge the pull request into it. */
  readonly isLocal?: boolean;
  /** True for a commit that the service names: it is as old as the build. */
  readonly isCommit?: boolean;
}

/** The branch that a pull request wants to go into, as a CI service tells it. */
export interface CiTarget {
  readonly service: string;
  /** What to call it where it can't be found: `origin/main`. */
  readonly name: string;
  /** To try, the best first. */
  readonly refs: readonly TargetRef[];
  /** How to get the whole history there, as text to paste. */
  readonly fullHistory?: string;
  readonly isOwnHead?: boolean;
}

/** Undefined outside of CI and in builds of a plain push. */
export function findCiTarget(env: Env): CiTarget | undefined {
  for (const { name, fullHistory, findTarget } of CI_SERVICES) {
    const target = findTarget(env);
    if (target === undefined) continue;
    const { branch, isOwnHead = false } = target;
    const service = { service: name, ...(fullHistory !== undefined && { fullHistory }) };
    return { ...service, name: `origin/${branch}`, refs: getRefs(target), isOwnHead };
  }
  return findCircleCiTarget(env);
}

function getRefs({ branch, commits = [], isCommitBest = false }: TargetBranch): readonly TargetRef[] {
  const branches = [
    { name: `origin/${branch}`, ref: `refs/remotes/origin/${branch}` },
    { name: branch, ref: `refs/heads/${branch}`, isLocal: true },
  ];
  const named = commits.map((ref) => ({ name: branch, ref, isCommit: true }));
  return isCommitBest ? [...named, ...branches] : [...branches, ...named];
}

/** CircleCI names the pull request, not its target (circleci.com/docs: Project values and variables): the remote's default branch stands for it. */
function findCircleCiTarget(env: Env): CiTarget | undefined {
  if (!env["CIRCLECI"]) return undefined;
  const service = { service: "CircleCI", fullHistory: "- checkout:\n    method: full" };
  const queue = findQueueTarget(env["CIRCLE_BRANCH"]);
  if (queue !== undefined) return { ...service, name: `origin/${queue.branch}`, refs: getRefs(queue) };
  if (!env["CIRCLE_PULL_REQUEST"] && !env["CIRCLE_PULL_REQUESTS"]) return undefined;
  const names = ["origin/HEAD", "origin/main", "origin/master"];
  const refs = names.map((name) => ({ name, ref: `refs/remotes/${name}` }));
  return { ...service, name: "origin/main", refs };
}
