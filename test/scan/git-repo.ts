import { execFileSync } from "node:child_process";

export function initRepo(root: string): void {
  execFileSync("git", ["init", "--quiet", "--initial-branch", "main"], { cwd: root });
}

export function commitAll(root: string, message: string): void {
  const author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  execFileSync("git", ["add", "--all"], { cwd: root });
  execFileSync("git", [...author, "commit", "--quiet", "--message", message], { cwd: root });
}
