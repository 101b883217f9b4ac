import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runGit } from "../gate/git-story.js";
import type { Machine, Values } from "./run-steps.js";

/** A machine of its own for one job: a workspace, a home and programs that stand in for what talks to servers. */
export function createMachine(folder: string, more: Partial<Machine> = {}): Machine {
  const [workspace, temp, home] = ["work space", "_temp", "home"].map((name) => join(folder, name));
  if (workspace === undefined || temp === undefined || home === undefined) throw new Error("no folders");
  for (const one of [temp, home]) mkdirSync(one, { recursive: true });
  const env: Values = {
    PATH: [join(folder, "bin"), dirname(process.execPath), process.env["PATH"]].join(":"),
    HOME: home,
    GITHUB_REPOSITORY: "acme/api",
    GITHUB_SERVER_URL: "https://github.com",
    ...more.env,
  };
  return { workspace, temp, contexts: {}, actions: {}, ...more, env };
}

/** A program on the machine's PATH. */
export function addProgram(folder: string, name: string, script: string): void {
  const file = join(folder, "bin", name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

/** What `npm ci` would do with the lockfile of a project that has the package. */
export function installPackage(project: string, built: string): void {
  mkdirSync(join(project, "node_modules"), { recursive: true });
  symlinkSync(built, join(project, "node_modules/eslint-plugin-expand-contract"));
  writeFileSync(join(project, ".git/info/exclude"), "node_modules\n");
}

/** A checkout with the whole history of what a pull request would be merged as, as actions/checkout makes it. */
export function checkOutPullRequest(origin: string, workspace: string, branch: string): void {
  runGit(origin, ["clone", "--quiet", origin, workspace]);
  runGit(workspace, ["checkout", "--quiet", "--detach", "origin/main"]);
  runGit(workspace, ["merge", "--quiet", "--no-ff", "-m", `Merge ${branch} into main`, `origin/${branch}`]);
}
