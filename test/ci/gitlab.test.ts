import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { runGit } from "../gate/git-story.js";
import { buildPackage } from "../support/build-package.js";
import { addProgram, checkOutPullRequest, createMachine, installPackage } from "./machine.js";
import { makeOrganisation } from "./make-organisation.js";
import { PROJECT } from "./run-action.js";

const NIGHT = "2026-09-26";

let folder: string;
let origin: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract gitlab "));
  buildPackage(join(folder, "built"));
  origin = makeOrganisation(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const template = z.tuple([
  z.object({ spec: z.object({ inputs: z.record(z.string(), z.object({ default: z.unknown() })) }) }),
  z.record(
    z.string(),
    z.object({
      variables: z.record(z.string(), z.string()).optional(),
      before_script: z.array(z.string()),
      script: z.array(z.string()),
    }),
  ),
]);

interface Job {
  readonly file: string;
  readonly name: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** A path that stays, for a job that others take files from. */
  readonly workspace?: string;
  readonly today: string;
  checkOut(workspace: string): void;
}

interface JobResult {
  readonly exit: number | null;
  readonly log: string;
  readonly workspace: string;
  readonly home: string;
}

/** Fills inputs in as GitLab does, and runs the job's lines as its runner does: one script, which ends at the first that fails. */
function runJob({ file, name, inputs = {}, env = {}, today, checkOut, ...more }: Job): JobResult {
  const text = readFileSync(join(PROJECT, file), "utf8");
  const [{ spec }] = parseTemplate(text);
  const filled = text.replaceAll(/\$\[\[ inputs\.(\w+) \]\]/g, (_, input: string) => {
    const value = inputs[input] ?? spec.inputs[input]?.default;
    if (value === undefined) throw new Error(`${file} has no input ${input}`);
    return String(value);
  });
  const job = parseTemplate(filled)[1][name];
  if (job === undefined) throw new Error(`${file} has no job ${name}`);
  const place = mkdtempSync(join(folder, "job "));
  addProgram(place, "npm", '[ "$*" = ci ]');
  addProgram(
    place,
    "npx",
    `[ "$1" = expand-contract ] && shift && exec node "${folder}/built/dist/src/bin.js" "$@" --today=${today}`,
  );
  // The package registry: what was uploaded last is what is downloaded.
  addProgram(
    place,
    "curl",
    `while [ $# -gt 0 ]; do case $1 in
      --upload-file) exec cp "$2" "${folder}/registry.json" ;;
      --output) [ -e "${folder}/registry.json" ] || exit 22; exec cp "${folder}/registry.json" "$2" ;;
    esac; shift; done; exit 2`,
  );
  const machine = createMachine(place);
  const workspace = more.workspace ?? machine.workspace;
  if (!existsSync(workspace)) checkOut(workspace);
  if (!existsSync(join(workspace, "node_modules"))) installPackage(workspace, join(folder, "built"));
  const script = ["set -eo pipefail", ...job.before_script, ...job.script].join("\n");
  const { status, stdout } = spawnSync("bash", ["-c", `exec 2>&1\n${script}`], {
    cwd: workspace,
    encoding: "utf8",
    env: {
      ...machine.env,
      ...{ CI: "true", GITLAB_CI: "true", CI_SERVER_URL: "https://gitlab.com" },
      ...{ CI_API_V4_URL: "https://gitlab.com/api/v4", CI_PROJECT_ID: "7", CI_JOB_TOKEN: "job-token" },
      ...{ XDG_CACHE_HOME: join(folder, "cache"), ...job.variables, ...env },
    },
  });
  return { exit: status, log: stdout, workspace, home: join(place, "home") };
}

function parseTemplate(text: string) {
  return template.parse(parseAllDocuments(text).map((document) => document.toJS()));
}

function runMergeRequest(branch: string, today: string, inputs: Job["inputs"] = {}): JobResult {
  return runJob({
    ...{ file: "templates/gitlab-ci.yml", name: "expand-contract", inputs, today },
    env: { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" },
    checkOut: (workspace) => checkOutPullRequest(origin, workspace, branch),
  });
}

it("fails a merge request that adds a reference, with reports for Code Quality and tests", () => {
  const { exit, log, workspace } = runMergeRequest("export-report", "2026-08-11", { folder: "src" });
  expect({ exit, log }).toEqual({ exit: 1, log: expect.stringContaining("new reference") });
  const report = JSON.parse(readFileSync(join(workspace, "gl-code-quality-report.json"), "utf8"));
  expect(report).toContainEqual(
    expect.objectContaining({ location: expect.objectContaining({ path: "src/export-users.ts" }) }),
  );
  expect(readFileSync(join(workspace, "expand-contract.xml"), "utf8")).toContain("<testsuite");
});

it("says before the first night that a drop is unknown", () => {
  const { exit, log } = runMergeRequest("drop-name-again", "2026-09-27", { nightly: "true" });
  expect(exit).toBe(1);
  expect(log).toContain("No night has counted the other repositories yet, so a drop is unknown.");
  expect(log).toMatch(/drop unknown.*drop-unknown/);
});

it("counts at night in shards, and holds a drop against it", () => {
  const night = join(folder, "night");
  const checkOut = (workspace: string) => {
    runGit(origin, ["clone", "--quiet", "--depth=1", pathToFileURL(origin).href, workspace]);
  };
  const shared = { file: "templates/gitlab-nightly.yml", workspace: night, checkOut, today: NIGHT };
  for (const index of ["1", "2"]) {
    const env = { CI_NODE_INDEX: index, CI_NODE_TOTAL: "2" };
    const { exit, log, home } = runJob({ ...shared, name: "expand-contract-scan", env });
    expect({ exit, log }).toMatchObject({ exit: 0 });
    // git has the token while it fetches, and no file has it.
    const { stdout } = spawnSync("git", ["credential", "fill"], {
      encoding: "utf8",
      input: "protocol=https\nhost=gitlab.com\n\n",
      env: { PATH: process.env["PATH"], HOME: home, CI_JOB_TOKEN: "job-token" },
    });
    expect(stdout).toContain("username=gitlab-ci-token\npassword=job-token\n");
  }
  expect(runJob({ ...shared, name: "expand-contract-usage" }).exit).toBe(0);
  const { exit, log } = runMergeRequest("drop-name-again", "2026-09-27", { nightly: "true" });
  expect(exit).toBe(1);
  expect(log).toMatch(/^ +worker +\S+:\d+:\d+ +write/m);
});
