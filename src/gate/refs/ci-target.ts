export type Env = Readonly<Record<string, string | undefined>>;

/** The branch that a pull request wants to go into, as a CI service tells it. */
export interface CiTarget {
  readonly service: string;
  /** Refs to try, the best first. */
  readonly refs: readonly string[];
  /** How to get the whole history there, as text to paste. */
  readonly fullHistory: string;
}

/** Undefined outside of CI and in builds of a plain push. */
export function findCiTarget(env: Env): CiTarget | undefined {
  for (const find of [findGitHub, findGitLab, findBitbucket, findCircleCi]) {
    const target = find(env);
    if (target !== undefined) return target;
  }
  return undefined;
}

function findGitHub({ GITHUB_BASE_REF }: Env): CiTarget | undefined {
  if (!GITHUB_BASE_REF) return undefined;
  const fullHistory = "actions/checkout with:\n  fetch-depth: 0";
  return { service: "GitHub", refs: getBranchRefs(GITHUB_BASE_REF), fullHistory };
}

function findGitLab(env: Env): CiTarget | undefined {
  const branch = env["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"];
  if (!branch) return undefined;
  // The runner fetches the merge request alone: the target branch is often not there, its merge base is.
  const diffBase = env["CI_MERGE_REQUEST_DIFF_BASE_SHA"];
  const refs = [...getBranchRefs(branch), ...(diffBase ? [diffBase] : [])];
  return { service: "GitLab", refs, fullHistory: 'variables:\n  GIT_DEPTH: "0"' };
}

function findBitbucket(env: Env): CiTarget | undefined {
  const branch = env["BITBUCKET_PR_DESTINATION_BRANCH"];
  if (!branch) return undefined;
  const commit = env["BITBUCKET_PR_DESTINATION_COMMIT"];
  const refs = [...getBranchRefs(branch), ...(commit ? [commit] : [])];
  return { service: "Bitbucket", refs, fullHistory: "clone:\n  depth: full" };
}

/** CircleCI names the pull request, not its target: the remote's default branch stands for it. */
function findCircleCi(env: Env): CiTarget | undefined {
  if (!env["CIRCLECI"] || !(env["CIRCLE_PULL_REQUEST"] || env["CIRCLE_PULL_REQUESTS"])) return undefined;
  const refs = ["origin/HEAD", "origin/main", "origin/master"];
  return { service: "CircleCI", refs, fullHistory: "checkout:\n  method: full" };
}

function getBranchRefs(branch: string): readonly string[] {
  return [`origin/${branch}`, branch];
}
