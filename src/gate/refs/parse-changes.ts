import type { ChangedFile } from "./repo.js";

/** What `git log` needs for `parseChanges`: raw records of each commit against its first parent. Renames off: both paths matter. */
export const CHANGES_OPTIONS: readonly string[] = [
  ...["--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--relative", "-z"],
  ...["--no-show-signature", "--format=%x02"],
];

const COMMIT = "\u0002";

/** The files of each commit, in the order of the log. `<modes> <id> <id> <status>` and its path are fields that NULs end. */
export function parseChanges(text: string): ChangedFile[][] {
  const commits: ChangedFile[][] = [];
  const fields = text.split("\0").values();
  for (const field of fields) {
    if (field === COMMIT) commits.push([]);
    else if (field.includes(":")) {
      const file = parseFile(field, fields.next().value ?? "");
      if (file !== undefined) commits.at(-1)?.push(file);
    }
  }
  return commits;
}

/** Undefined for what changed no content: a mode alone, or a submodule. */
function parseFile(record: string, path: string): ChangedFile | undefined {
  const [oldMode = "", mode, old = "", next = ""] = record.trim().split(" ");
  if (old === next || mode === SUBMODULE || oldMode === `:${SUBMODULE}`) return undefined;
  return { path, ...(!isNone(old) && { before: old }), ...(!isNone(next) && { after: next }) };
}

const SUBMODULE = "160000";

function isNone(id: string): boolean {
  return /^0+$/.test(id);
}
