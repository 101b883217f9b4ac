import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGitStory, type GitStory } from "../gate/git-story.js";
import { runCommand } from "../support/run-command.js";

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

const list = (...argv: readonly string[]) => runCommand(story.root, ["migrations", ...argv]);

const MANIFEST = { "expand-contract.json": '{ "changes": {} }' };
const INIT = "create table users (id int primary key, name text);\n";

describe("migrations", () => {
  it("says in plain words what each does, in the order of the tool", async () => {
    story.commit("2026-05-01", {
      ...MANIFEST,
      "db/migrations/10_swap.sql": `-- migrate:up
-- expand-contract: allow rename-in-place because nobody reads it yet
alter table users rename column name to nick;
alter table users
  add column full_name text not null,
  drop column id;
update users set full_name = nick;
create index on users (nick);
-- expand-contract: allow drop-unknown
do $$ begin execute 'drop table ' || current_setting('app.old'); end $$;
-- migrate:down
drop table users;
`,
      "db/migrations/9_init.sql": `-- migrate:up\n${INIT}`,
      "db/migrations/draft.sql": "-- migrate:up\ndrop table users;\n",
    });
    expect(await list()).toMatchInlineSnapshot(`
      {
        "exit": 0,
        "stderr": "",
        "stdout": "db/migrations   dbmate, told by its files   postgres

      10   db/migrations/10_swap.sql
          3   rename column users.name to nick
              allowed: rename-in-place because nobody reads it yet
          5   add column users.full_name not null, no default
          6   drop column users.id
          7   backfill users (update, unbounded)
          8   other: create index on users (nick)
         10   unknown: its names are known only when it runs; may touch any table
              line 9 allows nothing: an allow needs one rule and a reason: expand-contract: allow <rule> because <reason>

      9   db/migrations/9_init.sql
              problem: dbmate wants a \`-- migrate:down\` block after each up
          2   create table users (id, name)

      2 migrations, 7 operations, 1 unknown.
      ",
      }
    `);
  });

  it("each directory by itself: several tools, what repeats, and what its tool would leave out", async () => {
    story.commit("2026-05-01", {
      ...MANIFEST,
      "prisma/migrations/migration_lock.toml": 'provider = "mysql"\n',
      "prisma/migrations/20260101000000_init/migration.sql": "CREATE TABLE `users` (`id` int);\n",
      "db/migration/V2__drop.sql": "drop table users;\n",
      "db/migration/V1__init.sql": INIT,
      "db/migration/R__view.sql": "create or replace view people as select id, name from users;\n",
      "drizzle/meta/_journal.json": JSON.stringify({
        entries: [{ idx: 0, when: 1, tag: "0000_init", breakpoints: true }],
      }),
      "drizzle/0000_init.sql": INIT,
      "drizzle/0001_lost.sql": "alter table users drop column name;\n",
    });
    expect(await list()).toMatchInlineSnapshot(`
      {
        "exit": 0,
        "stderr": "",
        "stdout": "db/migration   flyway, told by its files   postgres

      1   db/migration/V1__init.sql
          1   create table users (id, name)

      2   db/migration/V2__drop.sql
          1   drop table users

      R view be5e6755   db/migration/R__view.sql   runs again whenever it changes
          1   create view people (id, name)

      drizzle   drizzle, told by its files   postgres

      0000_init   drizzle/0000_init.sql
          1   create table users (id, name)

      0001_lost   drizzle/0001_lost.sql
              never runs: meta/_journal.json does not name it, and Drizzle runs what the journal names
          1   drop column users.name

      prisma/migrations   prisma, told by its files   mysql

      20260101000000_init   prisma/migrations/20260101000000_init/migration.sql
          1   create table users (id)

      6 migrations, 6 operations, none unknown.
      ",
      }
    `);
  });

  it("without any, says where to name them", async () => {
    story.commit("2026-05-01", MANIFEST);
    expect(await list()).toEqual({
      exit: 0,
      stdout:
        'No migrations found. Say in expand-contract.json where they are: "migrations": [{ "dir": "db/migrations" }]\n',
      stderr: "",
    });
  });
});

