import { describe, expect, it } from "vitest";
import { readPrismaCatalog } from "../../../../src/catalog/prisma/read-prisma-catalog.js";
import type { Change } from "../../../../src/manifest/manifest.js";
import { detectPrismaCalls } from "../../../../src/references/orm/prisma/detect-prisma-calls.js";
import { change, createTestProject, parseTestScript } from "../../../support/parse.js";
import { createGraph } from "../../symbols/symbol-project.js";

const SCHEMA = `
datasource db {
  provider = "postgresql"
}
model User {
  id      Int      @id
  email   String   @unique
  name    String   @map("full_name")
  tenant  Int
  posts   Post[]
  profile Profile?
  @@unique([tenant, name])
  @@map("users")
}
model Post {
  id       Int    @id
  title    String
  name     String
  authorId Int    @map("author_id")
  author   User   @relation(fields: [authorId], references: [id])
  @@map("posts")
}
model Profile {
  id     Int    @id
  bio    String
  userId Int    @unique
  user   User   @relation(fields: [userId], references: [id])
}
model UserRole {
  id   Int    @id
  name String
}
`;
const NAME = change("column", "users.full_name");
const TITLE = change("column", "posts.title");
const { tables } = readPrismaCatalog([{ path: "prisma/schema.prisma", text: SCHEMA }]);

const MARKS = { resolved: "", inferred: "?", unresolved: "??" } as const;

/** The source with each place marked: `[read name]`; a `?` after the access: inferred; `??`: unresolved. */
function mark(source: string, ...changes: readonly Change[]): string {
  const project = createTestProject({ changes: changes.length > 0 ? changes : [NAME], catalog: { tables } });
  const file = parseTestScript(source.includes("</") ? "a.tsx" : "a.ts", source);
  let marked = source;
  for (const { access, start, end, certainty } of [...detectPrismaCalls(file, project)].reverse()) {
    const label = `${access}${MARKS[certainty]}`;
    marked = `${marked.slice(0, start)}[${label} ${marked.slice(start, end)}]${marked.slice(end)}`;
  }
  return marked;
}

/** Nothing is marked. */
const expectNone = (source: string, ...changes: readonly Change[]): void =>
  expect(mark(source, ...changes)).toBe(source);

describe("select, include, omit", () => {
  it("reads what is selected", () => {
    expect(mark("prisma.user.findMany({ select: { id: true, name: true } })")).toBe(
      "prisma.user.findMany({ select: { id: true, [read name]: true } })",
    );
    expectNone("prisma.user.findMany({ select: { id: true, name: false } })");
    expectNone("prisma.userRole.findMany({ select: { id: true, name: true } })");
  });

  it("reads through relations", () => {
    expect(mark("prisma.post.findMany({ include: { author: { select: { name: true } } } })")).toBe(
      "prisma.post.findMany({ include: { author: { select: { [read name]: true } } } })",
    );
    expectNone("prisma.user.findMany({ include: { posts: { select: { name: true } } } })");
  });

  it("reads the filters and orders of a relation's rows", () => {
    expect(
      mark(
        "prisma.user.findMany({ include: { posts: { where: { title: 'a' }, orderBy: { title: 'asc' } } } })",
        TITLE,
      ),
    ).toBe(
      "prisma.user.findMany({ include: { posts: { where: { [read title]: 'a' }, orderBy: { [read title]: 'asc' } } } })",
    );
    expectNone("prisma.user.findMany({ include: { posts: true } })", TITLE);
  });

  it("reads the filter of a count", () => {
    expect(
      mark(
        "prisma.user.findMany({ select: { _count: { select: { posts: { where: { title: 'a' } } } } } })",
        TITLE,
      ),
    ).toBe(
      "prisma.user.findMany({ select: { _count: { select: { posts: { where: { [read title]: 'a' } } } } } })",
    );
  });

  it("lists what is left out like a type: without the field the call is an error", () => {
    expect(mark("prisma.user.findMany({ omit: { name: true } })")).toBe(
      "prisma.user.findMany({ omit: { [type name]: true } })",
    );
    expectNone("prisma.user.findMany({ omit: { email: true } })");
  });

  it("names quoted keys without their quotes, and shorthand ones", () => {
    expect(mark(`prisma.user.findMany({ select: { "name": true } })`)).toBe(
      `prisma.user.findMany({ select: { "[read name]": true } })`,
    );
    expect(mark("prisma.user.findFirst({ where: { name } })")).toBe(
      "prisma.user.findFirst({ where: { [read name] } })",
    );
  });
});

