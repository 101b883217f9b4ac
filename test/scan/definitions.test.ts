import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { createManifest } from "./scan-repo.js";

let repo: TemporaryRepo;
beforeEach(() => {
  repo = new TemporaryRepo().init();
  migrate(
    "0001_users.sql",
    "CREATE TABLE users (id int, name text);\nCREATE TABLE teams (id int, name text);",
  );
});
afterEach(() => {
  repo.remove();
});

const NAME = createManifest(
  { name: { kind: "column", old: "users.name" } },
  { migrations: [{ dir: "db/migrations" }] },
);

function migrate(file: string, sql: string): void {
  repo.write(`db/migrations/${file}`, sql);
}

/** `file:line:column access scope` of each reference. */
async function scan(): Promise<string[]> {
  const { references } = await scanTree(openWorkingTree(repo.root), NAME);
  return references.map(
    ({ file, line, column, access, scope }) =>
      `${file.replace("db/migrations/", "")}:${line}:${column} ${access} ${scope}`,
  );
}

const VIEW = "CREATE VIEW people AS\n  SELECT id, name FROM users;";

describe("a view", () => {
  test("that reads the column is a reference, in the migration that defines it", async () => {
    migrate("0002_people.sql", VIEW);
    expect(await scan()).toEqual(["0002_people.sql:2:14 read people"]);
  });

  test("of another table with a column of that name is none", async () => {
    migrate("0002_people.sql", "CREATE VIEW people AS SELECT id, name FROM teams;");
    expect(await scan()).toEqual([]);
  });

  test("that a later migration replaces is none any more", async () => {
    migrate("0002_people.sql", VIEW);
    migrate("0003_people.sql", "CREATE OR REPLACE VIEW people AS SELECT id, NULL::text AS name FROM users;");
    expect(await scan()).toEqual([]);
  });

  test("that is dropped and defined again counts where it last was", async () => {
    migrate("0002_people.sql", VIEW);
    migrate("0003_people.sql", `DROP VIEW people;\n${VIEW}`);
    expect(await scan()).toEqual(["0003_people.sql:3:14 read people"]);
  });

  test("that a later migration drops is none any more", async () => {
    migrate("0002_people.sql", VIEW);
    migrate("0003_people.sql", "DROP VIEW people;");
    expect(await scan()).toEqual([]);
  });

  test("that got another name still reads it", async () => {
    migrate("0002_people.sql", VIEW);
    migrate("0003_people.sql", "ALTER VIEW people RENAME TO persons; DROP VIEW IF EXISTS people;");
    expect(await scan()).toEqual(["0002_people.sql:2:14 read persons"]);
  });
});

describe("a function", () => {
  const READ =
    "CREATE FUNCTION find_name(int) RETURNS text LANGUAGE sql AS 'SELECT name FROM users WHERE id = $1';";

  test("reads in its body, until one of the same parameters replaces it", async () => {
    migrate("0002_find.sql", READ);
    expect(await scan()).toEqual(["0002_find.sql:1:69 read find_name"]);
    migrate("0003_find.sql", READ.replace("CREATE", "CREATE OR REPLACE").replace("SELECT name", "SELECT ''"));
    expect(await scan()).toEqual([]);
  });

  test("of the same name and other parameters stands beside it", async () => {
    migrate("0002_find.sql", READ);
    migrate("0003_find.sql", "CREATE FUNCTION find_name(text) RETURNS text LANGUAGE sql AS 'SELECT $1';");
    expect(await scan()).toEqual(["0002_find.sql:1:69 read find_name"]);
  });

  test("is gone when it is dropped by its parameters, and stays when another is", async () => {
    migrate("0002_find.sql", READ);
    migrate("0003_find.sql", "DROP FUNCTION find_name(text);");
    expect(await scan()).toHaveLength(1);
    migrate("0004_find.sql", "DROP FUNCTION find_name(integer);");
    expect(await scan()).toEqual([]);
  });
});

describe("a trigger", () => {
  test("says whose rows the function of another migration gets", async () => {
    migrate(
      "0002_sync.sql",
      "CREATE FUNCTION sync() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  NEW.full_name := NEW.name;\n  RETURN NEW;\nEND $$;",
    );
    expect(await scan()).toEqual([]);
    migrate(
      "0003_sync.sql",
      "CREATE TRIGGER sync BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION sync();",
    );
    expect(await scan()).toEqual(["0002_sync.sql:3:24 read sync"]);
    migrate("0004_sync.sql", "DROP TRIGGER sync ON users;");
    expect(await scan()).toEqual([]);
  });
});

test("other statements of migrations are no references, and a comment leaves a place out", async () => {
  migrate(
    "0002_backfill.sql",
    "UPDATE users SET name = '' WHERE name IS NULL; CREATE INDEX i ON users (name);",
  );
  expect(await scan()).toEqual([]);
  migrate(
    "0003_people.sql",
    `-- expand-contract: not name because the view is a report of the last decade\nCREATE VIEW people AS SELECT name FROM users;`,
  );
  expect(await scan()).toEqual([]);
});

describe("migrations that are scripts", () => {
  const SCRIPTS = createManifest(
    { name: { kind: "column", old: "users.name" } },
    { migrations: [{ dir: "db/scripts", format: "kysely" }] },
  );
  const script = (body: string) =>
    `import { sql } from "kysely";\nexport async function up(db) {\n  ${body}\n}\n`;
  const scanScripts = async () =>
    (await scanTree(openWorkingTree(repo.root), SCRIPTS)).references.map(
      ({ file, line, column, access, scope }) => `${file}:${line}:${column} ${access} ${scope}`,
    );

  beforeEach(() => {
    const create = (table: string) =>
      `await db.schema.createTable("${table}").addColumn("id", "integer").addColumn("name", "text").execute();`;
    repo.write("db/scripts/0001_users.ts", script(`${create("users")}\n  ${create("teams")}`));
  });

  test("define views, too: each counts where it is run", async () => {
    repo.write(
      "db/scripts/0002_people.ts",
      script("await sql`create view people as select id, name from users`.execute(db);"),
    );
    repo.write(
      "db/scripts/0003_groups.ts",
      script("await sql`create view groups as select id, name from teams`.execute(db);"),
    );
    expect(await scanScripts()).toEqual(["db/scripts/0002_people.ts:3:13 read people"]);
  });

  test("say whose column an unqualified name is", async () => {
    repo.write(
      "src/a.ts",
      "export const a = (db) => db.query(`select name from users u join ranks r on r.id = u.id`);\n",
    );
    repo.write(
      "db/scripts/0002_ranks.ts",
      script(`await db.schema.createTable("ranks").addColumn("id", "integer").execute();`),
    );
    expect(await scanScripts()).toEqual(["src/a.ts:1:43 read a"]);
    repo.write(
      "db/scripts/0003_drop.ts",
      script(
        `await db.schema.alterTable("users").dropColumn("name").execute();\n  await db.schema.alterTable("ranks").addColumn("name", "text").execute();`,
      ),
    );
    expect(await scanScripts()).toEqual([]);
  });

  test("do to columns what is history, and are code for all else", async () => {
    repo.write("db/scripts/0002_fill.ts", script("await sql`update users set name = ''`.execute(db);"));
    expect(await scanScripts()).toEqual([]);
  });
});
