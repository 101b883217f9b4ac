import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.js";
import { createGitStory, type GitStory } from "./git-story.js";
import { createManifest, FIXED, getRules, MANIFEST, READ, runStory, WRITE } from "./run-story.js";

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

const START = { [MANIFEST]: createManifest(), "src/users.ts": READ };

function createRatchet(files: Readonly<Record<string, unknown>>, accepted: readonly unknown[] = []): string {
  return `${JSON.stringify({ version: 1, changes: { "user-full-name": files }, accepted }, undefined, 2)}\n`;
}

const BASELINE = { "ratchet.json": createRatchet({ "src/users.ts": { find: { read: 1 } } }) };

describe("new reference", () => {
  it("against the base alone, with a note", async () => {
    story.commit("2026-05-01", START);
    story.write({ "src/export.ts": READ });
    const { findings, notes, base, ok } = await runStory(story);
    expect(ok).toBe(false);
    expect(base).toMatchObject({ name: "HEAD", date: "2026-05-01", ageDays: 60 });
    expect(findings).toMatchObject([
      {
        rule: "new-reference",
        change: "user-full-name",
        file: "src/export.ts",
        line: 1,
        message: "New read of users.name in find, which HEAD does not have",
        reference: { access: "read", scope: "find" },
      },
    ]);
    expect(notes).toContainEqual(expect.stringContaining("There is no ratchet.json"));
  });

  it("against the baseline alone, with a note", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE, "src/export.ts": READ });
    const { findings, notes, base } = await runStory(story);
    expect(base).toBeUndefined();
    expect(findings).toMatchObject([{ rule: "new-reference", file: "src/export.ts" }]);
    expect(notes).toContainEqual(expect.stringContaining("There is no base"));
  });

  it("is none that the base has, though the baseline does not", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE, "src/export.ts": READ });
    story.write({ "docs/readme.md": "unrelated" });
    expect((await runStory(story)).findings).toEqual([]);
  });

  it("is none that the baseline has, though the base does not", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE, "src/users.ts": FIXED });
    story.write({ "src/users.ts": READ });
    expect((await runStory(story)).findings).toEqual([]);
  });

  it("is the one that was added where another was fixed, of the same text", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE });
    story.write({ "src/users.ts": FIXED, "src/export.ts": READ.replace("find", "exportAll") });
    const { findings, stale, moved } = await runStory(story);
    expect(findings).toMatchObject([{ rule: "new-reference", file: "src/export.ts" }]);
    expect(stale).toMatchObject([{ file: "src/users.ts", scope: "find", access: "read", was: 1, now: 0 }]);
    expect(moved).toEqual([]);
  });

  it("is the same in a function of the same name in another file, while the first is still there", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE });
    story.write({ "src/users.ts": FIXED, "src/export.ts": READ });
    expect(getRules(await runStory(story))).toEqual(["new-reference"]);
  });

  it("is none where the function moved to another file", async () => {
    story.commit("2026-05-01", {
      ...START,
      ...BASELINE,
      "src/users.ts": `${READ}export const count = () => 3;\n`,
    });
    story.write({ "src/users.ts": "export const count = () => 3;\n", "src/find.ts": `// Moved\n${READ}` });
    const { findings, stale, moved } = await runStory(story);
    expect(findings).toEqual([]);
    expect(stale).toEqual([]);
    expect(moved).toEqual([
      {
        change: "user-full-name",
        access: "read",
        from: { file: "src/users.ts", line: 1, scope: "find" },
        to: { file: "src/find.ts", line: 2, scope: "find" },
      },
    ]);
  });

  it("is none where a file was renamed, also without git knowing of it yet", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE });
    story.write({ "src/users.ts": undefined, "src/people.ts": READ });
    const { findings, moved } = await runStory(story);
    expect(findings).toEqual([]);
    expect(moved).toMatchObject([{ from: { file: "src/users.ts" }, to: { file: "src/people.ts" } }]);
  });

  it("is the second one in a file that was renamed", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE });
    story.write({ "src/users.ts": undefined, "src/people.ts": READ + READ });
    expect(getRules(await runStory(story))).toEqual(["new-reference"]);
  });

  it("is none where lines shifted and the statement was edited in its place", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE });
    story.write({ "src/users.ts": `// Users\n\n${READ.replace('users")', 'users where id = 1")')}` });
    const { findings, moved } = await runStory(story);
    expect(findings).toEqual([]);
    expect(moved).toEqual([]);
  });

  it("is nothing of a change that is new in the manifest", async () => {
    story.commit("2026-05-01", {
      ...BASELINE,
      [MANIFEST]: '{ "changes": {} }',
      "ratchet.json": '{ "version": 1, "changes": {} }',
    });
    story.write({ [MANIFEST]: createManifest(), "src/users.ts": READ });
    const { findings, notes } = await runStory(story);
    expect(findings).toEqual([]);
    expect(notes).toContainEqual(expect.stringContaining("does not know user-full-name yet"));
  });

  it("is nothing of what is only implicit", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE });
    story.write({ "src/all.ts": 'export const all = "select * from users";\n' });
    expect((await runStory(story)).findings).toEqual([]);
  });

  it("is one that main has fixed meanwhile, no more than before", async () => {
    story.commit("2026-05-01", START);
    story.git("checkout", "-q", "-b", "feature");
    story.commit("2026-05-02", { "docs/readme.md": "unrelated" });
    story.git("checkout", "-q", "main");
    story.commit("2026-05-03", { "src/users.ts": FIXED });
    story.git("checkout", "-q", "feature");
    expect((await runStory(story, { base: "main" })).findings).toEqual([]);
  });
});