describe("where", () => {
  it("reads what is filtered by, in every form", () => {
    expect(mark("prisma.user.findMany({ where: { name: { contains: q, mode: 'insensitive' } } })")).toBe(
      "prisma.user.findMany({ where: { [read name]: { contains: q, mode: 'insensitive' } } })",
    );
    expect(
      mark("prisma.user.count({ where: { AND: [{ name: a }, { OR: [{ name: b }] }], NOT: { name: c } } })"),
    ).toBe(
      "prisma.user.count({ where: { AND: [{ [read name]: a }, { OR: [{ [read name]: b }] }], NOT: { [read name]: c } } })",
    );
    expectNone("prisma.user.findMany({ where: { email: { equals: name } } })");
  });

  it("reads through relation filters", () => {
    expect(mark("prisma.post.findMany({ where: { author: { is: { name: a } } } })")).toBe(
      "prisma.post.findMany({ where: { author: { is: { [read name]: a } } } })",
    );
    expect(mark("prisma.post.findMany({ where: { author: { name: a }, name: b } })")).toBe(
      "prisma.post.findMany({ where: { author: { [read name]: a }, name: b } })",
    );
    expect(
      mark("prisma.user.findMany({ where: { posts: { some: { title: a, AND: { title: b } } } } })", TITLE),
    ).toBe(
      "prisma.user.findMany({ where: { posts: { some: { [read title]: a, AND: { [read title]: b } } } } })",
    );
    expectNone("prisma.user.findMany({ where: { posts: { none: { name: a } } } })");
  });

  it("reads the columns of a compound selector", () => {
    expect(mark("prisma.user.findUnique({ where: { tenant_name: { tenant, name: 'a' } } })")).toBe(
      "prisma.user.findUnique({ where: { tenant_name: { tenant, [read name]: 'a' } } })",
    );
    expect(mark("prisma.user.findUnique({ where: { tenant_name: key } })")).toBe(
      "prisma.user.findUnique({ where: { [read tenant_name]: key } })",
    );
    expectNone("prisma.user.findUnique({ where: { id: 1 } })");
  });

  it("reads cursors and having", () => {
    expect(mark("prisma.user.findMany({ cursor: { tenant_name: { tenant: 1, name: 'a' } } })")).toBe(
      "prisma.user.findMany({ cursor: { tenant_name: { tenant: 1, [read name]: 'a' } } })",
    );
    expect(mark("prisma.user.groupBy({ by: ['tenant'], having: { name: { _count: { gt: 1 } } } })")).toBe(
      "prisma.user.groupBy({ by: ['tenant'], having: { [read name]: { _count: { gt: 1 } } } })",
    );
  });
});

describe("orderBy, distinct, by, aggregates", () => {
  it("reads orders, of lists and through relations", () => {
    expect(
      mark("prisma.user.findMany({ orderBy: [{ id: 'asc' }, { name: { sort: 'asc', nulls: 'last' } }] })"),
    ).toBe(
      "prisma.user.findMany({ orderBy: [{ id: 'asc' }, { [read name]: { sort: 'asc', nulls: 'last' } }] })",
    );
    expect(mark("prisma.post.findMany({ orderBy: { author: { name: 'asc' } } })")).toBe(
      "prisma.post.findMany({ orderBy: { author: { [read name]: 'asc' } } })",
    );
    expectNone("prisma.post.findMany({ orderBy: { name: 'asc' } })");
  });

  it("reads names given as strings", () => {
    expect(mark("prisma.user.findMany({ distinct: ['name'] })")).toBe(
      "prisma.user.findMany({ distinct: ['[read name]'] })",
    );
    expect(mark("prisma.user.groupBy({ by: ['tenant', 'name'] })")).toBe(
      "prisma.user.groupBy({ by: ['tenant', '[read name]'] })",
    );
    expect(mark("prisma.user.groupBy({ by: 'name' })")).toBe("prisma.user.groupBy({ by: '[read name]' })");
    expect(
      mark(
        "prisma.user.findMany({ orderBy: { _relevance: { fields: ['name'], search: 'name', sort: 'asc' } } })",
      ),
    ).toBe(
      "prisma.user.findMany({ orderBy: { _relevance: { fields: ['[read name]'], search: 'name', sort: 'asc' } } })",
    );
    expectNone("prisma.userRole.findMany({ distinct: ['name'] })");
  });

  it("reads what is aggregated", () => {
    expect(mark("prisma.user.aggregate({ _max: { name: true }, _count: { name: true, _all: true } })")).toBe(
      "prisma.user.aggregate({ _max: { [read name]: true }, _count: { [read name]: true, _all: true } })",
    );
    expect(mark("prisma.user.count({ select: { name: true } })")).toBe(
      "prisma.user.count({ select: { [read name]: true } })",
    );
    expect(mark("prisma.user.groupBy({ by: ['id'], orderBy: { _count: { name: 'desc' } } })")).toBe(
      "prisma.user.groupBy({ by: ['id'], orderBy: { _count: { [read name]: 'desc' } } })",
    );
    expectNone("prisma.user.aggregate({ _count: true, _max: { id: true } })");
  });
});

