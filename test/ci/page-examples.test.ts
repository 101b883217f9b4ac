import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRepo } from "../../fixtures/org/make-repos.mjs";
import { buildPackage } from "../support/build-package.js";
import { readExamples } from "./examples.js";
import { addProgram, checkOutPullRequest, createMachine } from "./machine.js";
import { PROJECT } from "./run-action.js";
import { runJob } from "./run-job.js";
import { runSteps } from "./run-steps.js";
import { parseSteps } from "./workflow-file.js";

let folder: string;
let origin: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract recipes "));
  buildPackage(join(folder, "built"));
  origin = makeRepo(folder, "api", { until: "2026-08-11" });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the comment on a pull request", () => {
  const steps = () => {
    const page = join(PROJECT, "docs/ci.md");
    const text = readExamples(page).find(
      ([file]) => file === ".github/workflows/expand-contract-comment.yml",
    );
    return parseSteps(text?.[1] ?? "", "gate").filter(({ name }) => name === "Comment");
  };
  /** `gh` that finds the comment with this id, or none, and writes down what it is asked to write. */
  const comment = (id: string) => {
    const job = mkdtempSync(join(folder, "job "));
    const machine = createMachine(job, {
      contexts: {
        github: {
          event: { pull_request: { number: 7, head: { repo: { full_name: "acme/api" } } } },
          repository: "acme/api",
        },
      },
    });
    mkdirSync(machine.workspace);
    writeFileSync(join(machine.workspace, "gate.md"), "<!-- expand-contract ratchet -->\nNo findings\n");
    addProgram(
      job,
      "gh",
      `case "$*" in
      *--paginate*) [ "$MARKER" = "<!-- expand-contract ratchet -->" ] && echo "${id}" ;;
      *) echo "$@" ;;
    esac`,
    );
    const [step] = steps();
    if (step === undefined) throw new Error("The page has no step for a comment");
    return runSteps([{ ...step, if: "!cancelled()" }], machine);
  };

  it("is written once", () => {
    expect(comment("")).toMatchObject({ exit: 0, log: "pr comment 7 --repo acme/api --body-file gate.md\n" });
  });

  it("is changed by the next push", () => {
    expect(comment("12")).toMatchObject({
      exit: 0,
      log: "api --silent --method PATCH repos/acme/api/issues/comments/12 --field body=@gate.md\n",
    });
  });
});

describe("the recipe for another service", () => {
  const page = readFileSync(join(PROJECT, "docs/ci.md"), "utf8");
  /** What the page tells the service to run, line by line. */
  const getCommands = (heading: string) => {
    const [, section = ""] = new RegExp(`^### ${heading}\n(.*?)^##`, "ms").exec(page) ?? [];
    const commands = section.matchAll(
      /^ *(?:- |- run: |- script: |sh ')((?:git|mkdir|npm|npx) [^'\n]*)'?$/gm,
    );
    return [...commands].map(([, run = ""]) => ({ run }));
  };

  it.each([
    ["Bitbucket Pipelines", { BITBUCKET_PR_DESTINATION_BRANCH: "main" }, "test-results/expand-contract.xml"],
    ["CircleCI", { CIRCLECI: "true", CIRCLE_PULL_REQUEST: "7" }, "test-results/expand-contract.xml"],
    ["Azure Pipelines", { SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main" }, "expand-contract.xml"],
    ["Jenkins", { CHANGE_ID: "7", CHANGE_TARGET: "main" }, "expand-contract.xml"],
    ["Buildkite", { BUILDKITE_PULL_REQUEST: "7", BUILDKITE_PULL_REQUEST_BASE_BRANCH: "main" }, "gate.md"],
  ])("%s finds the target, fails for a new reference and leaves a report", (heading, env, report) => {
    const checkOut = (workspace: string) => checkOutPullRequest(origin, workspace, "export-report");
    const checkout = { uses: "actions/checkout" };
    const steps = [checkout, ...getCommands(heading)];
    const { exit, log, workspace } = runJob({ steps, checkOut, today: "2026-08-11", env }, { folder });
    expect({ exit, log }).toMatchObject({ exit: 1, log: expect.stringContaining("base origin/") });
    expect(log).toContain("src/export-users.ts:5:24");
    expect(readFileSync(join(workspace, report), "utf8")).toContain("src/export-users.ts");
  });
});
