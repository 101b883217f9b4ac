import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGitStory, type GitStory } from "../gate/git-story.js";
import { CREATE, createManifest, FIXED, MANIFEST, READ } from "../gate/run-story.js";
import { runCommand } from "../support/run-command.js";

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

const judge = (...argv: readonly string[]) => runCommand(story.root, ["ratchet", "--staged", ...argv]);
const readRatchet = () => readFileSync(join(story.root, "ratchet.json"), "utf8");

/** One file that reads the old name, in the baseline and in a commit. */
async function start(): Promise<void> {
  story.write({ [MANIFEST]: createManifest(), "db/migrations/0001.sql": CREATE, "src/users.ts": READ });
  await runCommand(story.root, ["ratchet", "tighten"]);
  story.commit("2026-05-01");
}

describe("ratchet --staged", () => {
  it("judges what is staged and not what is on disk", async () => {
    await start();
    story.write({ "src/more.ts": READ });
    expect(await judge()).toMatchObject({ exit: 0 });
    story.git("add", "src/more.ts");
    story.write({ "src/more.ts": FIXED });
    const { exit, stdout } = await judge();
    expect(exit).toBe(1);
    expect(stdout).toContain("src/more.ts:1:");
  });

  it("judges migrations as they are staged", async () => {
    await start();
    story.write({ "db/migrations/0002.sql": "alter table users rename column name to title;\n" });
    expect(await judge()).toMatchObject({ exit: 0 });
    story.git("add", ".");
    story.write({ "db/migrations/0002.sql": "" });
    const { exit, stdout } = await judge();
    expect(exit).toBe(1);
    expect(stdout).toContain("rename-in-place");
  });

  it("takes the manifest and the baseline from the index", async () => {
    await start();
    story.write({ [MANIFEST]: "{ broken", "ratchet.json": "{ broken" });
    expect(await judge()).toMatchObject({ exit: 0, stderr: "" });
    story.git("add", MANIFEST);
    story.write({ [MANIFEST]: createManifest() });
    const broken = await judge();
    expect(broken).toMatchObject({ exit: 2, stdout: "" });
    expect(broken.stderr).toContain(`So it is staged. Mend it, then: git add ${MANIFEST}\n`);
  });

  it("asks for a manifest that is not staged", async () => {
    story.commit("2026-05-01", { "src/users.ts": READ });
    story.write({ [MANIFEST]: createManifest() });
    expect(await judge()).toEqual({
      exit: 2,
      stdout: "",
      stderr: `${MANIFEST} is not staged, so what the next commit declares can't be told. Stage it: git add ${MANIFEST}\n`,
    });
  });

  it("holds the first commit to the baseline alone", async () => {
    story.write({ [MANIFEST]: createManifest(), "db/migrations/0001.sql": CREATE, "src/users.ts": READ });
    await runCommand(story.root, ["ratchet", "tighten"]);
    story.git("add", ".");
    const { exit, stdout } = await judge();
    expect(exit).toBe(0);
    expect(stdout).toContain("no base: only the baseline is compared");
    story.write({ "src/more.ts": READ });
    story.git("add", ".");
    expect(await judge()).toMatchObject({ exit: 1 });
  });

  it("holds a merge to what one side had taken away, and not to what it brought", async () => {
    await start();
    story.git("checkout", "-q", "-b", "other");
    story.commit("2026-05-02", { "src/other.ts": READ });
    story.git("checkout", "-q", "main");
    story.write({ "src/users.ts": FIXED });
    await runCommand(story.root, ["ratchet", "tighten"]);
    story.commit("2026-05-03");
    story.git("merge", "-q", "--no-ff", "--no-commit", "other");
    expect(await judge()).toMatchObject({ exit: 0 });
    story.write({ "src/users.ts": READ });
    story.git("add", "src/users.ts");
    const { exit, stdout } = await judge();
    expect(exit).toBe(1);
    expect(stdout).toContain("src/users.ts:1:");
    expect(stdout).not.toContain("src/other.ts:1:");
  });

  it("needs git", async () => {
    story.write({ [MANIFEST]: createManifest(), ".git/HEAD": undefined });
    const { exit, stderr } = await judge();
    expect(exit).toBe(2);
    expect(stderr).toContain("is in no git repository");
  });

  it("is what --tighten goes with", async () => {
    expect(await runCommand(story.root, ["ratchet", "--tighten"])).toEqual({
      exit: 2,
      stdout: "",
      stderr:
        "--tighten goes with --staged. For the files on disk there is a command: expand-contract ratchet tighten\n",
    });
  });
});

describe("ratchet --staged --tighten", () => {
  beforeEach(start);

  it("lowers the baseline, on disk and staged", async () => {
    story.write({ "src/users.ts": FIXED });
    story.git("add", ".");
    const { exit, stdout } = await judge("--tighten");
    expect(exit).toBe(0);
    expect(stdout).toContain(
      "note: ratchet.json was tightened for what is staged, and staged: 1 → 0 references.",
    );
    expect(stdout).not.toContain("went away");
    expect(story.git("status", "--short")).toBe("M  ratchet.json\nM  src/users.ts");
  });

  it("does not count what is only on disk", async () => {
    story.write({ "src/users.ts": FIXED });
    await judge("--tighten");
    expect(story.git("status", "--short")).toBe("M src/users.ts");
  });

  it("leaves unstaged edits of the file alone", async () => {
    const edited = readRatchet().replace('"version": 1,', '"version":   1,');
    story.write({ "src/users.ts": FIXED });
    story.git("add", ".");
    story.write({ "ratchet.json": edited });
    const { stdout } = await judge("--tighten");
    expect(stdout).toContain(
      "note: ratchet.json on disk has changes that are not staged, and was left alone.",
    );
    expect(readRatchet()).toBe(edited);
    expect(JSON.parse(story.git("show", ":ratchet.json")).changes).toEqual({ "user-full-name": {} });
  });

  it("keeps a checkout with CRLF as it is", async () => {
    story.write({ "src/users.ts": FIXED });
    story.git("add", ".");
    story.write({ "ratchet.json": readRatchet().replaceAll("\n", "\r\n") });
    await judge("--tighten");
    expect(readRatchet()).toBe(`${story.git("show", ":ratchet.json")}\n`.replaceAll("\n", "\r\n"));
  });

  it("changes nothing with a finding", async () => {
    const before = story.git("ls-files", "-s", "ratchet.json");
    story.write({ "src/users.ts": FIXED, "src/more.ts": `// another\n${READ.replace("find", "list")}` });
    story.git("add", ".");
    expect(await judge("--tighten")).toMatchObject({ exit: 1 });
    expect(story.git("ls-files", "-s", "ratchet.json")).toBe(before);
  });

  it("changes nothing while somebody else holds the index", async () => {
    story.write({ "src/users.ts": FIXED });
    story.git("add", ".");
    story.write({ ".git/index.lock": "" });
    const before = readRatchet();
    const { exit, stdout, stderr } = await judge("--tighten");
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
    expect(stderr).toContain("index.lock");
    expect(readRatchet()).toBe(before);
  });

  it("lowers only what the named files had", async () => {
    story.write({ "src/other.ts": READ });
    await runCommand(story.root, ["ratchet", "accept", "--change", "user-full-name", "--reason", "audit"]);
    story.commit("2026-05-02");
    story.write({ "src/users.ts": FIXED, "src/other.ts": FIXED });
    story.git("add", ".");
    await judge("--tighten", "src/users.ts");
    expect(Object.keys(JSON.parse(readRatchet()).changes["user-full-name"])).toEqual(["src/other.ts"]);
  });
});