describe("data", () => {
  it("writes what is created and updated", () => {
    expect(mark("prisma.user.create({ data: { id: 1, name: 'a' }, select: { name: true } })")).toBe(
      "prisma.user.create({ data: { id: 1, [write name]: 'a' }, select: { [read name]: true } })",
    );
    expect(mark("prisma.user.update({ where: { name: 'a' }, data: { name: { set: 'b' } } })")).toBe(
      "prisma.user.update({ where: { [read name]: 'a' }, data: { [write name]: { set: 'b' } } })",
    );
    expect(mark("prisma.user.upsert({ where: { id }, create: { name: 'a' }, update: { name: 'a' } })")).toBe(
      "prisma.user.upsert({ where: { id }, create: { [write name]: 'a' }, update: { [write name]: 'a' } })",
    );
    expectNone("prisma.user.update({ where: { id }, data: { email: name, name: undefined } })");
    expectNone("prisma.post.create({ data: { name: 'a', title: 'b', authorId: 1 } })");
  });

  it("writes many rows", () => {
    expect(
      mark("prisma.user.createMany({ data: [{ name: 'a' }, { name: 'b' }], skipDuplicates: true })"),
    ).toBe(
      "prisma.user.createMany({ data: [{ [write name]: 'a' }, { [write name]: 'b' }], skipDuplicates: true })",
    );
    expect(
      mark("prisma.user.createMany({ data: rows.map((row) => ({ id: row.id, name: row.name })) })"),
    ).toBe("prisma.user.createMany({ data: rows.map((row) => ({ id: row.id, [write name]: row.name })) })");
    expect(mark("const data = []; data.push({ name: 'a' }); prisma.user.createMany({ data })")).toBe(
      "const data = []; data.push({ [write name]: 'a' }); prisma.user.createMany({ data })",
    );
  });

  it("writes through relations", () => {
    expect(mark("prisma.post.create({ data: { title: 'a', author: { create: { name: 'b' } } } })")).toBe(
      "prisma.post.create({ data: { title: 'a', author: { create: { [write name]: 'b' } } } })",
    );
    expect(
      mark(
        "prisma.post.update({ where, data: { author: { connectOrCreate: { where: { name: 'a' }, create: { name: 'a' } } } } })",
      ),
    ).toBe(
      "prisma.post.update({ where, data: { author: { connectOrCreate: { where: { [read name]: 'a' }, create: { [write name]: 'a' } } } } })",
    );
    expect(mark("prisma.post.update({ where, data: { author: { update: { name: 'a' } } } })")).toBe(
      "prisma.post.update({ where, data: { author: { update: { [write name]: 'a' } } } })",
    );
    expect(
      mark(
        "prisma.user.update({ where, data: { posts: { updateMany: { where: { title: 'a' }, data: { title: 'b' } } } } })",
        TITLE,
      ),
    ).toBe(
      "prisma.user.update({ where, data: { posts: { updateMany: { where: { [read title]: 'a' }, data: { [write title]: 'b' } } } } })",
    );
    expect(
      mark(
        "prisma.user.create({ data: { posts: { createMany: { data: [{ title: 'a' }] }, create: [{ title: 'b' }] } } })",
        TITLE,
      ),
    ).toBe(
      "prisma.user.create({ data: { posts: { createMany: { data: [{ [write title]: 'a' }] }, create: [{ [write title]: 'b' }] } } })",
    );
    expect(
      mark(
        "prisma.user.update({ where, data: { posts: { upsert: { where: { id }, create: { title }, update: { title } }, deleteMany: { title } } } })",
        TITLE,
      ),
    ).toBe(
      "prisma.user.update({ where, data: { posts: { upsert: { where: { id }, create: { [write title] }, update: { [write title] } }, deleteMany: { [read title] } } } })",
    );
    expectNone("prisma.user.create({ data: { posts: { create: { name: 'a' } } } })");
  });

  it("writes the foreign key where rows are linked, on either side", () => {
    const authorId = change("column", "posts.author_id");
    expect(mark("prisma.post.create({ data: { author: { connect: { id: 1 } } } })", authorId)).toBe(
      "prisma.post.create({ data: { [write author]: { connect: { id: 1 } } } })",
    );
    expect(mark("prisma.user.create({ data: { posts: { connect: [{ id: 1 }] } } })", authorId)).toBe(
      "prisma.user.create({ data: { [write posts]: { connect: [{ id: 1 }] } } })",
    );
    expectNone("prisma.user.create({ data: { profile: { connect: { id: 1 } } } })", authorId);
  });
});

describe("arguments built elsewhere in the module", () => {
  it("reads constants, spreads, conditions and what is added later", () => {
    expect(mark("const select = { name: true } as const; prisma.user.findMany({ select })")).toBe(
      "const select = { [read name]: true } as const; prisma.user.findMany({ select })",
    );
    expect(mark("const base = { name: true }; prisma.user.findMany({ select: { ...base, id: true } })")).toBe(
      "const base = { [read name]: true }; prisma.user.findMany({ select: { ...base, id: true } })",
    );
    expect(mark("const args = { where: { name } }; prisma.user.findMany(args)")).toBe(
      "const args = { where: { [read name] } }; prisma.user.findMany(args)",
    );
    expect(mark("prisma.user.findMany({ where: q ? { name: q } : {}, take: 1 })")).toBe(
      "prisma.user.findMany({ where: q ? { [read name]: q } : {}, take: 1 })",
    );
    expect(mark("prisma.user.findMany({ where: { id, ...(q && { name: q }) } })")).toBe(
      "prisma.user.findMany({ where: { id, ...(q && { [read name]: q }) } })",
    );
    expect(
      mark(
        "function f() { const where = {}; if (q) where.name = q; return prisma.user.findMany({ where }) }",
      ),
    ).toBe(
      "function f() { const where = {}; if (q) where.[read name] = q; return prisma.user.findMany({ where }) }",
    );
    expectNone("const select = { name: true }; prisma.userRole.findMany({ select })");
    expectNone(
      "function f(select) { return prisma.user.findMany({ select }) } const select = { name: true };",
    );
  });

  it("marks a constant once, however many calls use it", () => {
    expect(
      mark(
        "const select = { name: true }; prisma.user.findMany({ select }); prisma.user.findFirst({ select })",
      ),
    ).toBe(
      "const select = { [read name]: true }; prisma.user.findMany({ select }); prisma.user.findFirst({ select })",
    );
  });

  it("walks what functions of the module return, and what their calls hand to an argument", () => {
    expect(mark("const byName = (name) => ({ name }); prisma.user.findFirst({ where: byName(q) })")).toBe(
      "const byName = (name) => ({ [read name] }); prisma.user.findFirst({ where: byName(q) })",
    );
    expect(
      mark(
        "function f(select) { return prisma.user.findMany({ select }) } f({ name: true }); g({ name: true })",
      ),
    ).toBe(
      "function f(select) { return prisma.user.findMany({ select }) } f({ [read name]: true }); g({ name: true })",
    );
  });

  it("walks what is assigned later", () => {
    expect(
      mark("let where = { email }; if (q) where = { email, name: q }; prisma.user.findMany({ where })"),
    ).toBe(
      "let where = { email }; if (q) where = { email, [read name]: q }; prisma.user.findMany({ where })",
    );
  });

  it("survives objects that hold themselves", () => {
    expectNone("const a = { ...b }; const b = { ...a }; prisma.user.findMany({ where: a })");
  });
});

