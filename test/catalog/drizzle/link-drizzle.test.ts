import { describe, expect, it } from "vitest";
import { createDrizzleProject } from "../../references/orm/drizzle/drizzle-project.js";

const PG = `import { pgMaterializedView, pgSchema, pgTable, pgTableCreator, pgView, text, uuid } from "drizzle-orm/pg-core";\n`;

/** `schema.table: property=column …` of each table; a `?` where it may have more columns. */
function link(files: Readonly<Record<string, string>>): string[] {
  const { catalog } = createDrizzleProject(files, []);
  return catalog.tables.map(({ schema, table, columns, isComplete }) => {
    const names = columns.map(({ property, column }) =>
      property === column ? column : `${property}=${column}`,
    );
    return `${schema === undefined ? "" : `${schema}.`}${table}: ${names.join(" ")}${isComplete ? "" : " ?"}`;
  });
}

const linkOne = (text: string): string[] => link({ "schema.ts": PG + text });

describe("linkDrizzle", () => {
  it("takes a column's name from its call, else from its key", () => {
    expect(
      linkOne(`export const users = pgTable("users", { id: uuid(), fullName: text("name").notNull() });`),
    ).toEqual(["users: id fullName=name"]);
  });

  it("reads columns that a callback gives", () => {
    expect(
      linkOne(`export const users = pgTable("users", (t) => ({ id: t.uuid(), fullName: t.text("name") }));`),
    ).toEqual(["users: id fullName=name"]);
  });

  it("reads tables of MySQL and SQLite, imported under another name", () => {
    const mysql = `import { mysqlTable as table, int } from "drizzle-orm/mysql-core"; export const a = table("a", { id: int() });`;
    const sqlite = `import { sqliteTable, integer } from "drizzle-orm/sqlite-core"; export const b = sqliteTable("b", { id: integer("key") });`;
    expect(link({ "a.ts": mysql, "b.ts": sqlite })).toEqual(["a: id", "b: id=key"]);
  });

  it("leaves a function of another package alone", () => {
    expect(
      linkOne(`import { make } from "other"; export const users = make("users", { id: uuid() });`),
    ).toEqual([]);
  });

  it("knows the schema of a schema object, of this module or another", () => {
    const auth = `${PG}export const auth = pgSchema("auth"); export const a = auth.table("a", { id: uuid() });`;
    const other = `${PG}import { auth } from "./auth.js"; export const b = auth.table("b", { id: uuid() }); export const c = pgSchema("log").table("c", { id: uuid() });`;
    expect(link({ "auth.ts": auth, "other.ts": other })).toEqual(["auth.a: id", "auth.b: id", "log.c: id"]);
  });

  it("knows what a creator puts before a name", () => {
    const creator = "export const createTable = pgTableCreator((name) => `app_${name}`);";
    const users = `${PG}import { createTable } from "./creator.js"; export const users = createTable("users", { id: uuid() });`;
    expect(link({ "creator.ts": PG + creator, "users.ts": users })).toEqual(["app_users: id"]);
  });

  it("knows the columns that a function of the repo adds", () => {
    expect(
      linkOne(`const define = (name, columns) => pgTable(name, { id: uuid("key"), ...columns });
               export const users = define("users", { name: text() });`),
    ).toEqual(["users: id=key name"]);
  });

  it("spreads columns of this module and of others", () => {
    const shared = `import { timestamp } from "drizzle-orm/pg-core"; export const dates = { createdAt: timestamp("created_at") }; export const owned = () => ({ ownerId: timestamp("owner_id") });`;
    const text = `${PG}import { dates, owned } from "./shared.js"; const base = { id: uuid() };
      export const users = pgTable("users", { ...base, name: text(), ...dates, ...owned() });`;
    expect(link({ "shared.ts": shared, "users.ts": text })).toEqual([
      "users: id name createdAt=created_at ownerId=owner_id",
    ]);
  });

  it("says where something is spread that cannot be read", () => {
    expect(
      linkOne(
        `import { dates } from "dates"; export const users = pgTable("users", { id: uuid(), ...dates });`,
      ),
    ).toEqual(["users: id ?"]);
  });

  it("takes a name from the function that makes the column, and none from an enum's", () => {
    const shared = `import { uuid, pgEnum } from "drizzle-orm/pg-core"; export const key = () => uuid("key").primaryKey(); export const status = pgEnum("user_status", ["on"]);`;
    const text = `${PG}import { key, status } from "./shared.js"; export const users = pgTable("users", { id: key(), status: status().notNull() });`;
    expect(link({ "shared.ts": shared, "users.ts": text })).toEqual(["users: id=key status"]);
  });

  it("maps the columns that a view declares", () => {
    expect(
      linkOne(`export const active = pgView("active_users", { fullName: text("name") }).existing();`),
    ).toEqual(["active_users: fullName=name"]);
  });

  it("goes by the casing of the nearest client", () => {
    const table = `${PG}export const users = pgTable("users", { fullName: text(), email: text("Mail") });`;
    const client = (casing: string): string =>
      `import { drizzle } from "drizzle-orm/node-postgres"; export const db = drizzle(pool, { ${casing} });`;
    expect(
      link({
        "apps/a/schema.ts": table,
        "apps/a/db.ts": client(`casing: "snake_case"`),
        "apps/b/schema.ts": table,
        "apps/b/db.ts": client(`casing: "camelCase"`),
      }),
    ).toEqual(["users: fullName=full_name email=Mail", "users: fullName email=Mail"]);
  });

  it("reads the casing of drizzle-kit where no client says any", () => {
    const config = `import { defineConfig } from "drizzle-kit"; export default defineConfig({ casing: "snake_case" });`;
    const table = `${PG}export const users = pgTable("users", { fullName: text() });`;
    expect(link({ "drizzle.config.ts": config, "src/schema.ts": table })).toEqual([
      "users: fullName=full_name",
    ]);
    expect(link({ "src/schema.ts": table })).toEqual(["users: fullName"]);
  });

  it("finds the tables of relations, those that lead back to their own too", () => {
    const text = `${PG}import { relations } from "drizzle-orm";
      export const users = pgTable("users", { id: uuid(), bossId: uuid() });
      export const usersRelations = relations(users, ({ one, many }) => ({ boss: one(users, { fields: [users.bossId], references: [users.id] }), posts: many(posts) }));`;
    const posts = `${PG}export const posts = pgTable("posts", { id: uuid() });`;
    const { catalog } = createDrizzleProject(
      { "users.ts": `import { posts } from "./posts.js";\n${text}`, "posts.ts": posts },
      [],
    );
    expect(catalog.tables[0]?.relations).toEqual([
      { property: "boss", model: "users", file: "users.ts" },
      { property: "posts", model: "posts", file: "posts.ts" },
    ]);
  });
});
