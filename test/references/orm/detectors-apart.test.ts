import { beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../../src/catalog/catalog.js";
import {
  type CodeMapping,
  linkCodeMappings,
  readCodeMapping,
} from "../../../src/catalog/code/code-mapping.js";
import { readPrismaCatalog } from "../../../src/catalog/prisma/read-prisma-catalog.js";
import { createTableColumns } from "../../../src/catalog/table-columns.js";
import { detectInScript } from "../../../src/references/detect.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { change, createTestProject, parseTestScript } from "../../support/parse.js";
import { createGraph } from "../symbols/symbol-project.js";

beforeAll(loadPostgres);

/** A repository in the middle of a move from one library to the next: each of them maps the table at hand. */
const MAPPINGS = {
  "drizzle/schema.ts": `import { pgTable, serial, text, integer } from "drizzle-orm/pg-core";
export const users = pgTable("users", { id: serial("id"), name: text("name") });
export const orders = pgTable("orders", { id: serial("id"), name: text("name"), userId: integer("user_id") });`,
  "typeorm/user.ts": `import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
@Entity("users") export class User { @PrimaryGeneratedColumn() id: number; @Column() name: string; }`,
  "sequelize/user.ts": `import { DataTypes, Model } from "sequelize";
export class User extends Model { declare id: number; declare name: string; }
User.init({ id: { type: DataTypes.INTEGER, primaryKey: true }, name: DataTypes.STRING }, { sequelize, tableName: "users", timestamps: false });`,
  "kysely/database.ts": `import type { Generated } from "kysely";
export interface Database { users: { id: Generated<number>; name: string }; orders: { id: Generated<number>; name: string; user_id: number } }`,
};
const SCHEMA = `datasource db {
  provider = "postgresql"
}
model User {
  id     Int     @id
  name   String
  orders Order[]
  @@map("users")
}
model Order {
  id     Int    @id
  name   String
  userId Int    @map("user_id")
  user   User   @relation(fields: [userId], references: [id])
  @@map("orders")
}`;

/** What all detectors find together: who told it, how it depends, where. */
function detect(text: string): string[] {
  const path = "src/find.ts";
  const modules = createGraph({ ...MAPPINGS, [path]: text });
  const mappings = new Map<string, CodeMapping>();
  for (const [file, content] of Object.entries(MAPPINGS)) {
    const mapping = readCodeMapping(parseTestScript(file, content));
    if (mapping !== undefined) mappings.set(file, mapping);
  }
  const linked = linkCodeMappings(mappings, modules);
  const prisma = readPrismaCatalog([{ path: "prisma/schema.prisma", text: SCHEMA }]);
  const catalog: Catalog = { ...linked, tables: [...linked.tables, ...prisma.tables] };
  const project = createTestProject({
    ...{ changes: [change("column", "users.name")], modules, catalog },
    tables: createTableColumns([
      { table: "users", columns: ["id", "name"] },
      { table: "orders", columns: ["id", "name", "user_id"] },
    ]),
  });
  return detectInScript(parseTestScript(path, text), project).references.map(
    ({ via, access, certainty, line, column }) =>
      `${line}:${column} ${via} ${access}${certainty === "resolved" ? "" : ` ${certainty}`}`,
  );
}

/** `«read name»` is a place of the library's own detector, `«sql read name»` one of SQL. */
const MARK = /«(?:(sql) )?(read|write) (\w+)»/g;

function splitMarks(marked: string, via: string): { readonly text: string; readonly places: string[] } {
  const places: string[] = [];
  const text = marked.split("\n").map((line, index) => {
    let taken = 0;
    return line.replaceAll(
      MARK,
      (mark: string, sql: string | undefined, access: string, name: string, at: number) => {
        places.push(`${index + 1}:${at - taken + 1} ${sql ?? via} ${access}`);
        taken += mark.length - name.length;
        return name;
      },
    );
  });
  return { text: text.join("\n"), places };
}

function expectOwn(via: string, marked: string): void {
  const { text, places } = splitMarks(marked, via);
  expect(detect(text)).toEqual(places);
}

describe("each library's code is its own detector's alone", () => {
  it("Prisma's", () => {
    expectOwn(
      "prisma",
      `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export async function find(name: string) {
  const user = await prisma.user.findFirst({ where: { «read name» }, select: { id: true, «read name»: true }, orderBy: { «read name»: "asc" } });
  await prisma.user.update({ where: { id: 1 }, data: { «write name» } });
  await prisma.order.create({ data: { name, user: { create: { «write name» } } } });
  await prisma.$queryRaw\`select «sql read name» from users\`;
  return { name: user?.«read name», from: "users" };
}`,
    );
  });

  it("Drizzle's", () => {
    expectOwn(
      "drizzle",
      `import { and, desc, eq, sql } from "drizzle-orm";
import { orders, users } from "../drizzle/schema.js";
import { getDb } from "./db.js";
export async function find(params: { name: string; table: "users" }) {
  const db = getDb();
  await db.select({ id: orders.id, name: orders.name, user: { id: users.id, name: users.«read name» } })
    .from(orders).leftJoin(users, and(eq(users.id, orders.userId), eq(users.«read name», params.name)))
    .where(eq(orders.name, params.name)).groupBy(orders.id).orderBy(desc(users.«read name»)).limit(1);
  await db.select({ name: orders.name, users: { id: users.id, name: orders.name }, all: sql<string[]>\`array(select 1)\`.as("users") })
    .from(orders).leftJoin(users, eq(users.id, orders.userId)).where(eq(orders.id, 1)).groupBy(orders.name).limit(1);
  await db.insert(users).values({ «write name»: params.name }).returning({ name: users.«read name» });
  await db.update(users).set({ «write name»: params.name }).where(sql\`\${users.id} = 1\`);
  return db.query.users.findFirst({ columns: { «read name»: true }, where: eq(users.id, 1) });
}`,
    );
  });

  it("Knex's", () => {
    expectOwn(
      "knex",
      `import knex from "knex";
const db = knex({ client: "pg" });
export async function find(name: string) {
  const [user] = await db("users").where({ «read name» }).select("id", "«read name»").orderBy("«read name»");
  await db("users").insert({ «write name» }).onConflict("id").merge(["«write name»"]).returning("id");
  await db("orders").join("users as u", "u.id", "orders.user_id").where("u.«read name»", name).whereRaw("lower(u.«read name») = ?", name).select("orders.name");
  await db.raw("select «sql read name» from users");
  return { name: user.«read name», of: "User" };
}`,
    );
  });

  it("Kysely's", () => {
    expectOwn(
      "kysely",
      `import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Database } from "../kysely/database.js";
export async function find(db: Kysely<Database>, name: string) {
  const user = await db.selectFrom("users").select(["id", "«read name»"]).where("«read name»", "=", name).executeTakeFirst();
  await db.insertInto("users").values({ «write name» }).execute();
  await db.updateTable("users").set({ «write name» }).where("users.«read name»", "is", null).execute();
  await db.selectFrom("orders as o").innerJoin("users as u", "u.id", "o.user_id").select("u.«read name»").where(sql\`lower(u.«read name»)\`, "=", name).execute();
  await sql\`select «sql read name» from users\`.execute(db);
  return { name: user?.«read name», of: "User" };
}`,
    );
  });

  it("TypeORM's", () => {
    expectOwn(
      "typeorm",
      `import { DataSource, Like } from "typeorm";
import { User } from "../typeorm/user.js";
export async function find(source: DataSource, name: string) {
  const users = source.getRepository(User);
  const user = await users.findOne({ where: { «read name»: Like(name) }, select: { «read name»: true }, order: { «read name»: "ASC" } });
  await users.update({ id: 1 }, { «write name» });
  await users.createQueryBuilder("user").select("user.id").where("user.«read name» = :name", { name }).getMany();
  await source.query("select «sql read name» from users");
  return { name: user.«read name», of: "users" };
}`,
    );
  });

  it("Sequelize's", () => {
    expectOwn(
      "sequelize",
      `import { Op } from "sequelize";
import { User } from "../sequelize/user.js";
import { sequelize } from "./sequelize.js";
export async function find(name: string) {
  const user = await User.findOne({ where: { «read name»: { [Op.ne]: name } }, attributes: ["id", "«read name»"], order: [["«read name»", "ASC"]] });
  await User.create({ «write name» });
  await User.update({ «write name» }, { where: { id: 1 } });
  await sequelize.query("select «sql read name» from users");
  return { name: user.«read name», of: "users" };
}`,
    );
  });
});
