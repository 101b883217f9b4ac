export type Env = Readonly<Record<string, string | undefined>>;

/** The branch that a pull request wants to go into. */
export interface TargetBranch {
  readonly branch: string;
  /** Commits of that branch that the service names, the best first: for where the branch itself is not in the clone. */
  readonly commits?: readonly string[];
  /** True where a commit says it better than `origin/…`, which is another repository's or an older one. */
  readonly isCommitBest?: boolean;
  /** True where the service checks out the target and nothing of the pull request, unless told otherwise. */
  readonly isOwnHead?: boolean;
}

export interface CiService {
  readonly name: string;
  /** What its configuration needs for the whole history, as text to paste; absent: a command is the only way that all its setups share. */
  readonly fullHistory?: string;
  /** Undefined in builds of a plain push, and on other services. Variables may be there and empty. */
  findTarget(env: Env): TargetBranch | undefined;
}

/** Each by the variables that its documentation names. */
export const CI_SERVICES: readonly CiService[] = [
  {
    // docs.github.com: Variables reference; Managing a merge queue
    name: "GitHub",
    fullHistory: "- uses: actions/checkout@v7\n  with:\n    fetch-depth: 0",
    findTarget: ({ GITHUB_BASE_REF, GITHUB_REF, GITHUB_EVENT_NAME }) => {
      if (!GITHUB_BASE_REF) return findQueueTarget(GITHUB_REF);
      return { branch: GITHUB_BASE_REF, isOwnHead: GITHUB_EVENT_NAME === "pull_request_target" };
    },
  },
  {
    // docs.gitlab.com: Predefined CI/CD variables reference, for merge request pipelines
    name: "GitLab",
    fullHistory: 'variables:\n  GIT_DEPTH: "0"',
    findTarget: findGitLabTarget,
  },
  {
    // support.atlassian.com: Variables and secrets
    name: "Bitbucket",
    fullHistory: "clone:\n  depth: full\n  tags: true",
    findTarget: ({ BITBUCKET_PR_DESTINATION_BRANCH: branch, BITBUCKET_PR_DESTINATION_COMMIT: commit }) =>
      branch ? { branch, commits: commit ? [commit] : [] } : undefined,
  },
  {
    // learn.microsoft.com: Use predefined variables; `refs/heads/main` of Azure Repos, `main` of GitHub
    name: "Azure Pipelines",
    fullHistory: "steps:\n  - checkout: self\n    fetchDepth: 0",
    findTarget: ({ SYSTEM_PULLREQUEST_TARGETBRANCH: branch }) =>
      branch ? { branch: branch.replace(HEADS, "") } : undefined,
  },
  {
    // jenkins.io: Pipeline syntax reference of the branch API, /env-vars.html
    name: "Jenkins",
    findTarget: ({ CHANGE_ID, CHANGE_TARGET: branch }) => (CHANGE_ID && branch ? { branch } : undefined),
  },
  {
    // buildkite.com/docs: Environment variables; `BUILDKITE_PULL_REQUEST` is "false" elsewhere
    name: "Buildkite",
    findTarget: (env) => {
      const queue = env["BUILDKITE_MERGE_QUEUE_BASE_BRANCH"];
      const commit = env["BUILDKITE_MERGE_QUEUE_BASE_COMMIT"];
      if (queue) return { branch: queue, commits: commit ? [commit] : [] };
      const branch = env["BUILDKITE_PULL_REQUEST_BASE_BRANCH"];
      return isNumber(env["BUILDKITE_PULL_REQUEST"]) && branch ? { branch } : undefined;
    },
  },
  {
    // docs.travis-ci.com: Environment variables; TRAVIS_BRANCH is the target in builds of a pull request
    name: "Travis CI",
    fullHistory: "git:\n  depth: false",
    findTarget: ({ TRAVIS_PULL_REQUEST, TRAVIS_BRANCH: branch }) =>
      isNumber(TRAVIS_PULL_REQUEST) && branch ? { branch } : undefined,
  },
  {
    // docs.drone.io: DRONE_TARGET_BRANCH, which a push has too
    name: "Drone",
    findTarget: ({ DRONE_BUILD_EVENT, DRONE_TARGET_BRANCH: branch }) =>
      DRONE_BUILD_EVENT === "pull_request" && branch ? { branch } : undefined,
  },
  {
    // woodpecker-ci.org/docs: Environment
    name: "Woodpecker",
    findTarget: ({ CI_PIPELINE_EVENT = "", CI_COMMIT_TARGET_BRANCH: branch }) =>
      CI_PIPELINE_EVENT.startsWith("pull_request") && branch ? { branch } : undefined,
  },
  {
    // appveyor.com/docs: Environment variables; APPVEYOR_REPO_BRANCH is the target in builds of a pull request
    name: "AppVeyor",
    findTarget: ({ APPVEYOR_PULL_REQUEST_NUMBER, APPVEYOR_REPO_BRANCH: branch }) =>
      APPVEYOR_PULL_REQUEST_NUMBER && branch ? { branch } : undefined,
  },
  {
    // docs.semaphoreci.com: Environment variables; SEMAPHORE_GIT_BRANCH is the target in builds of a pull request
    name: "Semaphore",
    findTarget: ({ SEMAPHORE_GIT_PR_NUMBER, SEMAPHORE_GIT_BRANCH: branch }) =>
      SEMAPHORE_GIT_PR_NUMBER && branch ? { branch } : undefined,
  },
];

const HEADS = /^refs\/heads\//;

/** GitHub's merge queue builds branches called `gh-readonly-queue/main/pr-7-<commit>`, on other services too. */
export function findQueueTarget(ref: string | undefined): TargetBranch | undefined {
  const [, branch] = /^gh-readonly-queue\/(.+)\/pr-[^/]+$/.exec(ref?.replace(HEADS, "") ?? "") ?? [];
  return branch === undefined ? undefined : { branch };
}

function findGitLabTarget(env: Env): TargetBranch | undefined {
  const branch = env["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"];
  if (!branch) return undefined;
  // The target as it was merged into what is checked out: in pipelines of merged results and merge trains alone.
  const target = env["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"];
  // The runner fetches the merge request alone: the branch is often not there, where they parted is.
  const parted = env["CI_MERGE_REQUEST_DIFF_BASE_SHA"];
  const commits = [target, parted].flatMap((commit) => (commit ? [commit] : []));
  return { branch, commits, isCommitBest: Boolean(target) || isRunByFork(env) };
}

/** There `origin` is the fork, whose branch of that name may be years old. */
function isRunByFork({ CI_PROJECT_PATH: here, CI_MERGE_REQUEST_PROJECT_PATH: target }: Env): boolean {
  return Boolean(here) && Boolean(target) && here !== target;
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^\d+$/.test(text);
}
