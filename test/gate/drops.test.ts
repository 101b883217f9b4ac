import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGitStory, type GitStory, runGit } from "./git-story.js";
import {
  CREATE,
  createManifest,
  DROP,
  FIXED,
  getRules,
  MANIFEST,
  READ,
  runStory,
  WRITE,
} from "./run-story.js";

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

const START = { [MANIFEST]: createManifest(), "db/migrations/0001_init.sql": CREATE };
const DEPLOYED = { [MANIFEST]: createManifest({ deployed: { ref: "production" } }) };

describe("drop", () => {
  it("is allowed once unused for the window, with the commit that made it so", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ + WRITE });
    const stop = story.commit("2026-06-23", { "src/users.ts": FIXED });
    story.commit("2026-06-24", { "docs/readme.md": "unrelated" });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const result = await runStory(story, { base: "main" });
    expect(result.findings).toEqual([]);
    expect(result.ok).toBe(true);
    expect(result.allowed).toEqual([
      {
        change: "user-full-name",
        file: "db/migrations/0002_drop.sql",
        line: 1,
        column: expect.any(Number),
        verdict: "allowed",
        evidence: [{ kind: "stop-write", commit: stop, date: "2026-06-23", ageDays: 7, windowDays: 7 }],
      },
    ]);
  });

  it("is too early a day before", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ });
    const stop = story.commit("2026-06-24", { "src/users.ts": FIXED });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([
      {
        rule: "drop-before-window",
        verdict: "blocked",
        next: "merge this migration on 2026-07-01 or later",
        evidence: [{ kind: "stop-write", commit: stop, date: "2026-06-24", ageDays: 6 }],
      },
    ]);
  });

  it("starts to wait again after a revert and its revert", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ });
    story.commit("2026-05-10", { "src/users.ts": FIXED });
    story.commit("2026-06-25", { "src/users.ts": READ });
    const again = story.commit("2026-06-26", { "src/users.ts": FIXED });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([{ rule: "drop-before-window", evidence: [{ commit: again }] }]);
  });

  it("counts from the merge, not from the commits that were merged", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ });
    story.git("checkout", "-q", "-b", "feature");
    story.commit("2026-05-10", { "src/users.ts": FIXED });
    story.git("checkout", "-q", "main");
    story.commit("2026-05-11", { "docs/readme.md": "unrelated" });
    runGit(story.root, ["merge", "-q", "--no-ff", "-m", "merge", "feature"], "2026-06-28");
    const merge = story.git("rev-parse", "HEAD");
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([
      { rule: "drop-before-window", evidence: [{ commit: merge, date: "2026-06-28" }] },
    ]);
  });

  it("counts what was in use when the window began", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ });
    const stop = story.commit("2026-06-29", { "src/users.ts": FIXED });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([{ rule: "drop-before-window", evidence: [{ commit: stop }] }]);
  });

  it("of what the known history never used is allowed, and the evidence says so", async () => {
    const first = story.commit("2026-06-28", { ...START, "src/users.ts": FIXED });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings, allowed } = await runStory(story, { base: "main" });
    expect(findings).toEqual([]);
    expect(allowed[0]?.evidence).toEqual([
      { kind: "never-used", ref: "main", commit: first, date: "2026-06-28" },
    ]);
  });

  it("is unknown where a shallow clone ends within the window", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": FIXED });
    story.commit("2026-06-29", { "docs/a.md": "a" });
    story.git("clone", "-q", "--depth", "1", `file://${story.root}`, "shallow clone");
    const root = `${story.root}/shallow clone`;
    await import("node:fs").then(({ writeFileSync }) =>
      writeFileSync(`${root}/db/migrations/0002_drop.sql`, DROP),
    );
    const { findings } = await runStory({ root }, { base: "HEAD" });
    expect(findings).toMatchObject([
      { rule: "drop-unknown", verdict: "unknown", next: expect.stringContaining("git fetch --unshallow") },
    ]);
  });

  it("is blocked by both rules while what is deployed writes and reads", async () => {
    story.commit("2026-05-01", { ...START, ...DEPLOYED, "src/users.ts": READ + WRITE });
    story.git("branch", "production");
    story.commit("2026-05-10", { "src/users.ts": FIXED });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const result = await runStory(story, { base: "main" });
    expect(getRules(result)).toEqual(["drop-before-stop-write", "drop-before-stop-read"]);
    expect(result.findings[0]).toMatchObject({
      file: "db/migrations/0002_drop.sql",
      message: "production still writes users.name",
      next: "main does without them already, deploy it (to production), wait 7 days, until 2026-07-07 at the earliest, then merge this migration",
      evidence: [
        {
          kind: "reference",
          file: "src/users.ts",
          line: 2,
          access: "write",
          scope: "save",
          ref: "production",
        },
      ],
    });
    expect(result.deployed).toMatchObject({ name: "production", ageDays: 60, isBase: false });
  });

  it("is blocked by a declaration that is deployed", async () => {
    story.commit("2026-05-01", { ...START, "src/schema.prisma": "model User {\n  name String\n}\n" });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([
      { rule: "drop-before-stop-write", message: "main still declares users.name" },
    ]);
  });

  it("is two phases in one deploy where the batch removes the last reference", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ });
    story.write({ "src/users.ts": FIXED, "db/migrations/0002_drop.sql": DROP });
    expect(getRules(await runStory(story, { base: "main" }))).toEqual(["drop-with-stop-write"]);
  });

  it("is blocked by what head still reads, though nothing deployed does", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": FIXED });
    story.write({ "src/users.ts": READ, "db/migrations/0002_drop.sql": DROP });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([
      { rule: "new-reference" },
      { rule: "drop-before-stop-read", message: "this batch still reads users.name" },
    ]);
  });

  it("is unknown while what is deployed selects everything", async () => {
    story.commit("2026-05-01", {
      ...START,
      "src/users.ts": "export const all = () => sql`select * from users`;\n",
    });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([
      { rule: "drop-unknown", verdict: "unknown", evidence: [{ access: "implicit", ref: "main" }] },
    ]);
  });

  it("is unknown where the deployed ref is missing, and says what to fetch", async () => {
    const manifest = createManifest({ deployed: { ref: "origin/production" } });
    story.commit("2026-05-01", { ...START, [MANIFEST]: manifest, "src/users.ts": FIXED });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings, deployed } = await runStory(story, { base: "main" });
    expect(deployed).toBeUndefined();
    expect(findings).toMatchObject([
      {
        rule: "drop-unknown",
        next: "fetch it: git fetch origin +refs/heads/production:refs/remotes/origin/production",
      },
    ]);
  });

  it("has what the base still uses removed and merged first, where it is not known what is deployed", async () => {
    const manifest = createManifest({ deployed: { ref: "origin/production" } });
    story.commit("2026-05-01", { ...START, [MANIFEST]: manifest, "src/users.ts": READ });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([
      {
        rule: "drop-before-stop-read",
        next: expect.stringMatching(
          /^merge the change that removes this reference, .*then merge this migration$/,
        ),
      },
    ]);
  });

  it("has what the batch itself added taken out of it", async () => {
    const manifest = createManifest({ deployed: { ref: "origin/production" } });
    story.commit("2026-05-01", { ...START, [MANIFEST]: manifest, "src/users.ts": FIXED });
    story.write({ "db/migrations/0002_drop.sql": DROP, "src/export.ts": READ });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: "drop-before-stop-read",
        next: "take this reference out of this batch",
      }),
    );
  });

  it("is unknown where a file of what is deployed can't be read", async () => {
    const files = { ...START, ...DEPLOYED, "src/users.ts": FIXED, "src/broken.ts": "syntax error" };
    story.commit("2026-05-01", files);
    story.git("branch", "production");
    story.commit("2026-05-10", { "src/broken.ts": undefined });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([
      { rule: "drop-unknown", message: expect.stringContaining("src/broken.ts of production can't be read") },
    ]);
  });

  it("holds to the newest release by version, not by name", async () => {
    const manifest = createManifest({ deployed: { tag: "v*" } });
    story.commit("2026-05-01", { ...START, [MANIFEST]: manifest, "src/users.ts": READ });
    story.git("tag", "v1.9.0");
    story.git("tag", "v1.10.0-rc.1");
    story.commit("2026-05-02", { "src/users.ts": FIXED });
    story.git("tag", "v1.10.0");
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const result = await runStory(story, { base: "main" });
    expect(result.deployed?.name).toBe("v1.10.0");
    expect(result.findings).toEqual([]);
  });

  it("of what the base dropped already is not judged", async () => {
    story.commit("2026-05-01", { ...START, "db/migrations/0002_drop.sql": DROP, "src/users.ts": READ });
    story.write({ "docs/readme.md": "unrelated" });
    expect((await runStory(story, { base: "main" })).findings).toEqual([]);
  });

  it("of what the same batch created is none", async () => {
    story.commit("2026-05-01", START);
    const sql =
      "create table drafts (id int, name text);\nalter table drafts drop column name;\ndrop table drafts;\n";
    story.write({ "db/migrations/0002_drafts.sql": sql });
    expect((await runStory(story, { base: "main" })).findings).toEqual([]);
  });

  it("of a column that comes back empty is one all the same", async () => {
    story.commit("2026-05-01", START);
    story.write({
      "db/migrations/0002_retype.sql": "alter table users drop column full_name, add column full_name int;\n",
    });
    expect(getRules(await runStory(story, { base: "main" }))).toEqual(["drop-without-change"]);
  });

  it("of a table that was copied and built again is none", async () => {
    story.commit("2026-05-01", START);
    story.write({
      "db/migrations/0002_rebuild.sql":
        "create table users_next (id int primary key, name text, full_name text);\n" +
        "insert into users_next select * from users;\n" +
        "drop table users;\n" +
        "alter table users_next rename to users;\n",
    });
    expect(getRules(await runStory(story, { base: "main" }))).toEqual([]);
  });

  it("of a table that is older than the migrations and built again is none, and that of its column can't be told", async () => {
    const rebuild = (columns: string) =>
      `create table legacy_next (${columns});\ndrop table legacy;\nalter table legacy_next rename to legacy;\n`;
    const changes = {
      kept: { kind: "column", old: "legacy.note", owner: "@acme", sunset: "2027-01-01" },
    };
    story.commit("2026-05-01", { ...START, "expand-contract.json": JSON.stringify({ changes }) });
    story.write({ "db/migrations/0002_rebuild.sql": rebuild("id int, note text") });
    expect(getRules(await runStory(story, { base: "main" }))).toEqual([]);
    story.write({ "db/migrations/0002_rebuild.sql": rebuild("id int") });
    expect(getRules(await runStory(story, { base: "main" }))).toEqual(["drop-unknown"]);
  });

  it("of a column that no change covers is a finding with the entry to add", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ });
    story.write({ "db/migrations/0002_drop.sql": "alter table users drop column full_name;\n" });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([
      { rule: "drop-without-change", file: "db/migrations/0002_drop.sql", line: 1 },
    ]);
    expect(findings[0]?.next).toContain('"kind": "column", "old": "users.full_name"');
  });

  it("of a table is not covered by the change of one of its columns", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": FIXED });
    story.write({ "db/migrations/0002_drop.sql": "drop table users;\n" });
    expect(getRules(await runStory(story, { base: "main" }))).toEqual(["drop-without-change"]);
  });

  it("is allowed by a comment with a reason, which is shown", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ });
    const sql = `-- expand-contract: allow drop-before-stop-read because the reader is switched off\n${DROP}`;
    story.write({ "db/migrations/0002_drop.sql": sql });
    const { findings, suppressed, ok } = await runStory(story, { base: "main" });
    expect(findings).toEqual([]);
    expect(ok).toBe(true);
    expect(suppressed).toMatchObject([
      {
        rule: "drop-before-stop-read",
        reason: "the reader is switched off",
        file: "db/migrations/0002_drop.sql",
        line: 2,
      },
    ]);
  });

  it("is not allowed by a comment without a reason, and a note says so", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ });
    story.write({
      "db/migrations/0002_drop.sql": `-- expand-contract: allow drop-before-stop-read\n${DROP}`,
    });
    const result = await runStory(story, { base: "main" });
    expect(getRules(result)).toEqual(["drop-before-stop-read"]);
    expect(result.notes).toContainEqual(expect.stringContaining("db/migrations/0002_drop.sql:1"));
  });
});

