import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGit } from "../gate/git-story.js";
import { buildPackage } from "../support/build-package.js";
import { createArtifactStore } from "./artifact-store.js";
import { addProgram, checkOutPullRequest, createMachine, installPackage } from "./machine.js";
import { readExamples } from "./examples.js";
import { makeOrganisation } from "./make-organisation.js";
import { PROJECT, runAction } from "./run-action.js";
import { runSteps, type StepResult, type StepsResult, type UsedAction, type Values } from "./run-steps.js";
import { parseSteps, readSteps } from "./workflow-file.js";

const NIGHTLY = join(PROJECT, "docs/workflows/nightly.yml");
const PULL_REQUEST = join(PROJECT, "docs/workflows/pull-request.yml");
const NIGHT = "2026-09-26";
const DONE: StepResult = { exit: 0, outputs: {}, log: "", summary: "" };

let folder: string;
let origin: string;
let store: Readonly<Record<string, UsedAction>>;

interface Job {
  readonly steps: Parameters<typeof runSteps>[0];
  readonly contexts?: Readonly<Record<string, unknown>>;
  readonly checkOut: (workspace: string) => void;
  readonly today: string;
  readonly newestNight?: string;
  readonly env?: Values;
}

/** What talks to servers is stood in for: GitHub's own actions, npm's registry and `gh`. */
function runJob({
  steps,
  contexts,
  checkOut,
  today,
  newestNight = "",
  env,
}: Job): StepsResult & { home: string } {
  const job = mkdtempSync(join(folder, "job "));
  const built = join(folder, "built");
  addProgram(
    job,
    "npm",
    `case $* in ci) ;; "run build") cp -R "${built}/dist" "${built}/node_modules" . ;; *) exit 1 ;; esac`,
  );
  addProgram(
    job,
    "npx",
    `[ "$1" = expand-contract ] && shift && exec node "${folder}/built/dist/src/bin.js" "$@" --today=${today}`,
  );
  addProgram(job, "gh", `[ "$1" = api ] && echo "${newestNight}"`);
  const machine = createMachine(job, {
    env: { XDG_CACHE_HOME: join(folder, "cache"), ...(env ?? { GITHUB_BASE_REF: "main" }) },
    contexts: { github: { event: { repository: { default_branch: "main" } } }, ...contexts },
    actions: {
      ...store,
      "actions/checkout": (_, { workspace }) => {
        checkOut(workspace);
        if (existsSync(join(workspace, ".git"))) installPackage(workspace, built);
        return DONE;
      },
      "actions/setup-node": () => DONE,
      "actions/cache": () => DONE,
      "expand-contract/eslint-plugin-expand-contract": (inputs, used) =>
        runAction({ ...inputs, args: `--today=${today}` }, used),
      "./": runAction,
    },
  });
  return { ...runSteps(steps, machine), home: join(job, "home") };
}

function cloneMain(workspace: string): void {
  runGit(origin, ["clone", "--quiet", "--depth=1", pathToFileURL(origin).href, workspace]);
}

