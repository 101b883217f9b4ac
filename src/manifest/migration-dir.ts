/** A folder of the repo in the one form that everything after works with: no `./`, no `/` at the end; `.` is the root. */
export function normalizeDir(dir: string): string {
  const segments = dir.split("/").filter((segment) => segment !== "" && segment !== ".");
  return segments.length === 0 ? "." : segments.join("/");
}

/** Why a text can't be a folder inside the repo. */
export function getDirProblem(dir: string): string | undefined {
  if (/^[A-Za-z]:/.test(dir) || /^[/\\~]/.test(dir))
    return 'is an absolute path: write it from the root of the repo, such as "db/migrations"';
  if (dir.includes("\\")) return "has backslashes: write / between folders, on Windows too";
  if (dir.split("/").includes("..")) return "leads out of the repo: write the path of a folder inside it";
  return undefined;
}