describe("two steps in one batch", () => {
  it("is a finding where reads and writes both go", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ + WRITE });
    story.write({ "src/users.ts": FIXED });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([{ rule: "stop-write-with-switch-reads", file: MANIFEST, line: 1 }]);
  });

  it("is none where the writes stay", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ + WRITE });
    story.write({ "src/users.ts": FIXED + WRITE });
    expect((await runStory(story, { base: "main" })).findings).toEqual([]);
  });
});

describe("rename", () => {
  it("in place is a finding", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": FIXED });
    story.write({
      "db/migrations/0002_rename.sql": "alter table users rename column name to display_name;\n",
    });
    expect(getRules(await runStory(story, { base: "main" }))).toEqual(["rename-in-place"]);
  });

  it("that no change covers is two", async () => {
    story.commit("2026-05-01", START);
    story.write({ "db/migrations/0002_rename.sql": "alter table users rename to people;\n" });
    const result = await runStory(story, { base: "main" });
    expect(getRules(result).sort()).toEqual(["drop-without-change", "rename-in-place"]);
  });

  it("of what the same batch created is none", async () => {
    story.commit("2026-05-01", START);
    const sql = "create table drafts (id int);\nalter table drafts rename to notes;\n";
    story.write({ "db/migrations/0002_drafts.sql": sql });
    expect((await runStory(story, { base: "main" })).findings).toEqual([]);
  });
});