describe("which calls are the client's", () => {
  it("knows clients by their names, transactions and making", () => {
    for (const client of [
      "db",
      "tx",
      "this.prisma",
      "ctx.db",
      "this.prismaService",
      "prisma.$extends(x)",
      "getPrisma()",
    ])
      expect(mark(`${client}.user.delete({ where: { name } })`)).toBe(
        `${client}.user.delete({ where: { [read name] } })`,
      );
    expect(mark("prisma.$transaction(async (t) => { await t.user.deleteMany({ where: { name } }) })")).toBe(
      "prisma.$transaction(async (t) => { await t.user.deleteMany({ where: { [read name] } }) })",
    );
    expect(
      mark("const c = new PrismaClient(); async function f() { const u = await c.user.findFirst(); u.name }"),
    ).toBe(
      "const c = new PrismaClient(); async function f() { const u = await c.user.findFirst(); u.[read name] }",
    );
  });

  it("takes clauses of Prisma's for evidence with any other receiver", () => {
    expect(mark("store.user.update({ where: { id }, data: { name } })")).toBe(
      "store.user.update({ where: { id }, data: { [write name] } })",
    );
    expectNone("session.user.update({ name: 'a' })");
    expectNone("store.user.delete(name)");
    expectNone("prisma.user.upload({ data: { name } })");
    expectNone("prisma.account.update({ where: { name } })");
  });

  it("follows a delegate that a variable holds", () => {
    expect(mark("const users = prisma.user; users.findMany({ where: { name } })")).toBe(
      "const users = prisma.user; users.findMany({ where: { [read name] } })",
    );
    expect(mark("const { user: users } = prisma; users.findMany({ where: { name } })")).toBe(
      "const { user: users } = prisma; users.findMany({ where: { [read name] } })",
    );
    expectNone("const users = other; users.findMany({ where: { name } }); // prisma.user");
  });

  it("is unsure where two schemas have a model of one name", () => {
    const other = readPrismaCatalog([
      { path: "b.prisma", text: "model User {\n  id Int @id\n  name String\n}" },
    ]);
    const project = createTestProject({ changes: [NAME], catalog: { tables: [...tables, ...other.tables] } });
    const file = parseTestScript("a.ts", "prisma.user.findMany({ where: { name } })");
    expect(detectPrismaCalls(file, project).map(({ certainty }) => certainty)).toEqual(["inferred"]);
  });
});

describe("computed names", () => {
  it("counts a key as the strings that it may be", () => {
    expect(mark("const key = 'name'; prisma.user.findMany({ select: { [key]: true } })")).toBe(
      "const key = '[read name]'; prisma.user.findMany({ select: { [key]: true } })",
    );
    expectNone("const key = 'email'; prisma.user.findMany({ select: { [key]: true } })");
  });

  it("assumes those that a union declares", () => {
    expect(
      mark("function f(key: 'name' | 'id') { return prisma.user.findMany({ orderBy: { [key]: 'asc' } }) }"),
    ).toBe(
      "function f(key: '[read? name]' | 'id') { return prisma.user.findMany({ orderBy: { [key]: 'asc' } }) }",
    );
    expectNone(
      "type Key = 'id'; const f = (key: Key) => prisma.user.findMany({ orderBy: { [key]: 'asc' } })",
    );
  });

  it("is unresolved where only running the program tells", () => {
    expect(mark("prisma.user.update({ where: { id }, data: { [field]: value } })")).toBe(
      "prisma.user.update({ where: { id }, data: { [[write?? field]]: value } })",
    );
    expectNone("prisma.post.update({ where: { id }, data: { [field]: value } })");
    expectNone("prisma.user.update({ where: { id }, data: { email: { [field]: value } } })");
  });

  it("assumes a computed model to be one that the file names", () => {
    expect(mark("const models = ['user']; (model) => prisma[model].deleteMany({ where: { name } })")).toBe(
      "const models = ['user']; (model) => prisma[model].deleteMany({ where: { [read? name] } })",
    );
    expectNone("const models = ['post', user]; (model) => prisma[model].deleteMany({ where: { name } })");
    expect(mark("prisma['user'].deleteMany({ where: { name } })")).toBe(
      "prisma['user'].deleteMany({ where: { [read name] } })",
    );
  });
});

