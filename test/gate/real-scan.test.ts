import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseManifest } from "../../src/manifest/parse-manifest.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { createGitStory, type GitStory } from "./git-story.js";
import { CREATE, createManifest, DROP, getRules, MANIFEST, runStory } from "./run-story.js";

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

function run(base: string) {
  const manifest = parseManifest(readFileSync(join(story.root, MANIFEST), "utf8"), MANIFEST);
  return runStory(story, { base, scan: (tree) => scanTree(tree, manifest) });
}

const READ = 'export const find = (db) => db.query("select u.name from users u where u.id = $1", [1]);\n';
const WRITE = 'export const save = (db, name) => db.query("update users set name = $1", [name]);\n';
const FIXED = READ.replace("u.name", "u.full_name");
const SCHEMA = (fields: string) =>
  `datasource db {\n  provider = "postgresql"\n}\n\nmodel User {\n  id Int @id\n${fields}\n  @@map("users")\n}\n`;
const START = { [MANIFEST]: createManifest(), "db/migrations/0001_init.sql": CREATE };

describe("with the scanner itself", () => {
  it("a drop is blocked while what is deployed writes and reads, and allowed once it does not", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ + WRITE });
    const first = story.git("rev-parse", "HEAD");
    const stop = story.commit("2026-05-10", { "src/users.ts": FIXED });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings, allowed } = await run("main");
    expect(findings).toEqual([]);
    expect(allowed).toMatchObject([{ evidence: [{ kind: "stop-write", commit: stop }] }]);
    story.git("branch", "production", first);
    story.write({ [MANIFEST]: createManifest({ deployed: { ref: "production" } }) });
    expect(getRules(await run("main"))).toEqual(["drop-before-stop-write", "drop-before-stop-read"]);
  });

  it.each([
    ["select ${columns} from users", ["drop-unknown"]],
    ["select full_name from users", []],
    ["update users set ${columns} = $1", ["drop-unknown"]],
    ["update users set full_name = $1", []],
    ["delete from users where ${columns} = $1", ["drop-unknown"]],
    ["delete from users where id = ${columns}", []],
  ])("a drop while `%s` is deployed: %j", async (sql, rules) => {
    const text = `export const ask = (db, columns) => db.query(\`${sql}\`);\n`;
    story.commit("2026-05-01", { ...START, "src/users.ts": text });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    expect(getRules(await run("main"))).toEqual(rules);
  });

  it.each([
    ["db.none(pgp.helpers.insert(row, null, 'users'))", ["drop-unknown"]],
    ["db.none(pgp.helpers.insert(row, ['full_name'], 'users'))", []],
    ["sql`insert into users ${sql(row)}`", ["drop-unknown"]],
    ["sql`insert into users ${sql(row, 'full_name')}`", []],
    ["db.query('select ?? from users', [row.column])", ["drop-unknown"]],
    ["db.query('select ?? from users', ['full_name'])", []],
  ])("a drop while `%s` is deployed: %j", async (code, rules) => {
    const text = `export const ask = (db, sql, row) => ${code};\n`;
    story.commit("2026-05-01", { ...START, "src/users.ts": text });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    expect(getRules(await run("main"))).toEqual(rules);
  });

  describe("a view that reads the column", () => {
    const VIEW = "CREATE VIEW people AS SELECT id, name FROM users;";
    beforeEach(() => {
      story.commit("2026-05-01", { ...START, "db/migrations/0002_people.sql": VIEW });
    });

    it("blocks the drop as long as the batch leaves it", async () => {
      story.write({ "db/migrations/0003_drop.sql": DROP });
      const { findings } = await run("main");
      expect(findings).toMatchObject([
        {
          rule: "drop-before-stop-read",
          evidence: [{ file: "db/migrations/0002_people.sql", scope: "people" }],
        },
      ]);
    });

    it("blocks nothing where the batch replaces it before: it is not deployed with the code", async () => {
      const replaced = VIEW.replace("CREATE", "CREATE OR REPLACE").replace("name", "full_name AS name");
      story.write({ "db/migrations/0003_drop.sql": `${replaced}\n${DROP}` });
      expect(getRules(await run("main"))).toEqual([]);
    });
  });

  it("a drop waits for the model that declares the column", async () => {
    const mapped = SCHEMA('  name String\n  fullName String @map("full_name")');
    story.commit("2026-05-01", { ...START, "prisma/schema.prisma": mapped });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings } = await run("main");
    expect(findings).toMatchObject([
      { rule: "drop-before-stop-write", message: "main still declares users.name" },
    ]);
  });

  it("a soak that began with a model's declaration is found, though the model's name says nothing of the table", async () => {
    const mapped = SCHEMA('  name String\n  fullName String @map("full_name")').replace("User", "Account");
    story.commit("2026-05-01", { ...START, "prisma/schema.prisma": mapped });
    const stop = story.commit("2026-06-29", {
      "prisma/schema.prisma": mapped.replace("  name String\n", ""),
    });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings } = await run("main");
    expect(findings).toMatchObject([{ rule: "drop-before-window", evidence: [{ commit: stop }] }]);
  });

  it("a soak that began with an ignored model is found, though the line names neither table nor column", async () => {
    const mapped = SCHEMA("  name String");
    story.commit("2026-05-01", { ...START, "prisma/schema.prisma": mapped });
    const stop = story.commit("2026-06-28", {
      "prisma/schema.prisma": mapped.replace("  @@map", "  @@ignore\n  @@map"),
    });
    story.commit("2026-06-29", { "docs/readme.md": "unrelated" });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { findings } = await run("main");
    expect(findings).toMatchObject([{ rule: "drop-before-window", evidence: [{ commit: stop }] }]);
  });

  it("a backfill in a new migration is no new reference", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ });
    const sql = "update users set full_name = name where id between 1 and 1000;\n";
    story.write({ "db/migrations/0002_backfill.sql": sql });
    expect((await run("main")).findings).toEqual([]);
  });

  it("a function that moves to another file is no new reference, a copy in another is", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ + WRITE });
    story.write({ "src/users.ts": WRITE, "src/find.ts": READ });
    expect((await run("main")).findings).toEqual([]);
    story.write({ "src/export.ts": READ.replace("find", "exportAll") });
    expect(await run("main")).toMatchObject({
      findings: [{ rule: "new-reference", reference: { scope: "exportAll", access: "read" } }],
    });
  });
});
