import { chmodSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatRatchet } from "../../src/ratchet/format-ratchet.js";
import { flattenCounts, nestCounts } from "../../src/ratchet/leaf-counts.js";
import { parseRatchet } from "../../src/ratchet/parse-ratchet.js";
import type { Accepted } from "../../src/ratchet/ratchet-file.js";
import { createGitStory, type GitStory } from "../gate/git-story.js";
import { buildPackage } from "../support/build-package.js";
import { runCommand } from "../support/run-command.js";

let built: string | undefined;

/** The command as it is published, built once for a test file. */
function getBin(): string {
  if (built === undefined) {
    built = mkdtempSync(join(tmpdir(), "expand-contract-driver-"));
    buildPackage(built);
    // As package managers do.
    chmodSync(join(built, "dist/src/bin.js"), 0o755);
  }
  return join(built, "dist/src/bin.js");
}

/** Puts the command where package managers do. */
export function linkCommand(folder: string): void {
  const bin = join(folder, "node_modules/.bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(folder, "node_modules/.gitignore"), "*\n");
  symlinkSync(getBin(), join(bin, "expand-contract"));
}

/** A repository that has the command, and whose git asks the merge driver. */
export async function createDriverStory(): Promise<GitStory> {
  const story = createGitStory();
  linkCommand(story.root);
  story.git("config", "user.name", "Ada");
  story.git("config", "user.email", "ada@example.com");
  await runCommand(story.root, ["ratchet", "merge-driver", "--install"]);
  return story;
}

/** `"src/a.ts f": 2` → a ratchet with two reads there. */
export function writeCounts(
  counts: Readonly<Record<string, number>>,
  accepted: readonly Accepted[] = [],
): string {
  const leaves = Object.entries(counts).map(([place, count]) => {
    const [file = "", scope = "f"] = place.split(" ");
    return { change: "a", file, scope, access: "read" as const, count };
  });
  return formatRatchet({ version: 1, changes: nestCounts(["a"], leaves), accepted });
}

/** The inverse, of the file that stands there now. */
export function readCounts(root: string, path = "ratchet.json"): Record<string, number> {
  const { changes } = parseRatchet(readFileSync(join(root, path), "utf8"), path);
  return Object.fromEntries(
    flattenCounts(changes).map(({ file, scope, count }) => [`${file} ${scope}`, count]),
  );
}

export interface TwoSides {
  readonly base: string | undefined;
  readonly ours: string;
  readonly theirs: string;
}

/** Two branches, `main` and `feature`, that parted at `base`; `main` is checked out. */
export function part(story: GitStory, { base, ours, theirs }: TwoSides, path = "ratchet.json"): void {
  story.commit("2026-05-01", { "README.md": "start", ...(base !== undefined && { [path]: base }) });
  story.git("checkout", "-q", "-b", "feature");
  story.commit("2026-05-02", { [path]: theirs });
  story.git("checkout", "-q", "main");
  story.commit("2026-05-03", { [path]: ours });
}
