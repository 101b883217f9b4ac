import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MERGE_DRIVER } from "../../src/ratchet/merge-driver-command.js";
import type { Accepted } from "../../src/ratchet/ratchet-file.js";
import type { GitStory } from "../gate/git-story.js";
import { runCommand } from "../support/run-command.js";
import {
  createDriverStory,
  linkCommand,
  part,
  readCounts,
  type TwoSides,
  writeCounts,
} from "./driver-story.js";

let story: GitStory;
beforeEach(async () => {
  story = await createDriverStory();
});
afterEach(() => story.remove());

const readText = (path = "ratchet.json") => readFileSync(join(story.root, path), "utf8");
const isUnmerged = () => story.git("ls-files", "--unmerged") !== "";

/** Two more came to 3 that git's own merge leaves at 2. */
const ONE_OFF_EACH: TwoSides = {
  base: writeCounts({ "src/a.ts f": 3, "src/a.ts g": 1 }),
  ours: writeCounts({ "src/a.ts f": 2, "src/a.ts g": 1 }),
  theirs: writeCounts({ "src/a.ts f": 2 }),
};
const BOTH_OFF = { "src/a.ts f": 1 };

describe("git with the merge driver", () => {
  it("merges count by count", () => {
    part(story, ONE_OFF_EACH);
    story.git("merge", "-q", "feature");
    expect(readCounts(story.root)).toEqual(BOTH_OFF);
  });

  it("rebases, where ours and theirs change places", () => {
    part(story, ONE_OFF_EACH);
    story.git("checkout", "-q", "feature");
    story.git("rebase", "-q", "main");
    expect(readCounts(story.root)).toEqual(BOTH_OFF);
  });

  it("cherry-picks", () => {
    part(story, ONE_OFF_EACH);
    story.git("cherry-pick", "feature");
    expect(readCounts(story.root)).toEqual(BOTH_OFF);
  });

  it("squashes", () => {
    part(story, ONE_OFF_EACH);
    story.git("merge", "-q", "--squash", "feature");
    expect(readCounts(story.root)).toEqual(BOTH_OFF);
  });

  it("reverts one of two that lowered the same count", () => {
    part(story, ONE_OFF_EACH);
    story.git("merge", "-q", "feature");
    story.git("revert", "--no-edit", "-m", "1", "HEAD");
    expect(readCounts(story.root)).toEqual({ "src/a.ts f": 2, "src/a.ts g": 1 });
  });

  it("applies a stash", () => {
    story.commit("2026-05-01", { "ratchet.json": ONE_OFF_EACH.base });
    story.write({ "ratchet.json": ONE_OFF_EACH.theirs });
    story.git("stash", "-q");
    story.commit("2026-05-02", { "ratchet.json": ONE_OFF_EACH.ours });
    story.git("stash", "pop", "-q");
    expect(readCounts(story.root)).toEqual(BOTH_OFF);
  });

  it("merges a file that both sides added", () => {
    part(story, { ...ONE_OFF_EACH, base: undefined });
    story.git("merge", "-q", "feature");
    expect(readCounts(story.root)).toEqual({ "src/a.ts f": 2, "src/a.ts g": 1 });
  });

  it("merges in a worktree, and in a folder of the repository whose name is hard to write", () => {
    const folder = `it's "a b"=$HOME ä`;
    story.commit("2026-04-30", { [`${folder}/expand-contract.json`]: "{}" });
    part(story, ONE_OFF_EACH, `${folder}/ratchet.json`);
    const worktree = join(story.root, "node_modules", "a worktree");
    story.git("worktree", "add", "-q", worktree, "-b", "merged", "main");
    linkCommand(worktree);
    story.git("-C", worktree, "merge", "-q", "feature");
    expect(readCounts(worktree, `${folder}/ratchet.json`)).toEqual(BOTH_OFF);
  });

  it("finds the command in the package's own folder, too", () => {
    rmSync(join(story.root, "node_modules"), { recursive: true });
    linkCommand(join(story.root, "packages/api"));
    part(story, ONE_OFF_EACH, "packages/api/ratchet.json");
    story.git("merge", "-q", "feature");
    expect(readCounts(story.root, "packages/api/ratchet.json")).toEqual(BOTH_OFF);
  });

  it("writes the newlines of the index, whatever the checkout has", () => {
    story.git("config", "core.autocrlf", "true");
    part(story, ONE_OFF_EACH);
    story.git("merge", "-q", "feature");
    expect(readText()).toBe(writeCounts(BOTH_OFF).replaceAll("\n", "\r\n"));
    expect(story.git("cat-file", "blob", "HEAD:ratchet.json")).toBe(writeCounts(BOTH_OFF).trim());
    expect(story.git("status", "--porcelain")).toBe("");
  });
});

