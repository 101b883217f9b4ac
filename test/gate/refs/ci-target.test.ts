import { describe, expect, it } from "vitest";
import { CI_SERVICES } from "../../../src/gate/refs/ci-services.js";
import { findCiTarget } from "../../../src/gate/refs/ci-target.js";

const SHA = "0123456789abcdef0123456789abcdef01234567";
const MERGED_SHA = "89abcdef0123456789abcdef0123456789abcdef";

/** Service and refs, as `findBase` tries them. */
function find(env: Readonly<Record<string, string>>): readonly string[] {
  const target = findCiTarget(env);
  return target === undefined ? [] : [target.service, ...target.refs.map(({ ref }) => ref)];
}

const toBranch = (service: string, branch: string, ...commits: readonly string[]) => [
  service,
  `refs/remotes/origin/${branch}`,
  `refs/heads/${branch}`,
  ...commits,
];

describe("a build of a pull request", () => {
  it.each([
    ["GitHub", { GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "release/2", GITHUB_EVENT_NAME: "pull_request" }],
    [
      "GitHub",
      {
        GITHUB_ACTIONS: "true",
        GITHUB_BASE_REF: "",
        GITHUB_EVENT_NAME: "merge_group",
        GITHUB_REF: `refs/heads/gh-readonly-queue/release/2/pr-7-${SHA}`,
      },
    ],
    ["GitLab", { GITLAB_CI: "true", CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "release/2" }],
    ["Bitbucket", { BITBUCKET_PR_ID: "7", BITBUCKET_PR_DESTINATION_BRANCH: "release/2" }],
    ["Azure Pipelines", { TF_BUILD: "True", SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/release/2" }],
    ["Azure Pipelines", { TF_BUILD: "True", SYSTEM_PULLREQUEST_TARGETBRANCH: "release/2" }],
    ["Jenkins", { JENKINS_URL: "https://ci.example.com", CHANGE_ID: "7", CHANGE_TARGET: "release/2" }],
    [
      "Buildkite",
      { BUILDKITE: "true", BUILDKITE_PULL_REQUEST: "7", BUILDKITE_PULL_REQUEST_BASE_BRANCH: "release/2" },
    ],
    ["Travis CI", { TRAVIS: "true", TRAVIS_PULL_REQUEST: "7", TRAVIS_BRANCH: "release/2" }],
    ["Drone", { DRONE: "true", DRONE_BUILD_EVENT: "pull_request", DRONE_TARGET_BRANCH: "release/2" }],
    [
      "Woodpecker",
      { CI: "woodpecker", CI_PIPELINE_EVENT: "pull_request", CI_COMMIT_TARGET_BRANCH: "release/2" },
    ],
    ["AppVeyor", { APPVEYOR: "True", APPVEYOR_PULL_REQUEST_NUMBER: "7", APPVEYOR_REPO_BRANCH: "release/2" }],
    ["Semaphore", { SEMAPHORE: "true", SEMAPHORE_GIT_PR_NUMBER: "7", SEMAPHORE_GIT_BRANCH: "release/2" }],
    ["CircleCI", { CIRCLECI: "true", CIRCLE_BRANCH: `gh-readonly-queue/release/2/pr-7-${SHA}` }],
  ])("on %s names its target", (service, env) => {
    expect(find(env)).toEqual(toBranch(service, "release/2"));
  });

  it("names the target's commit where the service knows it", () => {
    expect(
      find({ BITBUCKET_PR_DESTINATION_BRANCH: "main", BITBUCKET_PR_DESTINATION_COMMIT: "0123456789ab" }),
    ).toEqual(toBranch("Bitbucket", "main", "0123456789ab"));
    expect(
      find({ BUILDKITE_MERGE_QUEUE_BASE_BRANCH: "main", BUILDKITE_MERGE_QUEUE_BASE_COMMIT: SHA }),
    ).toEqual(toBranch("Buildkite", "main", SHA));
  });

  it("takes the remote's default branch on CircleCI, which does not name the target", () => {
    const env = { CIRCLECI: "true", CIRCLE_PULL_REQUEST: "https://git.example.com/acme/api/pull/7" };
    expect(find(env)).toEqual([
      "CircleCI",
      "refs/remotes/origin/HEAD",
      "refs/remotes/origin/main",
      "refs/remotes/origin/master",
    ]);
  });
});

describe("GitLab's merge request", () => {
  const env = {
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
    CI_MERGE_REQUEST_DIFF_BASE_SHA: SHA,
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: "",
    CI_PROJECT_PATH: "acme/api",
    CI_MERGE_REQUEST_PROJECT_PATH: "acme/api",
  };

  it("has where the branches parted as its last resort", () => {
    expect(find(env)).toEqual(toBranch("GitLab", "main", SHA));
  });

  it("of merged results, and in a merge train, is held to the target that was merged", () => {
    expect(find({ ...env, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: MERGED_SHA })).toEqual([
      ...["GitLab", MERGED_SHA, SHA, "refs/remotes/origin/main", "refs/heads/main"],
    ]);
  });

  it("that a fork runs is not held to the fork's branch of that name", () => {
    expect(find({ ...env, CI_PROJECT_PATH: "ada/api" })).toEqual([
      ...["GitLab", SHA, "refs/remotes/origin/main", "refs/heads/main"],
    ]);
  });
});

describe("a build of a push", () => {
  it.each([
    ["nowhere", { HOME: "/home/ada" }],
    ["on GitHub", { GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "", GITHUB_REF: "refs/heads/main" }],
    ["on GitLab", { GITLAB_CI: "true", CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "" }],
    ["on Bitbucket", { BITBUCKET_BUILD_NUMBER: "1", BITBUCKET_PR_DESTINATION_BRANCH: "" }],
    ["on CircleCI", { CIRCLECI: "true", CIRCLE_BRANCH: "main", CIRCLE_PULL_REQUEST: "" }],
    ["on Azure Pipelines", { TF_BUILD: "True", SYSTEM_PULLREQUEST_TARGETBRANCH: "" }],
    ["on Jenkins", { JENKINS_URL: "https://ci.example.com", CHANGE_ID: "", CHANGE_TARGET: "" }],
    [
      "on Buildkite",
      { BUILDKITE: "true", BUILDKITE_PULL_REQUEST: "false", BUILDKITE_PULL_REQUEST_BASE_BRANCH: "" },
    ],
    ["on Travis CI", { TRAVIS: "true", TRAVIS_PULL_REQUEST: "false", TRAVIS_BRANCH: "main" }],
    ["on Drone", { DRONE: "true", DRONE_BUILD_EVENT: "push", DRONE_TARGET_BRANCH: "main" }],
    ["on Woodpecker", { CI: "woodpecker", CI_PIPELINE_EVENT: "push", CI_COMMIT_TARGET_BRANCH: "" }],
    ["on AppVeyor", { APPVEYOR: "True", APPVEYOR_REPO_BRANCH: "main" }],
    ["on Semaphore", { SEMAPHORE: "true", SEMAPHORE_GIT_PR_NUMBER: "", SEMAPHORE_GIT_BRANCH: "main" }],
  ])("%s has no target", (_, env) => {
    expect(find(env)).toEqual([]);
  });
});

it("knows each service by one name", () => {
  const names = CI_SERVICES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