/** The gate on the pull request that drops `users.name` once more, 37 days after the last release that used it. */
function runPullRequest(today: string, newestNight?: string): StepsResult {
  const checkOut = (workspace: string) => checkOutPullRequest(origin, workspace, "drop-name-again");
  const steps = readSteps(PULL_REQUEST, "gate");
  return runJob({ steps, checkOut, today, ...(newestNight && { newestNight }) });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract night "));
  buildPackage(join(folder, "built"));
  origin = makeOrganisation(folder);
  store = createArtifactStore(join(folder, "artifacts"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Two shards, and the job that puts them together. */
function runNight(): { readonly shards: ReturnType<typeof runJob>[]; readonly merge: StepsResult } {
  const steps = readSteps(NIGHTLY, "scan");
  const shards = [1, 2].map((shard) => {
    const contexts = { matrix: { shard }, strategy: { "job-total": 2 }, secrets: {} };
    return runJob({ steps, contexts, checkOut: cloneMain, today: NIGHT });
  });
  const merge = runJob({ steps: readSteps(NIGHTLY, "merge"), checkOut: cloneMain, today: NIGHT });
  return { shards, merge };
}

function readUsage(): unknown {
  return JSON.parse(readFileSync(join(folder, "artifacts/expand-contract-usage/usage.json"), "utf8"));
}

it("counts at night, in shards, and keeps one result", () => {
  const { shards, merge } = runNight();
  for (const { exit, log } of [...shards, merge]) expect({ exit, log }).toMatchObject({ exit: 0 });
  expect(readUsage()).toMatchObject({
    repos: [
      { name: ".", status: "ok" },
      { name: "web", status: "ok", scanned: NIGHT },
      { name: "worker", status: "ok", scanned: NIGHT },
    ],
  });
  // git has the token while it fetches, and no file has it.
  const asked = execFileSync("git", ["credential", "fill"], {
    encoding: "utf8",
    input: "protocol=https\nhost=github.com\n\n",
    env: { PATH: process.env["PATH"], HOME: shards[0]?.home, REPOS_TOKEN: "night-token" },
  });
  expect(asked).toContain("username=x-access-token\npassword=night-token\n");
});

describe("a pull request that drops a column", () => {
  it("is held against the newest night: another repository still writes it", () => {
    const { exit, log } = runPullRequest("2026-09-27", "4711");
    expect(exit).toBe(1);
    expect(log).toMatch(/drop blocked.*drop-before-stop-write/);
    expect(log).toMatch(/^ +worker +\S+:\d+:\d+ +write/m);
  });

  it("is unknown before the first night, and it says how to have one", () => {
    const { exit, log } = runPullRequest("2026-09-27");
    expect(exit).toBe(1);
    expect(log).toContain("::warning title=expand-contract::No night has counted the other repositories yet");
    expect(log).toMatch(/drop unknown.*drop-unknown/);
    expect(log).toContain("expand-contract scan --repos --format json --output usage.json");
  });

  it("is unknown when the newest night is too long ago, and it says how to renew it", () => {
    const { exit, log } = runPullRequest("2026-10-05", "4711");
    expect(exit).toBe(1);
    expect(log).toMatch(/drop unknown.*drop-unknown/);
    expect(log).toContain("on 2026-09-26, 9 days ago");
    expect(log).toContain("expand-contract scan --repos --format json --output usage.json");
  });
});

it("fails a night in which a repository could not be read, and keeps its result all the same", () => {
  renameSync(join(folder, "web"), join(folder, "web, moved away"));
  const { shards, merge } = runNight();
  expect(shards.map(({ exit }) => exit)).toEqual([0, 0]);
  expect(merge.exit).toBe(2);
  expect(merge.log).toContain("web  There is no repository at");
  expect(readUsage()).toMatchObject({ repos: [{ name: "." }, { name: "web", status: "failed" }, {}] });
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

it("is tried on each system by this project's own workflow", () => {
  const checkOut = (workspace: string) => {
    cpSync(join(PROJECT, "fixtures/org"), join(workspace, "fixtures/org"), { recursive: true });
    cpSync(join(PROJECT, "package.json"), join(workspace, "package.json"));
  };
  const steps = readSteps(join(PROJECT, ".github/workflows/ci.yml"), "action");
  const { exit, log } = runJob({ steps, checkOut, today: "2026-08-11" });
  expect({ exit, log }).toMatchObject({ exit: 0, log: expect.stringMatching(/^failure false 1$/m) });
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
    let workspace = "";
    const checkOut = (folder: string) => {
      workspace = folder;
      checkOutPullRequest(origin, folder, "export-report");
    };
    const checkout = { uses: "actions/checkout" };
    const steps = [checkout, ...getCommands(heading)];
    const { exit, log } = runJob({ steps, checkOut, today: "2026-08-11", env });
    expect({ exit, log }).toMatchObject({ exit: 1, log: expect.stringContaining("base origin/") });
    expect(log).toContain("src/export-users.ts:5:24");
    expect(readFileSync(join(workspace, report), "utf8")).toContain("src/export-users.ts");
  });
});