describe("rename to make room", () => {
  it("is a finding although a new column takes the name", async () => {
    story.commit("2026-05-01", START);
    story.write({
      "db/migrations/0002_room.sql":
        "alter table users rename column name to name_before;\nalter table users add column name text;\n",
    });
    expect(getRules(await runStory(story, { base: "main" }))).toEqual(["rename-in-place"]);
  });

  it("is none where a view answers to the old name", async () => {
    story.commit("2026-05-01", START);
    story.write({
      "db/migrations/0002_view.sql":
        "alter table users rename to people;\ncreate view users as select id, name, full_name from people;\n",
    });
    expect(getRules(await runStory(story, { base: "main" }))).toEqual([]);
  });
});

describe("single operations", () => {
  it.each([
    ["alter table users add column age int not null;\n", ["add-column-breaks-deployed"]],
    ["alter table users add column age int not null default 0;\n", []],
    ["alter table users add column age int;\n", []],
    ["update users set full_name = 'x';\n", ["backfill-unbatched"]],
    ["update users set full_name = 'x' where id between 1 and 1000;\n", []],
  ])("%s", async (sql, rules) => {
    story.commit("2026-05-01", START);
    story.write({ "db/migrations/0002_next.sql": sql });
    expect(getRules(await runStory(story, { base: "main" }))).toEqual(rules);
  });
});