describe("delegates and clients by declaration", () => {
  const client = 'import { Prisma, PrismaClient } from "@prisma/client"; ';

  it("knows the client's types", () => {
    for (const type of [
      "Prisma.TransactionClient",
      "PrismaClient",
      "Omit<PrismaClient, '$on'>",
      "PrismaService",
    ])
      expect(mark(`${client}async (c: ${type}, a) => { const u = await c.user.findFirst(a); u.name }`)).toBe(
        `${client}async (c: ${type}, a) => { const u = await c.user.findFirst(a); u.[read name] }`,
      );
    expectNone("async (c: Store, a) => { const u = await c.user.findFirst(a); u.name }");
  });

  it("knows fields and classes that are clients", () => {
    expect(
      mark(
        `class A { constructor(private store: PrismaService) {} async f() { (await this.store.user.findFirst(a)).name } }`,
      ),
    ).toBe(
      `class A { constructor(private store: PrismaService) {} async f() { (await this.store.user.findFirst(a)).[read name] } }`,
    );
    expect(
      mark("class Store extends PrismaClient { async f() { (await this.user.findFirst(a)).name } }"),
    ).toBe("class Store extends PrismaClient { async f() { (await this.user.findFirst(a)).[read name] } }");
    expectNone("class Store extends Base { async f() { (await this.user.findFirst(a)).name } }");
  });

  it("knows delegates by their types", () => {
    for (const type of ["Prisma.UserDelegate", 'PrismaClient["user"]', "typeof prisma.user"])
      expect(mark(`(users: ${type}) => users.deleteMany({ where: { name } })`)).toBe(
        `(users: ${type}) => users.deleteMany({ where: { [read name] } })`,
      );
    expectNone("(posts: Prisma.PostDelegate) => posts.deleteMany({ where: { name } })");
  });

  it("assumes a method that is Prisma's alone, and leaves Drizzle's", () => {
    expect(mark("async () => { const u = await store.user.findUnique(args); u.name }")).toBe(
      "async () => { const u = await store.user.findUnique(args); u.[read? name] }",
    );
    expectNone("db.query.user.findMany({ where: { name } })");
  });

  it("takes the schema of the package that the client or the file is of", () => {
    const own = readPrismaCatalog([{ path: "packages/a/prisma/schema.prisma", text: SCHEMA }]).tables;
    const other = readPrismaCatalog([
      { path: "packages/b/prisma/schema.prisma", text: "model User {\n  id Int @id\n  name String\n}" },
    ]).tables;
    const project = createTestProject({ changes: [NAME], catalog: { tables: [...own, ...other] } });
    const call = "prisma.user.findMany({ where: { name } })";
    const detect = (path: string): string[] =>
      detectPrismaCalls(parseTestScript(path, call), project).map(({ certainty }) => certainty);
    expect(detect("packages/a/src/users.ts")).toEqual(["resolved"]);
    expect(detect("packages/b/src/users.ts")).toEqual([]);
    expect(detect("apps/web/users.ts")).toEqual(["inferred"]);
  });
});

describe("rows", () => {
  it("follows what functions of the module give back", () => {
    expect(
      mark(
        "const find = async () => prisma.user.findFirst(); async () => { const u = await find(); u.name }",
      ),
    ).toBe(
      "const find = async () => prisma.user.findFirst(); async () => { const u = await find(); u.[read name] }",
    );
    expect(
      mark("class A { get() { return prisma.user.findFirst() } async f() { (await this.get()).name } }"),
    ).toBe(
      "class A { get() { return prisma.user.findFirst() } async f() { (await this.get()).[read name] } }",
    );
    expect(
      mark("const find = cache(async () => prisma.user.findFirst()); async () => (await find()).name"),
    ).toBe("const find = cache(async () => prisma.user.findFirst()); async () => (await find()).[read name]");
    expectNone(
      "const find = async () => prisma.user.findFirst({ select: { id: true } }); async () => (await find()).name",
    );
  });

  it("follows rows into functions of the module that say nothing of them", () => {
    expect(mark("const show = (u) => u.name; async () => show(await prisma.user.findFirst())")).toBe(
      "const show = (u) => u.[read name]; async () => show(await prisma.user.findFirst())",
    );
    expectNone("const show = (u: Form) => u.name; async () => show(await prisma.user.findFirst())");
  });

  it("takes what is read for selected where the select comes from elsewhere", () => {
    expect(
      mark("import { select } from './a'; async () => { (await prisma.user.findFirst({ select })).name }"),
    ).toBe(
      "import { select } from './a'; async () => { (await prisma.user.findFirst({ select })).[read name] }",
    );
    expect(mark("async (include) => { (await prisma.post.findFirst({ include })).author.name }")).toBe(
      "async (include) => { (await prisma.post.findFirst({ include })).author.[read name] }",
    );
  });

  it("goes through what copies a list", () => {
    expect(mark("async () => { for (const u of Array.from(await prisma.user.findMany())) u.name }")).toBe(
      "async () => { for (const u of Array.from(await prisma.user.findMany())) u.[read name] }",
    );
  });

  it("reads properties of an awaited row", () => {
    expect(mark("async () => { const u = await prisma.user.findFirst(); return u?.name ?? u!.name }")).toBe(
      "async () => { const u = await prisma.user.findFirst(); return u?.[read name] ?? u![read name] }".replace(
        "!",
        "!.",
      ),
    );
    expect(mark("async () => (await prisma.user.findFirst({ where: { id } }))?.name")).toBe(
      "async () => (await prisma.user.findFirst({ where: { id } }))?.[read name]",
    );
    expectNone("async () => { const p = await prisma.post.findFirst(); return p.name }");
    expectNone("async () => { const u = await prisma.user.count(); return u.name }");
  });

  it("reads what is taken apart", () => {
    expect(mark("async () => { const { id, name: n } = await prisma.user.findFirstOrThrow() }")).toBe(
      "async () => { const { id, [read name]: n } = await prisma.user.findFirstOrThrow() }",
    );
    expect(mark("async () => { const [{ name }] = await prisma.user.findMany() }")).toBe(
      "async () => { const [{ [read name] }] = await prisma.user.findMany() }",
    );
    expectNone("async () => { const { id } = await prisma.user.findFirstOrThrow(); const { name } = id }");
  });

  it("reads through lists", () => {
    expect(
      mark("async () => { const us = await prisma.user.findMany(); us.map((u) => u.name); us[0].name }"),
    ).toBe(
      "async () => { const us = await prisma.user.findMany(); us.map((u) => u.[read name]); us[0].[read name] }",
    );
    expect(mark("async () => { for (const { name } of await prisma.user.findMany()) use(name) }")).toBe(
      "async () => { for (const { [read name] } of await prisma.user.findMany()) use(name) }",
    );
    expect(
      mark("async () => { (await prisma.user.findMany()).filter((u) => u.id).find((u) => u.name === q) }"),
    ).toBe(
      "async () => { (await prisma.user.findMany()).filter((u) => u.id).find((u) => u.[read name] === q) }",
    );
    expect(
      mark(
        "async () => { const us = await prisma.user.findMany(); us.reduce((sum, u) => sum + u.name, '') }",
      ),
    ).toBe(
      "async () => { const us = await prisma.user.findMany(); us.reduce((sum, u) => sum + u.[read name], '') }",
    );
    expectNone(
      "async () => { const us = await prisma.user.findMany(); us.map((u) => ({ id: u.id })).map((x) => x.name) }",
    );
  });

  it("reads of a promise, alone and together", () => {
    expect(mark("prisma.user.findFirst().then((u) => u.name)")).toBe(
      "prisma.user.findFirst().then((u) => u.[read name])",
    );
    expect(
      mark(
        "async () => { const [u, p] = await Promise.all([prisma.user.findFirst(), prisma.post.findFirst()]); u.name; p.name }",
      ),
    ).toBe(
      "async () => { const [u, p] = await Promise.all([prisma.user.findFirst(), prisma.post.findFirst()]); u.[read name]; p.name }",
    );
    expect(mark("async () => { let u; u = await prisma.user.findFirst(); return u.name }")).toBe(
      "async () => { let u; u = await prisma.user.findFirst(); return u.[read name] }",
    );
  });

  it("goes by what is selected", () => {
    expect(
      mark("async () => { const u = await prisma.user.findFirst({ select: { name: true } }); u.name }"),
    ).toBe(
      "async () => { const u = await prisma.user.findFirst({ select: { [read name]: true } }); u.[read name] }",
    );
    expectNone("async () => { const u = await prisma.user.findFirst({ select: { id: true } }); u.name }");
    expect(
      mark(
        "async () => { const u = await prisma.user.findFirst({ omit: { email: true } }); u.name; u.email }",
      ),
    ).toBe(
      "async () => { const u = await prisma.user.findFirst({ omit: { email: true } }); u.[read name]; u.email }",
    );
  });

  it("goes through relations that were brought along", () => {
    expect(
      mark(
        "async () => { const p = await prisma.post.findFirst({ include: { author: true } }); p.author.name; p.name }",
      ),
    ).toBe(
      "async () => { const p = await prisma.post.findFirst({ include: { author: true } }); p.author.[read name]; p.name }",
    );
    expectNone(
      "async () => { const p = await prisma.post.findFirst({ include: { author: { select: { id: true } } } }); p.author.name }",
    );
  });

  it("reads aggregates and groups", () => {
    expect(
      mark("async () => { const r = await prisma.user.aggregate({ _max: { id: true } }); r._max.name }"),
    ).toBe(
      "async () => { const r = await prisma.user.aggregate({ _max: { id: true } }); r._max.[read name] }",
    );
    expect(
      mark("async () => { const rs = await prisma.user.groupBy({ by: g }); rs.map((r) => r.name) }"),
    ).toBe(
      "async () => { const rs = await prisma.user.groupBy({ by: [read?? g] }); rs.map((r) => r.[read name]) }",
    );
  });

  it("reads in JSX, and sets nothing by assigning to a row", () => {
    expect(mark("async () => { const u = await prisma.user.findFirst(); return <b>{u.name}</b> }")).toBe(
      "async () => { const u = await prisma.user.findFirst(); return <b>{u.[read name]}</b> }",
    );
    expectNone("async () => { const u = await prisma.user.findFirst(); u.name = 'a' }");
  });

  it("leaves variables of the same name alone", () => {
    expectNone("async () => { const u = await prisma.user.findFirst(); { const u = f(); u.name } }");
  });
});

