import { afterEach, describe, expect, it } from "vitest";
import type { GitStory } from "./git-story.js";
import { importStory, type ImportedStory, type ToldCommit } from "./import-story.js";
import { CREATE, createManifest, DROP, FIXED, getRules, MANIFEST, READ, runStory } from "./run-story.js";

const stories: GitStory[] = [];
afterEach(() => {
  for (const story of stories.splice(0)) story.remove();
});

/** The told commits, what the manifest calls deployed, and a batch that drops the column. */
function tell(deployed: Readonly<Record<string, string>> | undefined, ...commits: readonly ToldCommit[]) {
  const story = importStory(commits);
  stories.push(story);
  story.write({
    [MANIFEST]: createManifest(deployed === undefined ? {} : { deployed }),
    "db/migrations/0002_drop.sql": DROP,
  });
  return story;
}

const run = (story: ImportedStory) => runStory(story, { base: "main" });

const START = { [MANIFEST]: createManifest(), "db/migrations/0001_init.sql": CREATE };
const USED: ToldCommit = { name: "used", date: "2026-05-01", files: { ...START, "src/users.ts": READ } };
const STOP: ToldCommit = { name: "stop", date: "2026-05-10", files: { "src/users.ts": FIXED } };
const DOCS: ToldCommit = { name: "docs", date: "2026-06-29", files: { "docs/a.md": "a" } };

describe("deployed by tag", () => {
  it("is the newest release, and the evidence names the first that has the commit", async () => {
    const story = tell(
      { tag: "v*" },
      { ...USED, tags: ["v1.8.0"] },
      { ...STOP, tags: ["v1.9.0"] },
      { name: "more", date: "2026-05-20", files: { "docs/b.md": "b" }, annotated: ["v1.10.0"] },
    );
    const { deployed, findings, allowed } = await run(story);
    expect(deployed).toEqual({
      name: "v1.10.0",
      sha: story.sha("more"),
      date: "2026-05-20",
      ageDays: 41,
      isBase: false,
    });
    expect(findings).toEqual([]);
    expect(allowed[0]?.evidence).toEqual([
      {
        kind: "stop-write",
        commit: story.sha("stop"),
        date: "2026-05-10",
        ageDays: 51,
        windowDays: 7,
        release: { name: "v1.9.0", commit: story.sha("stop"), date: "2026-05-10", ageDays: 51 },
      },
    ]);
  });

  it.each([
    ["2026-06-24", ["drop-before-window"]],
    ["2026-06-23", []],
  ])("counts an old commit from the release of %s that took it along", async (date, rules) => {
    const story = tell({ tag: "v*" }, { ...USED, tags: ["v1.0.0"] }, STOP, {
      ...DOCS,
      date,
      tags: ["v1.1.0"],
    });
    const { findings, allowed } = await run(story);
    expect(findings.map(({ rule }) => rule)).toEqual(rules);
    expect([...findings, ...allowed][0]?.evidence).toMatchObject([
      { commit: story.sha("stop"), release: { name: "v1.1.0", date } },
    ]);
    if (rules.length > 0)
      expect(findings[0]).toMatchObject({
        message: expect.stringContaining("which v1.1.0 of 2026-06-24 was the first to have: 6 of 7 days"),
        next: "merge this migration on 2026-07-01 or later",
      });
  });

  it("holds to a release candidate where the pattern matches it", async () => {
    const story = tell({ tag: "v*" }, { ...USED, tags: ["v1.10.0-rc.1"] }, { ...STOP, tags: ["v1.9.0"] });
    const result = await run(story);
    expect(result.deployed?.name).toBe("v1.10.0-rc.1");
    expect(getRules(result)).toEqual(["drop-before-stop-read"]);
  });

  it("holds to the release rather than to its candidates", async () => {
    const story = tell({ tag: "v*" }, { ...USED, tags: ["v1.10.0-rc.1"] }, { ...STOP, tags: ["v1.10.0"] });
    const result = await run(story);
    expect(result.deployed?.name).toBe("v1.10.0");
    expect(getRules(result)).toEqual([]);
  });

  it("knows one app's tags from another's", async () => {
    const story = tell(
      { tag: "web/v*" },
      { ...USED, tags: ["web/v1.9.0", "worker/v3.0.0"] },
      { ...STOP, tags: ["web/v1.10.0"] },
    );
    const result = await run(story);
    expect(result.deployed?.name).toBe("web/v1.10.0");
    expect(getRules(result)).toEqual([]);
  });

  it("may be newer than the base: a hotfix", async () => {
    const story = tell(
      { tag: "v*" },
      { ...USED, ...STOP, files: { ...START, "src/users.ts": FIXED } },
      {
        name: "hotfix",
        date: "2026-06-28",
        branch: "hotfix",
        files: { "src/users.ts": READ },
        tags: ["v1.0.1"],
      },
    );
    const { findings } = await run(story);
    expect(findings).toMatchObject([
      { rule: "drop-before-stop-read", evidence: [{ ref: "v1.0.1", file: "src/users.ts" }] },
    ]);
  });

  it("is unknown without a tag, and says what to fetch; a note does where nothing is dropped", async () => {
    const story = tell({ tag: "v*" }, USED, STOP);
    expect((await run(story)).findings).toMatchObject([
      { rule: "drop-unknown", next: "fetch the tags: git fetch origin --tags" },
    ]);
    story.write({ "db/migrations/0002_drop.sql": "select 1;\n" });
    const { findings, notes, deployed } = await run(story);
    expect(findings).toEqual([]);
    expect(deployed).toBeUndefined();
    expect(notes).toContainEqual(expect.stringContaining("no tag matches v*; fetch the tags"));
  });
});