describe("git does not ask the merge driver", () => {
  it("where both sides wrote the very same file: what is left too high can be lowered", () => {
    part(story, { ...ONE_OFF_EACH, theirs: ONE_OFF_EACH.ours });
    story.git("merge", "-q", "feature");
    expect(readCounts(story.root)).toEqual({ "src/a.ts f": 2, "src/a.ts g": 1 });
  });

  it("in a merge of three branches", () => {
    const between = { "src/b.ts f": 1, "src/c.ts f": 1 };
    part(story, {
      base: writeCounts({ "src/a.ts f": 3, ...between, "src/d.ts f": 1 }),
      ours: writeCounts({ "src/a.ts f": 2, ...between, "src/d.ts f": 1 }),
      theirs: writeCounts({ "src/a.ts f": 2, ...between }),
    });
    story.git("checkout", "-q", "-b", "docs", "main~1");
    story.commit("2026-05-04", { "docs.md": "a" });
    story.git("checkout", "-q", "main");
    story.git("merge", "-q", "docs", "feature");
    expect(story.git("rev-list", "--parents", "-1", "HEAD").split(" ")).toHaveLength(4);
    expect(readCounts(story.root)).toEqual({ "src/a.ts f": 2, ...between });
  });
});

const ENTRY: Accepted = {
  ...{ change: "a", file: "src/a.ts", scope: "f", access: "read", count: 1, reason: "audit" },
  ...{ owner: "@acme/audit", until: "2026-10-01" },
};

/** Each side moves the day on which an accepted reference must be gone. */
function partOnDate(): void {
  const write = (until: string) => writeCounts({ "src/a.ts f": 1 }, [{ ...ENTRY, until }]);
  part(story, {
    base: write("2026-10-01"),
    ours: write("2026-11-01"),
    theirs: write("2026-12-01"),
  });
}

describe("a conflict of accepted references", () => {
  it("is git's conflict, with markers around the one entry", () => {
    partOnDate();
    expect(() => story.git("merge", "-q", "feature")).toThrow(
      "ratchet.json: both sides changed the accepted reference of a in src/a.ts (f). Choose one and take the markers out.",
    );
    expect(isUnmerged()).toBe(true);
    expect(readText().match(/^(?:[<=>]{7}.*| +"until".*)$/gm)).toEqual([
      "<<<<<<< ours",
      '      "until": "2026-11-01"',
      "=======",
      '      "until": "2026-12-01"',
      ">>>>>>> theirs",
    ]);
  });

  it("has markers as long as .gitattributes wants them, and they are known again", async () => {
    story.write({ ".gitattributes": "ratchet.json merge=expand-contract conflict-marker-size=4\n" });
    partOnDate();
    expect(() => story.git("merge", "-q", "feature")).toThrow("both sides changed");
    expect(readText()).toMatch(/^<{4} ours$/m);
    story.write({ "expand-contract.json": '{ "changes": {} }' });
    const { exit, stderr } = await runCommand(story.root, ["ratchet"]);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/^ratchet\.json:\d+:1 {2}Git left conflict markers here/);
  });

  it("in the history of two branches merged into each other is none in the end", () => {
    const write = (until: string, count = 1) => writeCounts({ "src/a.ts f": count }, [{ ...ENTRY, until }]);
    part(story, {
      base: write("2026-10-01", 3),
      ours: write("2026-11-01", 3),
      theirs: write("2026-12-01", 3),
    });
    const [ours, theirs] = ["main", "feature"].map((branch) => story.git("rev-parse", branch));
    const settle = (branch: string, other: string | undefined, text: string) => {
      story.git("checkout", "-q", branch);
      expect(() => story.git("merge", "-q", other ?? "")).toThrow("both sides changed");
      story.commit("2026-05-05", { "ratchet.json": text });
    };
    settle("main", theirs, write("2026-12-01", 3));
    settle("feature", ours, write("2026-12-01", 3));
    story.commit("2026-05-06", { "ratchet.json": write("2026-12-01", 2) });
    story.git("checkout", "-q", "main");
    story.commit("2026-05-07", { "ratchet.json": write("2027-01-01", 3) });
    story.git("merge", "-q", "feature");
    expect(readText()).toBe(write("2027-01-01", 2));
  });
});

