import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseManifest } from "../../src/manifest/parse-manifest.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { createGitStory, type GitStory } from "./git-story.js";
import { createManifest, FIXED, getRules, MANIFEST, READ, runStory, WRITE } from "./run-story.js";

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

/** `full_name` is not there yet. */
const CREATE = "create table users (id int primary key, name text);\n";
const START = { [MANIFEST]: createManifest(), "db/migrations/0001_init.sql": CREATE };
const ADD = "alter table users add column full_name text;\n";
const COPY = "update users set full_name = name where id between 1 and 1000;\n";
const DROP = "alter table users drop column name;\n";

const judge = () => runStory(story, { base: "main" });

/** Rules of a batch of one migration, on what `src/users.ts` is deployed. */
async function judgeSql(sql: string, source = FIXED): Promise<string[]> {
  story.commit("2026-05-01", { ...START, "src/users.ts": source });
  story.write({ "db/migrations/0002_next.sql": sql });
  return getRules(await judge());
}

describe("expand and contract in one batch", () => {
  it("is two phases in one deploy, although in two files and although nothing is known to use the old column", async () => {
    story.commit("2026-05-01", START);
    story.write({ "db/migrations/0002_add.sql": ADD + COPY, "db/migrations/0003_drop.sql": DROP });
    const { findings, allowed } = await judge();
    expect(findings).toMatchObject([
      {
        ...{ rule: "drop-with-stop-write", change: "user-full-name", verdict: "blocked" },
        ...{ file: "db/migrations/0003_drop.sql", line: 1 },
      },
    ]);
    expect(allowed).toEqual([]);
  });

  it("is none where the base has the new column already", async () => {
    story.commit("2026-05-01", { ...START, "db/migrations/0002_add.sql": ADD + COPY });
    story.write({ "db/migrations/0003_drop.sql": DROP });
    const { findings, allowed } = await judge();
    expect(findings).toEqual([]);
    expect(allowed).toHaveLength(1);
  });

  it("is named by the references that stand in the way, where there are some", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ });
    story.write({ "db/migrations/0002_add.sql": ADD + COPY, "db/migrations/0003_drop.sql": DROP });
    const { findings } = await judge();
    expect(findings).toMatchObject([{ rule: "drop-before-stop-read", evidence: [{ file: "src/users.ts" }] }]);
  });

  it("is a rename in disguise where the code moves too", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ });
    story.write({ "src/users.ts": FIXED, "db/migrations/0002_rename.sql": ADD + COPY + DROP });
    expect(getRules(await judge())).toEqual(["drop-with-stop-write"]);
  });

  it("of a table that takes over is the same", async () => {
    const table = {
      kind: "table",
      old: "users",
      new: "people",
      owner: "@acme/identity",
      sunset: "2026-12-31",
    };
    story.commit("2026-05-01", { ...START, [MANIFEST]: createManifest({ changes: { people: table } }) });
    const sql = "create table people as select * from users;\ndrop table users;\n";
    story.write({ "db/migrations/0002_people.sql": sql });
    expect(getRules(await judge())).toEqual(["drop-with-stop-write"]);
  });

  it("of a table that is there already is none: IF NOT EXISTS adds nothing", async () => {
    const name = {
      kind: "column",
      old: "users.name",
      new: "names.name",
      owner: "@acme/identity",
      sunset: "2026-12-31",
    };
    const create = "create table if not exists names (user_id int, name text);\n";
    const manifest = createManifest({ changes: { name } });
    story.commit("2026-05-01", { ...START, "db/migrations/0002_names.sql": create, [MANIFEST]: manifest });
    story.write({ "db/migrations/0003_drop.sql": create + DROP });
    expect(getRules(await judge())).toEqual([]);
  });

  it("of a table that is split waits for the part that moves", async () => {
    const name = {
      kind: "column",
      old: "users.name",
      new: "names.name",
      owner: "@acme/identity",
      sunset: "2026-12-31",
    };
    story.commit("2026-05-01", { ...START, [MANIFEST]: createManifest({ changes: { name } }) });
    const sql =
      "create table names (user_id int, name text);\n" +
      "insert into names select id, name from users;\n" +
      "alter table users drop column name;\n";
    story.write({ "db/migrations/0002_split.sql": sql });
    expect(getRules(await judge())).toEqual(["drop-with-stop-write"]);
  });
});

describe("a column's type", () => {
  const SWAP =
    "alter table users add column name_next varchar(80);\n" +
    "update users set name_next = name where id between 1 and 1000;\n" +
    "alter table users drop column name;\n" +
    "alter table users rename column name_next to name;\n";

  it("that changes by another column in its place is a rename in place", async () => {
    story.commit("2026-05-01", START);
    story.write({ "db/migrations/0002_retype.sql": SWAP });
    const { findings } = await judge();
    expect(findings).toMatchObject([
      {
        rule: "rename-in-place",
        line: 3,
        message: expect.stringContaining("puts another column in the place of users.name"),
      },
    ]);
  });

  it("of what the same batch created may change like that", async () => {
    story.commit("2026-05-01", { [MANIFEST]: createManifest() });
    story.write({ "db/migrations/0001_init.sql": CREATE + SWAP });
    expect(getRules(await judge())).toEqual([]);
  });

  it.each([
    ["alter table users alter column name type varchar(80);\n", ["rename-in-place"]],
    ["alter table users alter column id type bigint;\n", []],
    ["alter table users add column nick text;\nalter table users alter column nick type varchar(80);\n", []],
  ])("%s", async (sql, rules) => {
    expect(await judgeSql(sql)).toEqual(rules);
  });
});