describe("types", () => {
  const client = 'import type { Prisma, User } from "@prisma/client"; ';
  const markTypes = (source: string, ...changes: readonly Change[]): string => {
    expect(mark(client + source, ...changes).startsWith(client)).toBe(true);
    return mark(client + source, ...changes).slice(client.length);
  };

  it("names the column in types of its row", () => {
    expect(
      markTypes('type A = User["name"]; type B = Pick<User, "id" | "name">; type C = Omit<User, "name">;'),
    ).toBe(
      'type A = User["[type name]"]; type B = Pick<User, "id" | "[type name]">; type C = Omit<User, "[type name]">;',
    );
    expect(mark('import { User } from "./user.js"; type A = User["name"]')).toBe(
      'import { User } from "./user.js"; type A = User["name"]',
    );
    expect(markTypes('type A = Session["name"]; type B = User["email"]')).toBe(
      'type A = Session["name"]; type B = User["email"]',
    );
  });

  it("names the column in a payload", () => {
    expect(markTypes("type A = Prisma.UserGetPayload<{ select: { name: true } }>")).toBe(
      "type A = Prisma.UserGetPayload<{ select: { [type name]: true } }>",
    );
  });

  it("reads and writes what is typed as a clause, wherever it is used", () => {
    expect(markTypes("export const select = { name: true } satisfies Prisma.UserSelect;")).toBe(
      "export const select = { [read name]: true } satisfies Prisma.UserSelect;",
    );
    expect(markTypes("export const data: Prisma.UserCreateInput = { name };")).toBe(
      "export const data: Prisma.UserCreateInput = { [write name] };",
    );
    expect(markTypes("const f = (q: string): Prisma.UserWhereInput => ({ name: q });")).toBe(
      "const f = (q: string): Prisma.UserWhereInput => ({ [read name]: q });",
    );
    expect(
      markTypes("const a = Prisma.validator<Prisma.UserDefaultArgs>()({ select: { name: true } });"),
    ).toBe("const a = Prisma.validator<Prisma.UserDefaultArgs>()({ select: { [read name]: true } });");
    expect(markTypes("export const select = { name: true } satisfies Prisma.UserRoleSelect;")).toBe(
      "export const select = { name: true } satisfies Prisma.UserRoleSelect;",
    );
  });

  it("reads of what is declared to be a row", () => {
    expect(markTypes("const f = (user: User, all: User[]) => user.name + all.map((u) => u.name);")).toBe(
      "const f = (user: User, all: User[]) => user.[read name] + all.map((u) => u.[read name]);",
    );
    expect(markTypes("const f = ({ name }: User) => name; const g = (u: Other) => u.name;")).toBe(
      "const f = ({ [read name] }: User) => name; const g = (u: Other) => u.name;",
    );
  });

  it("writes the keys of objects that are written out as a row", () => {
    const begin = 'import type { Post, User } from "@prisma/client";';
    expect(mark(`${begin} const defaults = (): Omit<User, "id"> => ({ name: "", email: "" });`)).toBe(
      `${begin} const defaults = (): Omit<User, "id"> => ({ [write name]: "", email: "" });`,
    );
    expect(mark(`${begin} const users: User[] = [{ id: 1, name: "Ann" }];`)).toBe(
      `${begin} const users: User[] = [{ id: 1, [write name]: "Ann" }];`,
    );
    expect(mark(`${begin} function show(user: Partial<User> = { name: "" }) {} show({ name: "Ann" });`)).toBe(
      `${begin} function show(user: Partial<User> = { [write name]: "" }) {} show({ [write name]: "Ann" });`,
    );
    expect(
      mark(`${begin} const page: { author: User; name: string } = { author: { name: "" }, name: "" };`),
    ).toBe(
      `${begin} const page: { author: User; name: string } = { author: { [write name]: "" }, name: "" };`,
    );
    expect(mark(`${begin} const ann = { name: "Ann" } satisfies Partial<User>;`)).toBe(
      `${begin} const ann = { [write name]: "Ann" } satisfies Partial<User>;`,
    );
    expectNone(`${begin} const post: Post = { id: 1, name: "" };`);
    expectNone(`${begin} const byName: Record<string, User> = { name: ann };`);
    expect(mark(`${begin} const card: Omit<User, "name"> = { id: 1, name: "" };`)).toBe(
      `${begin} const card: Omit<User, "[type name]"> = { id: 1, name: "" };`,
    );
    expectNone('import type { User } from "./types"; const user: User = { name: "" };');
  });

  it("reads through aliases, props and containers", () => {
    expect(
      markTypes(
        "type Props = { user: User; form: Form }; const A = ({ user, form }: Props) => user.name + form.name;",
      ),
    ).toBe(
      "type Props = { user: User; form: Form }; const A = ({ user, form }: Props) => user.[read name] + form.name;",
    );
    expect(
      markTypes(
        "interface Row extends User { posts: Post[] } const f = (rows: Promise<Row[]>) => rows.then(([r]) => r.name);",
      ),
    ).toBe(
      "interface Row extends User { posts: Post[] } const f = (rows: Promise<Row[]>) => rows.then(([r]) => r.[read name]);",
    );
    expect(
      markTypes(
        "type Row = Prisma.PostGetPayload<{ include: { author: true } }>; const f = (p: Row) => p.author.name + p.name;",
      ),
    ).toBe(
      "type Row = Prisma.PostGetPayload<{ include: { author: true } }>; const f = (p: Row) => p.author.[read name] + p.name;",
    );
    expect(
      markTypes(
        "const f = (u: Omit<User, 'name'> & { name: string }, v: Pick<User, 'id'>) => u.name + v.name;",
      ),
    ).toBe(
      "const f = (u: Omit<User, '[type name]'> & { name: string }, v: Pick<User, 'id'>) => u.name + v.name;",
    );
  });

  it("reads of what is asserted or declared to be returned", () => {
    expect(markTypes("const u = x as User; u.name; x.name;")).toBe(
      "const u = x as User; u.[read name]; x.name;",
    );
    expect(
      markTypes("async function get(): Promise<User> { return f() } async () => (await get()).name;"),
    ).toBe("async function get(): Promise<User> { return f() } async () => (await get()).[read name];");
  });

  it("walks a constant that a payload is made of, and one clause of a call's arguments", () => {
    expect(
      markTypes("const select = { name: true }; type A = Prisma.UserGetPayload<{ select: typeof select }>;"),
    ).toBe(
      "const select = { [read name]: true }; type A = Prisma.UserGetPayload<{ select: typeof select }>;",
    );
    expect(markTypes('const where: Prisma.UserFindManyArgs["where"] = { name };')).toBe(
      'const where: Prisma.UserFindManyArgs["where"] = { [read name] };',
    );
    expect(
      markTypes(
        "type A = Prisma.PostGetPayload<{ select: { author: { select: { name: true } }; name: true } }>",
      ),
    ).toBe(
      "type A = Prisma.PostGetPayload<{ select: { author: { select: { [type name]: true } }; name: true } }>",
    );
  });

  it("reads fields that stand for the column", () => {
    expect(mark("prisma.user.findMany({ where: { email: { equals: prisma.user.fields.name } } })")).toBe(
      "prisma.user.findMany({ where: { email: { equals: prisma.user.fields.[read name] } } })",
    );
    expect(mark('import { Prisma } from "@prisma/client"; Prisma.UserScalarFieldEnum.name')).toBe(
      'import { Prisma } from "@prisma/client"; Prisma.UserScalarFieldEnum.[read name]',
    );
  });
});

