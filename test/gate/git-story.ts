import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A real repository whose commits have the dates that a test gives them. */
export interface GitStory {
  readonly root: string;
  git(...args: readonly string[]): string;
  /** Writes files; `undefined` removes one. */
  write(files: Readonly<Record<string, string | undefined>>): void;
  /** Writes files and commits everything, at noon UTC of that day. Returns the commit's id. */
  commit(date: string, files?: Readonly<Record<string, string | undefined>>): string;
  remove(): void;
}

export function createGitStory(): GitStory {
  const root = mkdtempSync(join(tmpdir(), "gate story "));
  const git = (...args: readonly string[]) => runGit(root, args);
  const write: GitStory["write"] = (files) => {
    for (const [path, text] of Object.entries(files)) {
      const file = join(root, path);
      if (text === undefined) rmSync(file);
      else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
  };
  git("init", "-q", "-b", "main");
  return {
    root,
    git,
    write,
    commit(date, files = {}) {
      write(files);
      git("add", "-A");
      runGit(root, ["commit", "-q", "--allow-empty", "-m", `as of ${date}`], date);
      return git("rev-parse", "HEAD");
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export function runGit(root: string, args: readonly string[], date = "2026-01-01"): string {
  const identity = { NAME: "Ada", EMAIL: "ada@example.com", DATE: `${date}T12:00:00Z` };
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
  };
  for (const [key, value] of Object.entries(identity)) {
    env[`GIT_AUTHOR_${key}`] = value;
    env[`GIT_COMMITTER_${key}`] = value;
  }
  return execFileSync("git", args, { cwd: root, env, encoding: "utf8", stdio: "pipe" }).trim();
}
