import { describe, expect, it } from "vitest";
import { readPrismaCatalog } from "../../../../src/catalog/prisma/read-prisma-catalog.js";
import { createTableColumns } from "../../../../src/catalog/table-columns.js";
import { detectPrismaCalls } from "../../../../src/references/orm/prisma/detect-prisma-calls.js";
import { analyzePostgres } from "../../../../src/references/sql/analyze-postgres.js";
import { change, createTestProject, parseTestScript } from "../../../support/parse.js";
import { createPrismaRunner } from "../../../support/prisma-client.js";

const SCHEMA = `
datasource db {
  provider = "postgresql"
}
model User {
  id     Int     @id
  email  String  @unique
  name   String? @map("full_name")
  tenant Int
  posts  Post[]
  @@unique([tenant, name])
  @@map("users")
}
model Post {
  id       Int    @id
  name     String
  authorId Int    @map("author_id")
  author   User   @relation(fields: [authorId], references: [id])
  @@map("posts")
}
`;
const WITHOUT = SCHEMA.replace(/^.*full_name.*\n/m, "").replace(/^.*@@unique.*\n/m, "");

const RESET = `
drop table if exists posts;
drop table if exists users;
create table users (id int primary key, email text not null unique, full_name text, tenant int not null, unique (tenant, full_name));
create table posts (id int primary key, name text not null, author_id int not null references users);
insert into users values (1, 'a@x', 'Ann', 1), (2, 'b@x', 'Bob', 1);
insert into posts values (1, 'First', 1);
`;

const CHANGE = change("column", "users.full_name");
const catalog = readPrismaCatalog([{ path: "schema.prisma", text: SCHEMA }]);
const project = createTestProject({ changes: [CHANGE], catalog });

const runWith = createPrismaRunner({ schema: SCHEMA, reset: RESET });
const runWithout = createPrismaRunner({ schema: WITHOUT, reset: RESET });

const tables = createTableColumns([
  { table: "users", columns: ["id", "email", "full_name", "tenant"] },
  { table: "posts", columns: ["id", "name", "author_id"] },
]);

interface Judged {
  /** The client refuses the call once the field is out of the schema. */
  readonly isNeeded: boolean;
  /** The SQL of the call writes the column. */
  readonly isWritten: boolean;
}

async function getTruth(call: string): Promise<Judged> {
  const { sql, refusal } = await runWith(call);
  expect(refusal).toBeUndefined();
  const uses = sql.flatMap((text) => analyzePostgres(text, { changes: [CHANGE], tables }).uses);
  const without = await runWithout(call);
  return {
    isNeeded: without.refusal !== undefined,
    isWritten: uses.some(({ access }) => access === "write"),
  };
}

function getDetected(call: string): Judged {
  const found = detectPrismaCalls(parseTestScript("a.ts", call), project);
  return { isNeeded: found.length > 0, isWritten: found.some(({ access }) => access === "write") };
}

