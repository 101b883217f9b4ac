import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createGitStory, type GitStory } from "../gate/git-story.js";
import { MANIFEST, createManifest, runStory } from "../gate/run-story.js";
import { lintText } from "../lint/lint-text.js";

const TODAY = "2026-06-30";

/** What takes git: who uses a column in what is deployed, and what the base has. */
const OF_GIT =
  /^(new-reference|drop-before-.*|drop-with-stop-write|migration-out-of-order|stop-write-with-switch-reads)$/;

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

/** `2:9 rename-in-place: …` for each finding of the gate on the one new migration. */
async function getGateFindings(): Promise<string[]> {
  const { findings } = await runStory(story, { base: "HEAD", today: TODAY });
  return findings
    .filter(
      ({ rule, verdict, message }) =>
        !OF_GIT.test(rule) && !(verdict === "unknown" && /still used/.test(message)),
    )
    .map(
      ({ rule, line, column, message, next }) => `${line}:${column} ${rule}: ${message}. Next: ${next ?? ""}`,
    )
    .toSorted();
}

async function getLintFindings(file: string): Promise<string[]> {
  const text = readFileSync(join(story.root, file), "utf8");
  const rules = { "expand-contract/no-unsafe-migration": "error" as const };
  const messages = await lintText({ root: story.root, file, text, rules, settings: { today: TODAY } });
  return messages
    .map((message) =>
      message.replace(/ no-unsafe-migration: (.*?) \(([a-z-]+)\)\. Next: /, " $2: $1. Next: "),
    )
    .toSorted();
}

