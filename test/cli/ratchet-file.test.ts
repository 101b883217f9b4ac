import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGitStory, type GitStory } from "../gate/git-story.js";
import { createManifest, MANIFEST, READ, WRITE } from "../gate/run-story.js";
import { runCommand } from "../support/run-command.js";

let story: GitStory;
beforeEach(async () => {
  story = createGitStory();
  story.commit("2026-05-01", {
    [MANIFEST]: createManifest(),
    "db/migrations/0001_init.sql": "create table users (id int primary key, name text, full_name text);\n",
    "src/users.ts": READ,
  });
  await runCommand(story.root, ["ratchet", "tighten"]);
  story.commit("2026-05-02");
});
afterEach(() => story.remove());

const TYPO = { kind: "column", owner: "@acme/identity", sunset: "2026-12-31" };

const readRatchet = () => readFileSync(join(story.root, "ratchet.json"), "utf8");

describe("ratchet tighten", () => {
  it("writes nothing where all is tight, also in a checkout with CRLF", async () => {
    const text = readRatchet().replaceAll("\n", "\r\n");
    story.write({ "ratchet.json": text });
    const answer = await runCommand(story.root, ["ratchet", "tighten"]);
    expect(answer).toEqual({
      exit: 0,
      stdout: "ratchet.json is as tight as it can be: 1 reference.\n",
      stderr: "",
    });
    expect(readRatchet()).toBe(text);
  });

  it("says once that a change it enters is used nowhere, for its name may be misspelt", async () => {
    story.write({ [MANIFEST]: createManifest({ changes: { typo: { ...TYPO, old: "users.nmae" } } }) });
    const note = `note: Nothing here uses users.nmae (expand-contract.json:LINE:COLUMN). If something does, "old" is misspelt, or "source" leaves its files out.`;
    const first = await runCommand(story.root, ["ratchet", "tighten"]);
    expect(first.stdout.replace(/json:\d+:\d+/, "json:LINE:COLUMN")).toContain(note);
    const second = await runCommand(story.root, ["ratchet", "tighten"]);
    expect(second.stdout).toBe("ratchet.json is as tight as it can be: 0 references.\n");
  });

  it("says no such thing of what only SELECT * uses, nor where other repos may use it", async () => {
    story.write({ [MANIFEST]: createManifest({ changes: { all: { ...TYPO, old: "users.full_name" } } }) });
    story.write({ "src/all.ts": 'export const all = (db) => db.query("select * from users");\n' });
    expect((await runCommand(story.root, ["ratchet", "tighten"])).stdout).not.toContain("note");
    const elsewhere = {
      repos: [{ name: "web", path: "../web" }],
      changes: { typo: { ...TYPO, old: "users.nmae" } },
    };
    story.write({ [MANIFEST]: createManifest(elsewhere) });
    expect((await runCommand(story.root, ["ratchet", "tighten"])).stdout).not.toContain("note");
  });
});

describe("ratchet accept --file", () => {
  beforeEach(() => story.write({ "src/save.ts": WRITE, "src/other.ts": READ }));

  const accept = (folder: string, file: string) =>
    runCommand(join(story.root, folder), [
      ...["ratchet", "accept", "--change", "user-full-name", "--reason", "audit", "--file", file],
    ]);

  it.each([
    [".", "src/save.ts"],
    [".", "./src/save.ts"],
    ["src", "save.ts"],
    ["src", "src/save.ts"],
  ])("from %s takes %s", async (folder, file) => {
    expect(await accept(folder, file)).toMatchObject({ exit: 0, stderr: "" });
    expect(JSON.parse(readRatchet()).accepted).toMatchObject([{ file: "src/save.ts" }]);
  });

  it("refuses a file without a new reference", async () => {
    const before = readRatchet();
    const answer = await accept(".", "src/users.ts");
    expect(answer.exit).toBe(2);
    expect(answer.stderr).toContain("no new reference of user-full-name in src/users.ts");
    expect(readRatchet()).toBe(before);
  });
});

describe("--base", () => {
  it("that is empty is a mistake, not the commit of an empty name", async () => {
    expect(await runCommand(story.root, ["ratchet", "--base", ""])).toEqual({
      exit: 2,
      stdout: "",
      stderr: "--base is empty. Name a commit to compare with: --base origin/main\n",
    });
  });
});
