import { writeMigrationProject } from "./migration-projects.js";
import { testRule } from "./test-rule.js";

const inMigrations = writeMigrationProject("kysely", {
  "2026-01-01_users.ts": `export async function up(db) {
  await db.schema.createTable("users").addColumn("id", "integer").addColumn("name", "text").execute();
}
`,
});
const inDrop = { filename: inMigrations("2026-06-01_drop.ts") };

const RENAME =
  "This renames users.name in place: what is deployed breaks the moment it runs (rename-in-place). " +
  "Next: add the new column beside it, write both, backfill, switch the reads, then drop users.name";

testRule("no-unsafe-migration", {
  valid: [
    {
      ...inDrop,
      name: "a drop that a change covers: whether it may go takes git",
      code: `export async function up(db) {
  await db.schema.alterTable("users").dropColumn("name").execute();
}`,
    },
    {
      ...inDrop,
      name: "what the file itself created",
      code: `export async function up(db) {
  await db.schema.createTable("teams").addColumn("id", "integer").addColumn("title", "text").execute();
  await db.schema.alterTable("teams").renameColumn("title", "name").execute();
  await db.schema.dropTable("teams").execute();
}`,
    },
    {
      ...inDrop,
      name: "the way back",
      code: `export async function up() {}
export async function down(db) {
  await db.schema.dropTable("users").execute();
}`,
    },
    {
      name: "the same code in a file that is no migration",
      filename: inMigrations("../src/rename.ts"),
      code: `export async function up(db) {
  await db.schema.alterTable("users").renameColumn("name", "full_name").execute();
}`,
    },
    {
      ...inDrop,
      name: "what a comment allows",
      code: `export async function up(db) {
  // expand-contract: allow rename-in-place because the service is stopped for it
  await db.schema.alterTable("users").renameColumn("name", "full_name").execute();
}`,
    },
    {
      ...inDrop,
      name: "what a comment in tagged SQL allows",
      code: `import { sql } from "kysely";
export async function up(db) {
  await sql\`
    -- expand-contract: allow rename-in-place because the service is stopped for it
    alter table users rename column name to full_name
  \`.execute(db);
}`,
    },
    {
      ...inDrop,
      name: "history",
      options: [{ after: "2026-06-01" }],
      code: `export async function up(db) {
  await db.schema.dropTable("teams").execute();
}`,
    },
  ],
  invalid: [
    {
      ...inDrop,
      name: "a rename",
      code: `export async function up(db) {
  await db.schema.alterTable("users").renameColumn("name", "full_name").execute();
}`,
      errors: [{ message: RENAME, line: 2, column: 9, endLine: 2, endColumn: 83 }],
    },
    {
      ...inDrop,
      name: "a rename in tagged SQL",
      code: `import { sql } from "kysely";
export async function up(db) {
  await sql\`
    alter table users rename column name to full_name
  \`.execute(db);
}`,
      errors: [{ message: RENAME, line: 4, column: 5, endLine: 4, endColumn: 54 }],
    },
    {
      ...inDrop,
      name: "a drop that no change covers",
      code: `export async function up(db) {
  await db.schema.dropTable("teams").execute();
}`,
      errors: [
        {
          message:
            'This drops the table teams, which no change in the manifest covers (drop-without-change). Next: add it to "changes" and see what still uses it: ' +
            '"teams": { "kind": "table", "old": "teams", "owner": "…", "sunset": "2027-03-01" }',
          line: 2,
          column: 9,
          endLine: 2,
          endColumn: 48,
        },
      ],
    },
    {
      ...inDrop,
      name: "a column that running inserts do not know",
      code: `export async function up(db) {
  await db.schema.alterTable("users").addColumn("full_name", "text", (col) => col.notNull()).execute();
}`,
      errors: [
        {
          message:
            "users.full_name is NOT NULL without a default: every INSERT of what is deployed fails (add-column-breaks-deployed). " +
            "Next: add users.full_name with a default or without NOT NULL, and set NOT NULL once everything writes it",
          line: 2,
          column: 9,
          endLine: 2,
          endColumn: 104,
        },
      ],
    },
    {
      ...inDrop,
      name: "a backfill of the whole table",
      code: `export async function up(db) {
  await db.updateTable("users").set((eb) => ({ full_name: eb.ref("name") })).execute();
}`,
      errors: [
        {
          message:
            "This changes all rows of users in one statement and locks them until it ends (backfill-unbatched). " +
            "Next: go over a range of keys at a time, each in its own transaction",
          line: 2,
          column: 9,
          endLine: 2,
          endColumn: 88,
        },
      ],
    },
    {
      ...inDrop,
      name: "what can't be read, while a change is under way",
      code: `import { sql } from "kysely";
export async function up(db) {
  await sql\`alter table users \${sql.raw(process.env.CHANGE)}\`.execute(db);
}`,
      errors: [
        {
          message:
            "It can't be told what this drops: what it runs is known only when it runs (drop-unknown). Next: write the statement as plain SQL; " +
            "or, if it drops nothing that a change names, write above it: // expand-contract: allow drop-unknown because …",
          line: 3,
          column: 13,
          endLine: 3,
          endColumn: 75,
        },
      ],
    },
    {
      ...inDrop,
      name: "an expand and its contract in one file",
      code: `export async function up(db) {
  await db.schema.alterTable("users").addColumn("full_name", "text").execute();
  await db.schema.alterTable("users").dropColumn("name").execute();
}`,
      errors: [
        {
          message:
            "This adds users.full_name and drops users.name in one go: nothing that is deployed can have moved over (drop-with-stop-write). " +
            "Next: take the drop out; release what adds users.full_name, write both, backfill, switch the reads, stop the writes, wait 7 days, then drop users.name in a migration of its own",
          line: 3,
          column: 9,
          endLine: 3,
          endColumn: 68,
        },
      ],
    },
    {
      ...inDrop,
      name: "a comment without a reason",
      code: `export async function up(db) {
  // expand-contract: allow rename-in-place
  await db.schema.alterTable("users").renameColumn("name", "full_name").execute();
}`,
      errors: [
        {
          message:
            "This comment allows nothing: an allow needs one rule and a reason: expand-contract: allow <rule> because <reason>",
          line: 2,
          column: 1,
          endLine: 2,
          endColumn: 44,
        },
        { message: RENAME, line: 3, column: 9, endLine: 3, endColumn: 83 },
      ],
    },
    {
      ...inDrop,
      name: "a file after the last one of history",
      options: [{ after: "2026-05-31" }],
      code: `export async function up(db) {
  await db.schema.alterTable("users").renameColumn("name", "full_name").execute();
}`,
      errors: [{ message: RENAME, line: 2, column: 9, endLine: 2, endColumn: 83 }],
    },
  ],
});