const CASES = [
  {
    format: "kysely",
    files: {
      "db/migrations/2026-01-01_init.ts": `export async function up(db) {
  await db.schema.createTable("users").addColumn("id", "integer").addColumn("name", "text").addColumn("email", "text").execute();
  await db.schema.createTable("teams").addColumn("id", "integer").execute();
}
`,
    },
    file: "db/migrations/2026-06-01_all.ts",
    text: `import { sql } from "kysely";
export async function up(db) {
  await db.schema.alterTable("users").renameColumn("email", "mail").execute();
  await sql\`alter table users add column nick text not null\`.execute(db);
  await db.updateTable("users").set({ nick: "" }).execute();
  await db.schema.dropTable("teams").execute();
  await sql\`\${sql.raw(process.env.CHANGE)}\`.execute(db);
  await db.schema.createTable("notes").addColumn("id", "integer").execute();
  await db.schema.dropTable("notes").execute();
  // expand-contract: allow backfill-unbatched because there are ten rows
  await sql\`update users set mail = lower(mail)\`.execute(db);
}
`,
    rules: [
      "add-column-breaks-deployed",
      "backfill-unbatched",
      "drop-unknown",
      "drop-without-change",
      "drop-without-change",
      "rename-in-place",
    ],
  },
  {
    format: "typeorm",
    files: {
      "db/migrations/1767225600000-Init.ts": `import type { MigrationInterface, QueryRunner } from "typeorm";
export class Init1767225600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(\`CREATE TABLE "users" ("id" int, "name" text, "email" text)\`);
  }
  async down(): Promise<void> {}
}
`,
    },
    file: "db/migrations/1780272000000-Swap.ts",
    text: `import { type MigrationInterface, type QueryRunner, TableColumn } from "typeorm";
export class Swap1780272000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.renameColumn("users", "email", "mail");
    await queryRunner.addColumn("users", new TableColumn({ name: "nick", type: "text" }));
    await queryRunner.query(\`UPDATE "users" SET "nick" = ''\`);
    await queryRunner.dropTable("teams");
  }
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable("users");
  }
}
`,
    rules: [
      "add-column-breaks-deployed",
      "backfill-unbatched",
      "drop-without-change",
      "drop-without-change",
      "rename-in-place",
    ],
  },
  {
    format: "sequelize",
    files: {
      "db/migrations/20260101000000-init.js": `module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.createTable("users", { id: Sequelize.INTEGER, name: Sequelize.TEXT, email: Sequelize.TEXT }),
  down: (queryInterface) => queryInterface.dropTable("users"),
};
`,
    },
    file: "db/migrations/20260601000000-swap.js",
    text: `module.exports = {
  async up(queryInterface, Sequelize) {
    for (const column of ["email"]) await queryInterface.removeColumn("users", column);
    await queryInterface.addColumn("users", "nick", { type: Sequelize.TEXT, allowNull: false });
    await queryInterface.sequelize.query("UPDATE users SET nick = ''");
    await queryInterface.renameTable("teams", "groups");
  },
  down: (queryInterface) => queryInterface.dropTable("users"),
};
`,
    rules: [
      "add-column-breaks-deployed",
      "backfill-unbatched",
      "drop-without-change",
      "drop-without-change",
      "rename-in-place",
    ],
  },
  {
    format: "node-pg-migrate",
    files: {
      "db/migrations/1767225600000_init.js": `export const up = (pgm) => pgm.createTable("users", { id: "int", name: "text", email: "text" });
`,
    },
    file: "db/migrations/1780272000000_swap.js",
    text: `export const up = (pgm) => {
  pgm.dropColumns("users", ["email"]);
  pgm.addColumns("users", { nick: { type: "text", notNull: true } });
  pgm.sql("UPDATE users SET nick = ''");
  pgm.renameTable("teams", "groups");
};
export const down = (pgm) => pgm.dropTable("users");
`,
    rules: [
      "add-column-breaks-deployed",
      "backfill-unbatched",
      "drop-without-change",
      "drop-without-change",
      "rename-in-place",
    ],
  },
  {
    format: "mikro-orm",
    files: {
      "db/migrations/Migration20260101000000.ts": `import { Migration } from "@mikro-orm/migrations";
export class Migration20260101000000 extends Migration {
  async up(): Promise<void> {
    this.addSql('create table "users" ("id" int, "name" text, "email" text);');
  }
}
`,
    },
    file: "db/migrations/Migration20260601000000.ts",
    text: `import { Migration } from "@mikro-orm/migrations";
export class Migration20260601000000 extends Migration {
  async up(): Promise<void> {
    this.addSql('alter table "users" drop column "email";');
    this.addSql('alter table "users" add column "nick" text not null;');
    this.addSql(\`update "users" set "nick" = '';\`);
    this.addSql('alter table "teams" rename to "groups";');
  }
  async down(): Promise<void> {
    this.addSql('drop table "users";');
  }
}
`,
    rules: [
      "add-column-breaks-deployed",
      "backfill-unbatched",
      "drop-without-change",
      "drop-without-change",
      "rename-in-place",
    ],
  },
  {
    format: "knex",
    files: {
      "db/migrations/20260101000000_init.js": `exports.up = (knex) => knex.schema.createTable("users", (table) => {
  table.increments("id");
  table.text("name");
  table.text("email");
});
exports.down = () => {};
`,
    },
    file: "db/migrations/20260601000000_swap.js",
    text: `exports.up = async (knex) => {
  await knex.schema.alterTable("users", (table) => {
    table.dropColumn("email");
    table.text("nick").notNullable();
  });
  await knex("users").update({ nick: "" });
  await knex.schema.renameTable("teams", "groups");
};
exports.down = (knex) => knex.schema.dropTable("users");
`,
    rules: [
      "add-column-breaks-deployed",
      "backfill-unbatched",
      "drop-without-change",
      "drop-without-change",
      "rename-in-place",
    ],
  },
  {
    format: "scripts",
    files: {
      "db/migrations/001_init.js":
        'export const up = (db) => db.query("create table users (id int, name text, email text)");\n',
    },
    file: "db/migrations/002_swap.js",
    text: `export async function up(sql) {
  await sql\`alter table users drop column email\`;
  await sql\`alter table users add column nick text not null\`;
  await sql\`update users set nick = ''\`;
  await sql\`alter table teams rename to groups\`;
}
`,
    rules: [
      "add-column-breaks-deployed",
      "backfill-unbatched",
      "drop-without-change",
      "drop-without-change",
      "rename-in-place",
    ],
  },
];

it.each(CASES)(
  "the editor says of $format what the gate says",
  async ({ format, files, file, text, rules }) => {
    const manifest = createManifest({ migrations: [{ dir: "db/migrations", format }] });
    story.commit("2026-05-01", { [MANIFEST]: manifest, ...files });
    story.write({ [file]: text });
    const findings = await getLintFindings(file);
    expect(findings).toEqual(await getGateFindings());
    expect(findings.map((finding) => /^\S+ (\S+):/.exec(finding)?.[1]).toSorted()).toEqual(rules);
  },
);