const CALLS = [
  "prisma.user.findMany()",
  "prisma.user.findMany({ select: { id: true } })",
  "prisma.user.findMany({ select: { name: true } })",
  "prisma.user.findMany({ omit: { name: true } })",
  "prisma.user.findMany({ omit: { email: true } })",
  "prisma.user.findMany({ include: { posts: true } })",
  "prisma.user.findMany({ include: { posts: { select: { name: true } } } })",
  "prisma.post.findMany({ include: { author: true } })",
  "prisma.post.findMany({ include: { author: { select: { name: true } } } })",
  "prisma.post.findMany({ select: { name: true, author: { select: { email: true } } } })",
  "prisma.user.findFirst({ where: { name: 'Ann' } })",
  "prisma.user.findFirst({ where: { name: { contains: 'nn', mode: 'insensitive' } } })",
  "prisma.user.findFirst({ where: { email: 'name' } })",
  "prisma.user.findMany({ where: { OR: [{ id: 1 }, { NOT: { name: 'Ann' } }] } })",
  "prisma.user.findMany({ where: { AND: { posts: { some: { name: 'First' } } } } })",
  "prisma.post.findMany({ where: { author: { is: { name: 'Ann' } } } })",
  "prisma.post.findMany({ where: { author: { name: 'Ann' } } })",
  "prisma.post.findMany({ where: { name: 'First', author: { email: 'a@x' } } })",
  "prisma.user.findUnique({ where: { tenant_name: { tenant: 1, name: 'Ann' } } })",
  "prisma.user.findUnique({ where: { id: 1 } })",
  "prisma.user.findMany({ orderBy: [{ id: 'asc' }, { name: { sort: 'desc', nulls: 'last' } }] })",
  "prisma.post.findMany({ orderBy: { author: { name: 'asc' } } })",
  "prisma.post.findMany({ orderBy: { name: 'asc' } })",
  "prisma.user.findMany({ orderBy: { posts: { _count: 'desc' } } })",
  "prisma.user.findMany({ distinct: ['name'] })",
  "prisma.user.findMany({ cursor: { tenant_name: { tenant: 1, name: 'Ann' } }, take: 1 })",
  "prisma.user.count({ where: { name: 'Ann' } })",
  "prisma.user.count({ select: { name: true, _all: true } })",
  "prisma.user.count({ select: { _all: true } })",
  "prisma.user.aggregate({ _max: { name: true }, _min: { id: true } })",
  "prisma.user.aggregate({ _count: true, _max: { id: true } })",
  "prisma.user.groupBy({ by: ['name'], _count: true })",
  "prisma.user.groupBy({ by: ['tenant'], having: { name: { _count: { gt: 0 } } } })",
  "prisma.user.groupBy({ by: ['tenant'], orderBy: { _count: { name: 'desc' } } })",
  "prisma.user.groupBy({ by: ['tenant'], _sum: { id: true } })",
  "prisma.user.findMany({ select: { _count: { select: { posts: { where: { name: 'First' } } } } } })",
  "prisma.user.findMany({ where: { email: { equals: prisma.user.fields.email } } })",
  "prisma.user.create({ data: { id: 3, email: 'c@x', tenant: 1, name: 'Cay' }, select: { id: true } })",
  "prisma.user.create({ data: { id: 3, email: 'c@x', tenant: 1 }, select: { id: true } })",
  "prisma.user.createMany({ data: [{ id: 3, email: 'c@x', tenant: 1, name: 'Cay' }] })",
  "prisma.user.update({ where: { id: 1 }, data: { name: { set: 'Amy' } }, select: { id: true } })",
  "prisma.user.update({ where: { id: 1 }, data: { email: 'name', name: undefined }, select: { id: true } })",
  "prisma.user.updateMany({ where: { name: 'Ann' }, data: { email: 'd@x' } })",
  "prisma.user.upsert({ where: { id: 9 }, create: { id: 9, email: 'n@x', tenant: 2, name: 'New' }, update: {}, select: { id: true } })",
  "prisma.user.delete({ where: { tenant_name: { tenant: 1, name: 'Bob' } }, select: { id: true } })",
  "prisma.user.deleteMany({ where: { name: 'Bob' } })",
  "prisma.post.create({ data: { id: 2, name: 'x', author: { create: { id: 3, email: 'c@x', tenant: 1, name: 'Cay' } } }, select: { id: true } })",
  "prisma.post.create({ data: { id: 2, name: 'x', author: { connect: { id: 1 } } }, select: { id: true } })",
  "prisma.post.create({ data: { id: 2, name: 'x', author: { connect: { tenant_name: { tenant: 1, name: 'Ann' } } } }, select: { id: true } })",
  "prisma.post.create({ data: { id: 2, name: 'x', author: { connectOrCreate: { where: { id: 7 }, create: { id: 7, email: 'q@x', tenant: 1, name: 'Que' } } } }, select: { id: true } })",
  "prisma.post.update({ where: { id: 1 }, data: { author: { update: { name: 'Amy' } } }, select: { id: true } })",
  "prisma.post.update({ where: { id: 1 }, data: { author: { update: { where: { name: 'Ann' }, data: { email: 'z@x' } } } }, select: { id: true } })",
  "prisma.user.update({ where: { id: 1 }, data: { posts: { updateMany: { where: { name: 'First' }, data: { name: 'y' } } } }, select: { id: true } })",
  "prisma.user.update({ where: { id: 1 }, data: { posts: { createMany: { data: [{ id: 5, name: 'z' }] } } }, select: { id: true } })",
  "prisma.$transaction([prisma.user.updateMany({ data: { name: 'All' }, where: { id: 1 } })])",
] as const;

describe("detectPrismaCalls against Prisma's own client", () => {
  it.each(CALLS)("%s", async (call) => {
    expect(getDetected(call)).toEqual(await getTruth(call));
  });
});
