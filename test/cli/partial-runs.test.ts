import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCountedStory } from "./counted-story.js";
import type { GitStory } from "../gate/git-story.js";
import { createManifest, FIXED, MANIFEST, READ, WRITE } from "../gate/run-story.js";
import { runCommand } from "../support/run-command.js";

let story: GitStory;
beforeEach(async () => {
  story = await createCountedStory({ "src/a.ts": READ, "src/b.ts": WRITE });
});
afterEach(() => story.remove());

const run = (...argv: readonly string[]) => runCommand(story.root, argv);
const readFiles = () =>
  Object.keys(JSON.parse(readFileSync(join(story.root, "ratchet.json"), "utf8")).changes["user-full-name"]);

describe("ratchet with files", () => {
  beforeEach(() => story.write({ "src/c.ts": READ }));

  it("reports what concerns them, and says so", async () => {
    const { exit, stdout } = await run("ratchet", join(story.root, "src/c.ts"));
    expect(exit).toBe(1);
    expect(stdout).toContain("src/c.ts:1:");
    expect(stdout).toContain("note: Only 1 file was looked at: src/c.ts.\n");
  });

  it("and nothing else", async () => {
    expect(await run("ratchet", "src/a.ts")).toMatchObject({ exit: 0 });
  });

  it("takes folders, and files outside for none of its own", async () => {
    expect((await run("ratchet", "src", "/etc/hosts")).stdout).toContain("Only 1 folder was looked at: src.");
    const outside = await run("ratchet", "/etc/hosts");
    expect(outside.exit).toBe(0);
    expect(outside.stdout).toContain("What was named is outside of this repo: nothing was looked at.");
  });

  it("reports a count that was raised by hand for one of them", async () => {
    const text = readFileSync(join(story.root, "ratchet.json"), "utf8");
    story.write({ "ratchet.json": text.replace('"read": 1', '"read": 2') });
    expect((await run("ratchet", "src/a.ts")).stdout).toContain("baseline-raised");
    expect((await run("ratchet", "src/b.ts")).stdout).not.toContain("baseline-raised");
  });

  it("names the nearest command for a word that is none", async () => {
    expect(await run("ratchet", "tigthen")).toEqual({
      exit: 2,
      stdout: "",
      stderr: "Unknown command: tigthen. Did you mean tighten?\nSee: expand-contract ratchet --help\n",
    });
    expect((await run("ratchet", "src/nope.ts")).stderr).not.toContain("Did you mean");
  });
});

describe("ratchet tighten with files", () => {
  it("lowers theirs alone; what was deleted counts as there", async () => {
    story.write({ "src/a.ts": undefined, "src/b.ts": FIXED });
    const { exit, stdout } = await run("ratchet", "tighten", "src/a.ts");
    expect({ exit, stdout }).toEqual({
      exit: 0,
      stdout: "ratchet.json: 2 → 1 reference.\nOnly 1 file was looked at: src/a.ts.\n",
    });
    expect(readFiles()).toEqual(["src/b.ts"]);
  });

  it("takes a count along to where its file was renamed", async () => {
    story.git("mv", "src/a.ts", "src/z.ts");
    await run("ratchet", "tighten", "src/z.ts");
    expect(readFiles()).toEqual(["src/b.ts", "src/z.ts"]);
    expect(await run("ratchet")).toMatchObject({ exit: 0 });
  });

  it("enters no change by halves", async () => {
    const manifest = JSON.parse(createManifest());
    manifest.changes.dsn = { kind: "config", old: "LEGACY_DSN", owner: "@acme/api", sunset: "2027-01-01" };
    story.write({
      [MANIFEST]: JSON.stringify(manifest),
      "src/b.ts": "export const dsn = process.env.LEGACY_DSN;\n",
    });
    const { stdout } = await run("ratchet", "tighten", "src/b.ts");
    expect(stdout).toContain(
      "ratchet.json does not know dsn yet. Enter it: expand-contract ratchet tighten\n",
    );
    expect(await run("ratchet")).toMatchObject({ exit: 0 });
  });

  it("writes no first baseline", async () => {
    story.write({ "ratchet.json": undefined });
    const { exit, stderr } = await run("ratchet", "tighten", "src/b.ts");
    expect(exit).toBe(2);
    expect(stderr).toContain("Write it for all: expand-contract ratchet tighten");
  });
});

describe("scan with files", () => {
  it("counts theirs alone", async () => {
    const { stdout } = await run("scan", "--format", "json", "src/b.ts");
    expect(JSON.parse(stdout)).toMatchObject({
      changes: { "user-full-name": { read: 0, write: 1, total: 1 } },
      notes: ["Only 1 file was looked at: src/b.ts."],
    });
  });

  it("is for one repo", async () => {
    expect(await run("scan", "--repos", "src/b.ts")).toMatchObject({ exit: 2, stdout: "" });
  });
});

describe("answers for tools", () => {
  it("tighten tells what was lowered and entered", async () => {
    story.write({ "src/b.ts": FIXED });
    const { stdout } = await run("ratchet", "tighten", "--format", "json");
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      file: "ratchet.json",
      written: true,
      lowered: [
        { change: "user-full-name", file: "src/b.ts", scope: "save", access: "write", was: 1, now: 0 },
      ],
      moved: [],
      entered: [],
      enteredChanges: [],
      droppedChanges: [],
    });
  });

  it("accept tells what was accepted", async () => {
    story.write({ "src/c.ts": READ });
    const options = ["--change", "user-full-name", "--reason", "audit", "--until", "2026-12-01"];
    const { stdout } = await run("ratchet", "accept", ...options, "--format", "json");
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      file: "ratchet.json",
      accepted: [
        {
          ...{ change: "user-full-name", file: "src/c.ts", scope: "find", access: "read", count: 1 },
          ...{ reason: "audit", until: "2026-12-01" },
        },
      ],
    });
  });
});