describe("tables", () => {
  const posts = change("table", "posts");

  it("reads or writes at the delegate", () => {
    expect(mark("prisma.post.findMany()", posts)).toBe("prisma.[read post].findMany()");
    expect(mark("prisma.post.createMany({ data })", posts)).toBe("prisma.[write post].createMany({ data })");
    expectNone("prisma.user.findMany()", posts);
  });

  it("reads where a delegate is handed to another module, and what is done with it in this one", () => {
    expect(mark("createStore(prisma.post); createStore(prisma.user); createStore(form.post)", posts)).toBe(
      "createStore(prisma.[read post]); createStore(prisma.user); createStore(form.post)",
    );
    expect(mark("const clear = (rows) => rows.deleteMany(); clear(prisma.post)", posts)).toBe(
      "const clear = (rows) => rows.deleteMany(); clear(prisma.[write post])",
    );
  });

  it("reads or writes at the relation that leads to it", () => {
    expect(mark("prisma.user.findMany({ include: { posts: true } })", posts)).toBe(
      "prisma.user.findMany({ include: { [read posts]: true } })",
    );
    expect(mark("prisma.user.update({ where, data: { posts: { create: {} } } })", posts)).toBe(
      "prisma.user.update({ where, data: { [write posts]: { create: {} } } })",
    );
    expectNone("prisma.user.findMany({ include: { profile: true, posts: false } })", posts);
  });

  it("has a type where a type of the model is named", () => {
    expect(mark('import type { Post } from "@prisma/client"; const f = (p: Post) => p', posts)).toBe(
      'import type { Post } from "@prisma/client"; const f = (p: [type Post]) => p',
    );
  });
});