describe("migrations --dir", () => {
  beforeEach(() =>
    story.commit("2026-05-01", {
      ...MANIFEST,
      "db/migrations/1_init.sql": INIT,
      "db/archive/1_old.sql": "drop table users_old;\n",
    }),
  );

  const getDirs = (text: string) => text.split("\n").filter((line) => line.startsWith("db/"));

  it("shows one alone, from wherever it is asked", async () => {
    const { stdout } = await runCommand(`${story.root}/db`, ["migrations", "--dir", "migrations/"]);
    expect(getDirs(stdout)).toEqual(["db/migrations   sql, told by its files   postgres"]);
  });
  it("reads one that nobody names", async () => {
    const { stdout } = await list("--dir", "db/archive", "--dir", "db/migrations");
    expect(getDirs(stdout)).toEqual([
      "db/migrations   sql, told by its files   postgres",
      "db/archive   sql, told by its files   postgres",
    ]);
    expect(stdout).toContain("    1   drop table users_old\n");
  });
  it("that is not there can't be read", async () => {
    expect(await list("--dir", "db/migratons")).toEqual({
      exit: 2,
      stdout: "",
      stderr: "db/migratons  holds no migrations\n",
    });
  });
});

describe("a directory that can't be read", () => {
  it("keeps no other from being shown", async () => {
    story.commit("2026-05-01", {
      ...MANIFEST,
      "drizzle/meta/_journal.json": "{ broken",
      "drizzle/0000_init.sql": INIT,
      "db/migrations/1_init.sql": INIT,
    });
    const { exit, stdout, stderr } = await list();
    expect(exit).toBe(2);
    expect(stdout).toContain("create table users (id, name)");
    expect(stderr).toMatch(/^drizzle {2}.*_journal\.json/);
  });
  it("nor does one that the manifest misspells", async () => {
    story.commit("2026-05-01", {
      "expand-contract.json": '{ "migrations": [{ "dir": "db/migration" }], "changes": {} }',
      "db/migrations/1_init.sql": INIT,
    });
    expect(await list()).toEqual({ exit: 2, stdout: "", stderr: "db/migration  holds no migrations\n" });
  });
});

describe("migrations --new", () => {
  beforeEach(() => {
    story.commit("2026-05-01", { ...MANIFEST, "db/migrations/1_init.sql": INIT });
    story.write({ "db/migrations/2_drop.sql": "alter table users drop column name;\n" });
  });

  it("lists those that the base lacks", async () => {
    expect(await list("--new")).toEqual({
      exit: 0,
      stdout: `db/migrations   sql, told by its files   postgres

2_drop.sql   db/migrations/2_drop.sql   new
    1   drop column users.name

1 migration, 1 operation, none unknown.
`,
      stderr: "",
    });
  });
  it("lists none where the base has them all", async () => {
    story.commit("2026-05-02");
    expect((await list("--new", "--base", "HEAD")).stdout).toBe(
      "db/migrations   sql, told by its files   postgres\n\nNothing that HEAD lacks.\n\n0 migrations, 0 operations, none unknown.\n",
    );
  });
  it("needs a base", async () => {
    story.commit("2026-05-02");
    expect(await list("--new")).toEqual({
      exit: 2,
      stdout: "",
      stderr: "There is no base to compare with. Name one: --base origin/main\n",
    });
  });
  it("in JSON: --base alone marks the new ones among all", async () => {
    const { stdout } = await list("--base", "HEAD", "--format", "json");
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      directories: [
        {
          dir: "db/migrations",
          format: "sql",
          formatFrom: "files",
          dialect: "postgres",
          migrations: [
            {
              id: "1_init.sql",
              file: "db/migrations/1_init.sql",
              new: false,
              operations: [
                {
                  does: "create table users (id, name)",
                  type: "create-table",
                  table: { table: "users" },
                  columns: ["id", "name"],
                  at: { line: 1, column: 1 },
                  text: "create table users (id int primary key, name text)",
                  allows: [],
                },
              ],
            },
            {
              id: "2_drop.sql",
              file: "db/migrations/2_drop.sql",
              new: true,
              operations: [
                {
                  does: "drop column users.name",
                  type: "drop-column",
                  table: { table: "users" },
                  column: "name",
                  at: { line: 1, column: 1 },
                  text: "alter table users drop column name",
                  allows: [],
                },
              ],
            },
          ],
        },
      ],
      problems: [],
    });
  });
});
