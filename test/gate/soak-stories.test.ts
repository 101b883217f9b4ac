import { afterEach, describe, expect, it } from "vitest";
import type { GitStory } from "./git-story.js";
import { type ImportedStory, importStory, type ToldCommit } from "./import-story.js";
import { CREATE, createManifest, DROP, FIXED, getRules, MANIFEST, READ, runStory } from "./run-story.js";

const stories: GitStory[] = [];
afterEach(() => {
  for (const story of stories.splice(0)) story.remove();
});

/** The told commits, and a batch that drops the column. */
function tell(...commits: readonly ToldCommit[]): ImportedStory {
  const story = importStory(commits);
  stories.push(story);
  story.write({ "db/migrations/0002_drop.sql": DROP });
  return story;
}

const START = { [MANIFEST]: createManifest(), "db/migrations/0001_init.sql": CREATE };
const USED = { name: "used", date: "2026-05-01", files: { ...START, "src/users.ts": READ } };
const run = (story: ImportedStory) => runStory(story, { base: "main" });

describe("since when nothing uses it", () => {
  it("is the day of the squash merge", async () => {
    const story = tell(USED, { name: "squash", date: "2026-06-28", files: { "src/users.ts": FIXED } });
    expect((await run(story)).findings).toMatchObject([
      { rule: "drop-before-window", evidence: [{ commit: story.sha("squash"), date: "2026-06-28" }] },
    ]);
  });

  it.each([
    ["2026-06-28", ["drop-before-window"]],
    ["2026-06-23", []],
  ])("is the day of the merge, %s, not that of the branch's older commit", async (date, rules) => {
    const story = tell(
      USED,
      { name: "work", date: "2026-05-02", branch: "feature", files: { "src/users.ts": FIXED } },
      { name: "other", date: "2026-05-03", from: "used", files: { "docs/a.md": "a" } },
      { name: "merge", date, merges: "work", files: { "src/users.ts": FIXED } },
    );
    const { findings, allowed } = await run(story);
    expect(findings.map(({ rule }) => rule)).toEqual(rules);
    expect([...findings, ...allowed][0]?.evidence).toMatchObject([{ commit: story.sha("merge"), date }]);
  });

  it("begins again with a revert of a revert", async () => {
    const story = tell(
      USED,
      { name: "fixed", date: "2026-05-02", files: { "src/users.ts": FIXED } },
      { name: "reverted", date: "2026-06-25", files: { "src/users.ts": READ } },
      { name: "again", date: "2026-06-26", files: { "src/users.ts": FIXED } },
      { name: "docs", date: "2026-06-27", files: { "docs/a.md": "a" } },
    );
    expect((await run(story)).findings).toMatchObject([
      { rule: "drop-before-window", evidence: [{ commit: story.sha("again") }] },
    ]);
  });

  it("does not begin again with a revert that is as old as the window", async () => {
    const story = tell(
      USED,
      { name: "fixed", date: "2026-05-02", files: { "src/users.ts": FIXED } },
      { name: "reverted", date: "2026-06-01", files: { "src/users.ts": READ } },
      { name: "again", date: "2026-06-02", files: { "src/users.ts": FIXED } },
    );
    const { findings, allowed } = await run(story);
    expect(findings).toEqual([]);
    expect(allowed).toMatchObject([
      { evidence: [{ commit: story.sha("again"), ageDays: 28, windowDays: 7 }] },
    ]);
  });

  it("goes on where the file that used it gets another name", async () => {
    const story = tell(
      USED,
      { name: "renamed", date: "2026-06-02", files: { "src/users.ts": undefined, "src/people.ts": READ } },
      { name: "fixed", date: "2026-06-10", files: { "src/people.ts": FIXED } },
      { name: "moved", date: "2026-06-29", files: { "src/people.ts": undefined, "src/persons.ts": FIXED } },
    );
    const { findings, allowed } = await run(story);
    expect(findings).toEqual([]);
    expect(allowed).toMatchObject([{ evidence: [{ commit: story.sha("fixed") }] }]);
  });

  it("is a parent's day where a commit says to be older", async () => {
    const story = tell(
      { ...USED, date: "2026-06-27" },
      { name: "rebased", date: "2026-05-02", files: { "src/users.ts": FIXED } },
    );
    expect((await run(story)).findings).toMatchObject([
      {
        rule: "drop-before-window",
        evidence: [{ commit: story.sha("rebased"), date: "2026-06-27", ageDays: 3 }],
      },
    ]);
  });

  it("is today for a commit that says to be of tomorrow", async () => {
    const story = tell(USED, { name: "skewed", date: "2026-12-24", files: { "src/users.ts": FIXED } });
    expect((await run(story)).findings).toMatchObject([
      { rule: "drop-before-window", evidence: [{ commit: story.sha("skewed"), ageDays: 0 }] },
    ]);
  });

  it("is no matter of what a change was called when it was deployed: head's manifest decides", async () => {
    const story = tell(
      { ...USED, files: { ...USED.files, [MANIFEST]: createManifest({ changes: {} }) } },
      { name: "fixed", date: "2026-05-02", files: { "src/users.ts": FIXED } },
    );
    story.write({ [MANIFEST]: createManifest() });
    const { findings, allowed } = await run(story);
    expect(findings).toEqual([]);
    expect(allowed).toMatchObject([{ evidence: [{ commit: story.sha("fixed") }] }]);
  });

  it("counts what may have used it within the window", async () => {
    const doubtful = 'export const find = (db) => db.query("select * from users"); // name?\n';
    const story = tell(
      { ...USED, files: { ...USED.files, "src/users.ts": doubtful } },
      { name: "fixed", date: "2026-06-28", files: { "src/users.ts": FIXED } },
    );
    // `select *` of older code survives the drop.
    expect(getRules(await run(story))).toEqual([]);
  });
});

describe("migrations in a folder that got another name", () => {
  const BACKFILL = "update users set name = full_name where id = 1; select name from users;\n";
  const moveTo = (dir: string) => ({ [MANIFEST]: createManifest({ migrations: [{ dir }] }) });

  it("are no code of what is deployed", async () => {
    const story = tell(
      {
        name: "old",
        date: "2026-05-01",
        branch: "production",
        files: { ...START, ...moveTo("src/sql"), "src/sql/0001_backfill.sql": BACKFILL },
      },
      {
        name: "moved",
        date: "2026-05-02",
        files: {
          ...moveTo("db/migrations"),
          "src/sql/0001_backfill.sql": undefined,
          "db/migrations/0001_backfill.sql": BACKFILL,
        },
      },
    );
    story.write({
      [MANIFEST]: createManifest({ migrations: [{ dir: "db/migrations" }], deployed: { ref: "production" } }),
    });
    expect(getRules(await run(story))).toEqual([]);
  });

  it("leave code beside them what it is", async () => {
    const story = tell(
      {
        name: "old",
        date: "2026-05-01",
        branch: "production",
        files: { ...START, ...moveTo("src/sql"), "src/queries/0001_backfill.sql": BACKFILL },
      },
      { name: "moved", date: "2026-05-02", files: { "src/queries/0001_backfill.sql": undefined } },
    );
    story.write({
      [MANIFEST]: createManifest({ migrations: [{ dir: "db/migrations" }], deployed: { ref: "production" } }),
    });
    expect(getRules(await run(story))).toEqual(["drop-before-stop-write", "drop-before-stop-read"]);
  });
});