describe("deployed by ref", () => {
  it("need not be in the history of the base", async () => {
    const story = tell(
      { ref: "production" },
      { ...USED, branch: "production" },
      { ...DOCS, name: "released", branch: "production" },
      { ...STOP, from: "used" },
    );
    const { findings, deployed } = await run(story);
    expect(deployed).toMatchObject({ name: "production", date: "2026-06-29", ageDays: 1 });
    expect(findings).toMatchObject([{ rule: "drop-before-stop-read", evidence: [{ ref: "production" }] }]);
  });

  it("counts from the merge into what is deployed", async () => {
    const story = tell({ ref: "production" }, { ...USED, branch: "production" }, STOP, {
      name: "released",
      date: "2026-06-26",
      branch: "production",
      from: "used",
      merges: "stop",
      files: { "src/users.ts": FIXED },
    });
    expect((await run(story)).findings).toMatchObject([
      { rule: "drop-before-window", evidence: [{ commit: story.sha("released"), date: "2026-06-26" }] },
    ]);
  });

  it("may share no commit with the base", async () => {
    const orphan: ToldCommit = { ...USED, name: "orphan", branch: "production", from: null };
    expect(
      getRules(await run(tell({ ref: "production" }, { ...USED, ...STOP, files: { ...START } }, orphan))),
    ).toEqual(["drop-before-stop-read"]);
    const clean = { ...orphan, files: { ...START, "src/users.ts": FIXED } };
    expect(
      getRules(await run(tell({ ref: "production" }, { ...USED, ...STOP, files: { ...START } }, clean))),
    ).toEqual([]);
  });
});

describe("the base's branch taken as deployed", () => {
  const parted = (...main: readonly ToldCommit[]) => {
    const [first = "parting"] = [main[0]?.name];
    const story = tell(undefined, ...main);
    story.git("checkout", "-q", "-b", "feature", story.sha(first));
    return story;
  };
  const CLEAN: ToldCommit = { ...USED, name: "clean", files: { ...START, "src/users.ts": FIXED } };

  it("is where it stands now: a branch behind it does not see what was merged since", async () => {
    const story = parted(CLEAN, { name: "again", date: "2026-06-01", files: { "src/export.ts": READ } });
    const { base, deployed, findings } = await run(story);
    expect(base?.sha).toBe(story.sha("clean"));
    expect(deployed).toMatchObject({ name: "main", sha: story.sha("again"), isBase: true });
    expect(findings).toMatchObject([
      { rule: "drop-before-stop-read", evidence: [{ file: "src/export.ts", ref: "main" }] },
    ]);
  });

  it("does not mind a branch that is behind by something else", async () => {
    const story = parted(CLEAN, DOCS);
    expect(getRules(await run(story))).toEqual([]);
  });

  it("blocks what main uses since, though what is deployed does not", async () => {
    const story = parted(CLEAN, { name: "again", date: "2026-06-01", files: { "src/export.ts": READ } });
    story.write({ [MANIFEST]: createManifest({ deployed: { ref: story.sha("clean") } }) });
    expect((await run(story)).findings).toMatchObject([
      { rule: "drop-before-stop-read", evidence: [{ file: "src/export.ts", ref: "main" }] },
    ]);
  });

  it.each([
    ["2026-06-28", ["drop-before-window"]],
    ["2026-06-02", []],
  ])("has the stop by a squash of %s that this branch has by itself, too", async (date, rules) => {
    const story = parted(USED, { ...STOP, name: "squash", date });
    story.write({ "src/users.ts": FIXED });
    expect(getRules(await run(story)).filter((rule) => rule.startsWith("drop"))).toEqual(rules);
  });
});