describe("baseline", () => {
  const RAISED = createRatchet({
    "src/users.ts": { find: { read: 1 } },
    "src/export.ts": { find: { read: 1 } },
  });
  const accept = (more: Readonly<Record<string, unknown>> = {}) =>
    createRatchet({ "src/users.ts": { find: { read: 1 } }, "src/export.ts": { find: { read: 1 } } }, [
      {
        ...{ change: "user-full-name", file: "src/export.ts", scope: "find", access: "read", count: 1 },
        ...{ reason: "audit", owner: "@acme/audit", ...more },
      },
    ]);

  it("raised by hand is a finding where the count stands", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE });
    story.write({ "src/export.ts": READ, "ratchet.json": RAISED });
    const { findings } = await runStory(story);
    expect(findings).toMatchObject([{ rule: "baseline-raised", file: "ratchet.json", line: 12, column: 11 }]);
  });

  it("raised on the record is none", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE });
    story.write({ "src/export.ts": READ, "ratchet.json": accept({ until: "2026-06-30" }) });
    expect((await runStory(story)).findings).toEqual([]);
  });

  it("with an accepted reference past its date is a finding", async () => {
    story.commit("2026-05-01", {
      ...START,
      "src/export.ts": READ,
      "ratchet.json": accept({ until: "2026-06-29" }),
    });
    const { findings } = await runStory(story);
    expect(findings).toMatchObject([
      {
        rule: "baseline-raised",
        file: "ratchet.json",
        message: expect.stringContaining("by @acme/audit until 2026-06-29 because audit"),
      },
    ]);
  });

  it("with an accepted reference past its date that is gone is stale alone", async () => {
    story.commit("2026-05-01", { ...START, "ratchet.json": accept({ until: "2026-06-29" }) });
    const { findings, stale } = await runStory(story);
    expect(findings).toEqual([]);
    expect(stale).toMatchObject([{ file: "src/export.ts", was: 1, now: 0 }]);
  });

  it("is not raised by following a file that was renamed", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE });
    story.write({
      "src/users.ts": undefined,
      "src/people.ts": READ,
      "ratchet.json": createRatchet({ "src/people.ts": { find: { read: 1 } } }),
    });
    expect((await runStory(story)).findings).toEqual([]);
  });

  it("that enters a change which the base's manifest has may not enter new references with it", async () => {
    story.commit("2026-05-01", START);
    story.write({ "src/export.ts": READ, "ratchet.json": RAISED });
    expect(getRules(await runStory(story))).toEqual(["baseline-raised"]);
  });

  it("may enter a change that is new in the manifest", async () => {
    story.commit("2026-05-01", { "src/users.ts": READ });
    story.write({ [MANIFEST]: createManifest(), "src/export.ts": READ, "ratchet.json": RAISED });
    expect((await runStory(story)).findings).toEqual([]);
  });
});

describe("sunset", () => {
  it("fails for each reference that remains a day after", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE });
    const { findings } = await runStory(story, { today: "2027-01-01" });
    expect(findings).toMatchObject([{ rule: "past-sunset", file: "src/users.ts", line: 1 }]);
  });

  it("is fine on its day", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE });
    expect((await runStory(story, { today: "2026-12-31" })).findings).toEqual([]);
  });
});

describe("what can't be told", () => {
  it("is neither a baseline nor a base", async () => {
    story.commit("2026-05-01", START);
    await expect(runStory(story)).rejects.toThrow("expand-contract ratchet tighten");
  });

  it("is a base that does not exist", async () => {
    story.commit("2026-05-01", START);
    const run = runStory(story, { base: "origin/main" });
    await expect(run).rejects.toThrow(UserError);
    await expect(run).rejects.toThrow("git fetch origin +refs/heads/main:refs/remotes/origin/main");
  });

  it("is a file of head that can't be read", async () => {
    story.commit("2026-05-01", { ...START, ...BASELINE });
    story.write({ "src/broken.ts": "syntax error" });
    await expect(runStory(story)).rejects.toThrow("src/broken.ts  It does not parse");
  });

  it("is a file of the base that can't be read", async () => {
    story.commit("2026-05-01", { ...START, "src/broken.ts": "syntax error" });
    story.write({ "src/broken.ts": undefined });
    await expect(runStory(story)).rejects.toThrow("--base REF");
  });

  it("is a ratchet.json with conflict markers", async () => {
    story.commit("2026-05-01", { ...START, "ratchet.json": `<<<<<<< HEAD\n${BASELINE["ratchet.json"]}` });
    await expect(runStory(story)).rejects.toThrow("ratchet.json:1:1  Git left conflict markers here");
  });
});

describe("base", () => {
  it("in a pull request on GitHub is the merge base with its target", async () => {
    const first = story.commit("2026-05-01", START);
    story.git("update-ref", "refs/remotes/origin/main", first);
    story.commit("2026-05-02", { "src/users.ts": READ + WRITE });
    const env = { GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "main" };
    const { base, findings } = await runStory(story, { env });
    expect(base).toMatchObject({ name: "origin/main", sha: first });
    expect(findings).toMatchObject([{ rule: "new-reference", line: 2 }]);
  });

  it("that the CI clone does not have is an error with what to configure", async () => {
    story.commit("2026-05-01", START);
    const env = { GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "release" };
    await expect(runStory(story, { env })).rejects.toThrow("fetch-depth: 0");
  });

  it("of a branch that follows another is the merge base with it", async () => {
    const first = story.commit("2026-05-01", START);
    story.git("checkout", "-q", "-b", "feature", "--track", "main");
    story.commit("2026-05-02", { "src/export.ts": READ });
    const { base, findings } = await runStory(story);
    expect(base).toMatchObject({ name: "main", sha: first });
    expect(findings).toHaveLength(1);
  });
});
