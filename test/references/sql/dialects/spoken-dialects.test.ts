import { describe, expect, it } from "vitest";
import {
  getSpokenDialects,
  maySpeakDialect,
} from "../../../../src/references/sql/dialects/spoken-dialects.js";
import { parseTestScript } from "../../../support/parse.js";

/** What a script says that it speaks; the search of its text must not hide it. */
function getSpoken(text: string): readonly string[] {
  const spoken = getSpokenDialects(parseTestScript("a.ts", text));
  if (spoken.length > 0) expect(maySpeakDialect(text)).toBe(true);
  return spoken;
}

describe("what a script says that it speaks", () => {
  it("is an option of Knex", () => {
    expect(getSpoken('import knex from "knex"; knex({ client: "mysql2" })')).toEqual(["mysql"]);
    expect(getSpoken('export default { dev: { client: "better-sqlite3", connection: {} } }')).toEqual([
      "sqlite",
    ]);
    expect(getSpoken('export const theme = { client: "mysql2" }')).toEqual([]);
  });

  it("is an option of TypeORM", () => {
    const source = (type: string): string =>
      `import { DataSource } from "typeorm"; export const db = new DataSource({ type: "${type}" })`;
    expect(getSpoken(source("mariadb"))).toEqual(["mysql"]);
    expect(getSpoken(source("postgres"))).toEqual(["postgres"]);
    expect(getSpoken(source("mongodb"))).toEqual([]);
    expect(getSpoken('export const column = { type: "mysql" }')).toEqual([]);
  });

  it("is an option of Sequelize or drizzle-kit", () => {
    expect(
      getSpoken('import { Sequelize } from "sequelize"; new Sequelize(url, { dialect: "mysql" })'),
    ).toEqual(["mysql"]);
    expect(
      getSpoken(
        'import { defineConfig } from "drizzle-kit"; export default defineConfig({ dialect: "turso" })',
      ),
    ).toEqual(["sqlite"]);
    expect(getSpoken('export default { dialect: "mysql" }')).toEqual([]);
  });

  it("is a dialect that Kysely is given", () => {
    expect(getSpoken("export const db = new Kysely({ dialect: new MysqlDialect({ pool }) })")).toEqual([
      "mysql",
    ]);
    expect(getSpoken("export const db = new Kysely({ dialect: new MssqlDialect({ pool }) })")).toEqual([]);
  });

  it("is that of its driver, unless an option says it", () => {
    expect(getSpoken('import pg from "pg"')).toEqual(["postgres"]);
    expect(
      getSpoken(
        'import pg from "pg"; import knex from "knex"; export const db = knex({ client: "sqlite3" })',
      ),
    ).toEqual(["sqlite"]);
  });
});