describe("a new column that becomes NOT NULL", () => {
  const BREAKS = ["add-column-breaks-deployed"];
  it.each([
    ["alter table users add column age int;\nalter table users alter column age set not null;\n", BREAKS],
    [
      "alter table users add column age int default 0;\nalter table users alter column age set not null;\n",
      [],
    ],
    [
      "alter table users add column age int;\nalter table users alter column age set default 0, alter column age set not null;\n",
      [],
    ],
    [
      "alter table users add column age int not null default 0;\nalter table users alter column age drop default;\n",
      BREAKS,
    ],
    [
      "alter table users add column age int default 0;\nalter table users alter column age drop default;\n",
      [],
    ],
    [
      "alter table users add column age int not null default 0;\nalter table users alter column age drop default, alter column age drop not null;\n",
      [],
    ],
    ["create table notes (id int, text text);\nalter table notes alter column text set not null;\n", []],
  ])("%s", async (sql, rules) => {
    expect(await judgeSql(sql)).toEqual(rules);
  });

  it("breaks in two files as well, and the second one is named", async () => {
    story.commit("2026-05-01", START);
    const setNotNull = "alter table users alter column age set not null;\n";
    story.write({
      "db/migrations/0002_add.sql": "alter table users add column age int;\n",
      "db/migrations/0003_set.sql": setNotNull,
    });
    expect((await judge()).findings).toMatchObject([
      { rule: "add-column-breaks-deployed", file: "db/migrations/0003_set.sql", line: 1 },
    ]);
  });

  it("does not break where the base has it: what is deployed may write it", async () => {
    story.commit("2026-05-01", {
      ...START,
      "db/migrations/0002_add.sql": "alter table users add column age int;\n",
    });
    story.write({ "db/migrations/0003_set.sql": "alter table users alter column age set not null;\n" });
    expect(getRules(await judge())).toEqual([]);
  });

  it("is allowed by a comment above the statement", async () => {
    const allow =
      "-- expand-contract: allow add-column-breaks-deployed because nothing inserts users by now\n";
    const add = "alter table users add column age int;\n";
    expect(await judgeSql(`${add}${allow}alter table users alter column age set not null;\n`)).toEqual([]);
  });
});

describe("a view under the old name", () => {
  const RENAME = "alter table users rename to people;\n";

  it("stands in for the table with all of its columns", async () => {
    const sql = `${RENAME}create view users as select id, name from people;\n`;
    expect(await judgeSql(sql, READ)).toEqual([]);
  });

  it("does not stand in for the column that it lacks", async () => {
    const sql = `${RENAME}create view users as select id from people;\n`;
    expect(await judgeSql(sql, READ)).toEqual(["drop-before-stop-read"]);
  });
});

describe("a trigger that keeps two columns in step", () => {
  const TRIGGER =
    "create function keep_name() returns trigger language plpgsql as $$ begin update users set name = new.full_name where id = new.id; return new; end $$;\n" +
    "create trigger keep_name after update of full_name on users for each row execute function keep_name();\n";
  const UNTRIGGER = "drop trigger keep_name on users;\ndrop function keep_name();\n";
  const DEPLOYED_READ =
    'export const find = (db) => db.query("select u.name from users u where u.id = $1", [1]);\n';
  const DEPLOYED_WRITE = 'export const save = (db, v) => db.query("update users set full_name = $1", [v]);\n';

  beforeEach(() => {
    story.commit("2026-05-01", {
      [MANIFEST]: createManifest(),
      "db/migrations/0001_init.sql":
        "create table users (id int primary key, name text, full_name text);\n" + TRIGGER,
      "src/users.ts": DEPLOYED_READ + DEPLOYED_WRITE,
    });
  });

  async function judgeForReal() {
    const manifest = parseManifest(readFileSync(join(story.root, MANIFEST), "utf8"), MANIFEST);
    return runStory(story, { base: "main", scan: (tree) => scanTree(tree, manifest) });
  }

  it("must not go while what is deployed reads the old one", async () => {
    story.write({ "db/migrations/0002_untrigger.sql": UNTRIGGER });
    expect((await judgeForReal()).findings).toMatchObject([
      {
        rule: "stop-write-with-switch-reads",
        message: "This batch drops what writes users.name in the database, and main still reads it there",
      },
    ]);
  });

  it("may go once nothing reads it", async () => {
    story.commit("2026-05-02", {
      "src/users.ts": DEPLOYED_READ.replace("u.name", "u.full_name") + DEPLOYED_WRITE,
    });
    story.write({ "db/migrations/0002_untrigger.sql": UNTRIGGER });
    expect((await judgeForReal()).findings).toEqual([]);
  });
});

describe("reads and writes of the code", () => {
  it("must not both go in one batch", async () => {
    story.commit("2026-05-01", { ...START, "src/users.ts": READ + WRITE });
    story.write({ "src/users.ts": FIXED });
    expect(getRules(await judge())).toEqual(["stop-write-with-switch-reads"]);
  });
});