describe("objects handed to functions that declare the client's types", () => {
  const IMPORT = 'import { Prisma } from "@prisma/client";\n';
  it("walks what calls of the module hand over", () => {
    const source =
      "function find(args: Prisma.UserFindManyArgs) {}\nconst save = async (id: number, data: Prisma.UserUpdateInput | Prisma.UserUncheckedUpdateInput = {}) => {};\nfind({ where: { name } });\nsave(1, { name });";
    expect(mark(IMPORT + source)).toContain("find({ where: { [read name] } });\nsave(1, { [write name] });");
  });
  it("leaves other parameters, other functions and other types", () => {
    expectNone(
      `${IMPORT}function save(data: Prisma.UserUpdateInput, form: { name: string }) {}\nfunction show(user: UserForm) {}\nsave({}, { name });\nshow({ name });\nsave(...all, { name });`,
    );
  });
  it("leaves a parameter of the same name that shadows the function", () => {
    expectNone(
      `${IMPORT}function save(data: Prisma.UserUpdateInput) {}\nconst f = (save: (form: object) => void) => save({ name });`,
    );
  });
});

describe("objects handed to functions of other modules", () => {
  const FILES = {
    "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
    "src/queries/index.ts": 'export * from "./user";',
    "src/queries/user.ts":
      'import type { Prisma } from "@/generated/prisma/client";\nexport async function updateUser(id: string, data: Prisma.UserUpdateInput | Prisma.UserUncheckedUpdateInput) {}\nexport const findUser = (args: Prisma.UserFindUniqueArgs) => null;\nexport function showUser(form: { name: string }) {}\nexport default (rows: Prisma.UserCreateManyInput[]) => null;',
    "src/types.ts":
      'import type { Prisma, User } from "@/generated/prisma/client";\nexport type UserRow = Prisma.UserGetPayload<{ include: { posts: true } }>;\nexport type Form = { name: string };\nexport async function loadUser(id: string): Promise<User | null> { return null }',
    "src/other.ts":
      'import type { Prisma } from "./mine";\nexport function updateUser(data: Prisma.UserUpdateInput) {}',
  };

  function markIn(source: string): string {
    const project = createTestProject({ changes: [NAME], catalog: { tables }, modules: createGraph(FILES) });
    let marked = source;
    for (const { access, start, end } of [
      ...detectPrismaCalls(parseTestScript("src/a.ts", source), project),
    ].reverse())
      marked = `${marked.slice(0, start)}[${access} ${marked.slice(start, end)}]${marked.slice(end)}`;
    return marked;
  }

  it("walks what an imported function takes", () => {
    expect(markIn('import { updateUser } from "@/queries";\nupdateUser(id, { email, name });')).toBe(
      'import { updateUser } from "@/queries";\nupdateUser(id, { email, [write name] });',
    );
  });
  it("walks through another name, a namespace and a default", () => {
    const source =
      'import { findUser as find } from "@/queries";\nimport * as users from "./queries/user";\nimport add from "./queries/user";\n';
    expect(
      markIn(`${source}find({ where: { name } });\nusers.updateUser(1, { name });\nadd([{ name }]);`),
    ).toBe(
      `${source}find({ where: { [read name] } });\nusers.updateUser(1, { [write name] });\nadd([{ [write name] }]);`,
    );
  });
  it("reads rows of a type that another module names, and of a function that is declared to return some", () => {
    const source = 'import { type Form, loadUser, type UserRow } from "./types";\n';
    expect(
      markIn(
        `${source}const f = (u: UserRow, form: Form) => u.name + form.name;\nconst g = async () => (await loadUser(1))?.name;`,
      ),
    ).toBe(
      `${source}const f = (u: UserRow, form: Form) => u.[read name] + form.name;\nconst g = async () => (await loadUser(1))?.[read name];`,
    );
  });
  it("leaves functions that take something else, and a namespace that is not the client's", () => {
    const source =
      'import { showUser, updateUser } from "@/queries";\nimport { updateUser as other } from "./other";\nshowUser({ name });\nupdateUser({ name });\nupdateUser.call(1, { name });\nother({ name });';
    expect(markIn(source)).toBe(source);
  });
});