describe("order", () => {
  it("is wrong where a new migration sorts before one that the base has", async () => {
    story.commit("2026-05-01", { ...START, "db/migrations/0003_later.sql": "select 1;\n" });
    story.write({ "db/migrations/0002_early.sql": "select 1;\n" });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([
      { rule: "migration-out-of-order", file: "db/migrations/0002_early.sql", line: 1 },
    ]);
  });

  it("is right where it sorts after all", async () => {
    story.commit("2026-05-01", { ...START, "db/migrations/0003_later.sql": "select 1;\n" });
    story.write({ "db/migrations/0004_last.sql": "select 1;\n" });
    expect((await runStory(story, { base: "main" })).findings).toEqual([]);
  });

  it("is wrong against one that the base's branch got meanwhile", async () => {
    story.commit("2026-05-01", START);
    story.git("checkout", "-q", "-b", "feature");
    story.commit("2026-05-02", { "db/migrations/0002_mine.sql": "select 1;\n" });
    story.git("checkout", "-q", "main");
    story.commit("2026-05-03", { "db/migrations/0003_theirs.sql": "select 1;\n" });
    story.git("checkout", "-q", "feature");
    expect(getRules(await runStory(story, { base: "main" }))).toEqual(["migration-out-of-order"]);
  });

  it("knows the migrations of a folder that was renamed", async () => {
    story.commit("2026-05-01", { ...START, "db/migrations/0002_drop.sql": DROP });
    runGit(story.root, ["mv", "db/migrations", "db/sql"]);
    story.write({ [MANIFEST]: createManifest({ migrations: [{ dir: "db/sql" }] }) });
    expect((await runStory(story, { base: "main" })).findings).toEqual([]);
  });
});
