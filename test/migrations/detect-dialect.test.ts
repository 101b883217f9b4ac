import { expect, it } from "vitest";
import { detectDialect } from "../../src/migrations/detect-dialect.js";
import { readMigrations } from "../../src/migrations/read-migrations.js";

const file = (text: string) => ({ path: "0001_drop.sql", file: "db/migrations/0001_drop.sql", text });

it("takes names in backticks for MySQL's", () => {
  expect(
    detectDialect([
      file("ALTER TABLE users DROP COLUMN name;"),
      file("ALTER TABLE `users` DROP COLUMN `name`;"),
    ]),
  ).toBe("mysql");
  expect(detectDialect([file('ALTER TABLE "users" DROP COLUMN "name";')])).toBeUndefined();
});

it("takes backticks in comments, strings and bodies of Postgres for what they are", () => {
  expect(
    detectDialect([file("-- takes `name` out of `users`\nALTER TABLE users DROP COLUMN name;")]),
  ).toBeUndefined();
  expect(detectDialect([file("COMMENT ON TABLE users IS 'see `people`';")])).toBeUndefined();
});

it("leaves a text that neither grammar takes alone", () => {
  expect(detectDialect([file("ALTER TABLE `users` DROPP COLUMN {{name}};")])).toBeUndefined();
});

it("lets a drop in backticks be one", () => {
  const path = "db/migrations/0001_drop.sql";
  const [sequence] = readMigrations(
    [{ dir: "db/migrations" }],
    [{ path, text: "ALTER TABLE `users` DROP COLUMN `name`;" }],
  );
  expect(sequence?.migrations[0]?.operations).toMatchObject([
    { type: "drop-column", table: { table: "users" }, column: "name" },
  ]);
});
