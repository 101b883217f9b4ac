import { describe, expect, it } from "vitest";
import { findCiTarget } from "../../../src/gate/refs/ci-target.js";

describe("findCiTarget", () => {
  it("reads GitHub's variables", () => {
    const env = { GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "main" };
    expect(findCiTarget(env)).toMatchObject({ service: "GitHub", refs: ["origin/main", "main"] });
  });

  it("knows a service by the branch alone, as in a container that gets no more", () => {
    expect(findCiTarget({ GITHUB_BASE_REF: "main" })?.service).toBe("GitHub");
    expect(findCiTarget({ CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" })?.service).toBe("GitLab");
  });

  it("finds none in GitHub's build of a push", () => {
    expect(findCiTarget({ GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "" })).toBeUndefined();
  });

  it("reads GitLab's variables, with the merge base it names where the branch is not fetched", () => {
    const env = {
      GITLAB_CI: "true",
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: "0123456789abcdef0123456789abcdef01234567",
    };
    expect(findCiTarget(env)?.refs).toEqual([
      "origin/main",
      "main",
      "0123456789abcdef0123456789abcdef01234567",
    ]);
  });

  it("reads Bitbucket's variables", () => {
    expect(findCiTarget({ BITBUCKET_PR_DESTINATION_BRANCH: "main" })?.refs[0]).toBe("origin/main");
  });

  it("takes the remote's default branch on CircleCI, which does not name the target", () => {
    const env = { CIRCLECI: "true", CIRCLE_PULL_REQUEST: "https://git.example.com/acme/api/pull/7" };
    expect(findCiTarget(env)?.refs[0]).toBe("origin/HEAD");
  });

  it("finds none outside of CI", () => {
    expect(findCiTarget({ HOME: "/home/ada" })).toBeUndefined();
  });
});