describe("a driver that can't do it", () => {
  it("leaves both sides of a broken file, and names the real path", () => {
    story.commit("2026-04-30", {});
    part(story, { ...ONE_OFF_EACH, theirs: "{\n" }, "packages/api/ratchet.json");
    expect(() => story.git("merge", "-q", "feature")).toThrow("packages/api/ratchet.json (theirs):2:1");
    expect(isUnmerged()).toBe(true);
    expect(readText("packages/api/ratchet.json")).toBe(
      `<<<<<<< ours\n${ONE_OFF_EACH.ours}=======\n{\n>>>>>>> theirs\n`,
    );
  });

  it.each([
    ["is not installed", () => rmSync(join(story.root, "node_modules"), { recursive: true })],
    [
      "does not start",
      () => {
        rmSync(join(story.root, "node_modules/.bin/expand-contract"));
        writeFileSync(join(story.root, "node_modules/.bin/expand-contract"), "#!/bin/sh\nexit 3\n", {
          mode: 0o755,
        });
      },
    ],
  ])("because it %s leaves markers, and the advice that they come with works", async (_, breakIt) => {
    story.commit("2026-04-30", { "expand-contract.json": '{ "changes": {} }' });
    part(story, ONE_OFF_EACH);
    breakIt();
    expect(() => story.git("merge", "-q", "feature")).toThrow();
    expect(isUnmerged()).toBe(true);
    const { exit, stderr } = await runCommand(story.root, ["ratchet"]);
    expect(exit).toBe(2);
    rmSync(join(story.root, "node_modules"), { recursive: true, force: true });
    linkCommand(story.root);
    followAdvice(stderr);
    expect(readCounts(story.root)).toEqual(BOTH_OFF);
  });

  it("because git was not told of it leaves git's markers, and the advice that they come with works", async () => {
    story.git("config", "--remove-section", "merge.expand-contract");
    rmSync(join(story.root, ".gitattributes"));
    story.commit("2026-04-30", { "expand-contract.json": '{ "changes": {} }' });
    part(story, ONE_OFF_EACH);
    expect(() => story.git("merge", "-q", "feature")).toThrow();
    followAdvice((await runCommand(story.root, ["ratchet"])).stderr);
    expect(readCounts(story.root)).toEqual(BOTH_OFF);
    expect(story.git("config", "merge.expand-contract.driver")).toBe(MERGE_DRIVER);
  });
});

/** Runs what the message says, as a shell in a project with the command would. */
function followAdvice(message: string): void {
  const [, command = ""] = /do it again: (.*)/.exec(message) ?? [];
  const path = `${join(story.root, "node_modules/.bin")}:${process.env["PATH"]}`;
  story.git("-c", `alias.advice=!PATH="${path}" && ${command}`, "advice");
  expect(existsSync(join(story.root, ".gitattributes"))).toBe(true);
}
