import { describe, expect, it } from "vitest";
import { detectMappings } from "../../../../src/references/orm/detect-mappings.js";
import { detectDrizzle } from "../../../../src/references/orm/drizzle/detect-drizzle.js";
import { change, formatDetections, parseTestScript } from "../../../support/parse.js";
import { createDrizzleProject } from "./drizzle-project.js";

const SCHEMA = `
import { pgTable, text, uuid, index, foreignKey } from "drizzle-orm/pg-core";
import { relations } from "drizzle-orm";
import { createInsertSchema, createSelectSchema } from "drizzle-zod";
import { names } from "./names.js";
export const users = pgTable("users", { id: uuid(), ...names, bossId: uuid("boss_id").references(() => users.id) }, (table) => [
  index("by_name").on(table.name), foreignKey({ columns: [table.bossId], foreignColumns: [users.id] }),
]);
export const posts = pgTable("posts", { id: uuid(), name: text("name"), authorId: uuid("author_id") });
export const postsRelations = relations(posts, ({ one }) => ({ author: one(users, { fields: [posts.authorId], references: [users.id] }) }));
export type User = typeof users.$inferSelect;
export type NewUser = typeof users.$inferInsert;
export const insertUser = createInsertSchema(users);
export const selectUser = createSelectSchema(users).extend({ age: z.number() });
`;
const FILES = {
  "schema.ts": SCHEMA,
  "names.ts": `import { text } from "drizzle-orm/pg-core"; export const names = { name: text("full_name") };`,
  "index.ts": `import * as schema from "./schema.js"; export { schema }; export { users as people } from "./schema.js";`,
};
const NAME = change("column", "users.full_name");

function detect(
  body: string,
  imports = `import { insertUser, posts, users, type NewUser, type User } from "./schema.js";`,
): string[] {
  const text = `${imports}\n${body}`;
  const project = createDrizzleProject(FILES, [NAME]);
  return formatDetections(text, detectDrizzle(parseTestScript("app.ts", text), project)).map((line) =>
    line.replace(/ 2:(\d+)/, ""),
  );
}

describe("tables however they are reached", () => {
  it("knows one that is renamed, in a namespace, or in a namespace of another module", () => {
    expect(detect("eq(people.name, 1)", `import { people } from "./index.js";`)).toEqual(["read name"]);
    expect(detect("eq(s.users.name, 1)", `import * as s from "./schema.js";`)).toEqual(["read name"]);
    expect(detect("eq(schema.users.name, 1)", `import { schema } from "./index.js";`)).toEqual(["read name"]);
    expect(
      detect("const { users: u } = schema; eq(u.name, 1)", `import { schema } from "./index.js";`),
    ).toEqual(["read name"]);
  });

  it("leaves another table, and a variable of the table's name, alone", () => {
    expect(detect("eq(schema.posts.name, 1)", `import { schema } from "./index.js";`)).toEqual([]);
    expect(detect("function f(users) { return users.name; }")).toEqual([]);
  });

  it("knows the parameter that is handed a table, or declared as one", () => {
    expect(detect("const by = (table, name) => eq(table.name, name); by(users, 1)")).toEqual(["read name"]);
    expect(detect("const by = (table, name) => eq(table.name, name); by(posts, 1)")).toEqual([]);
    expect(detect("const by = (table: typeof users) => eq(table.name, 1)")).toEqual(["read name"]);
  });

  it("takes no declaration of the schema for a use", () => {
    const project = createDrizzleProject(FILES, [NAME]);
    expect(detectDrizzle(parseTestScript("schema.ts", SCHEMA), project)).toEqual([]);
  });

  it("takes the columns of a relation for read: queries join by them", () => {
    const project = createDrizzleProject(FILES, [change("column", "posts.author_id")]);
    const found = detectDrizzle(parseTestScript("schema.ts", SCHEMA), project);
    expect(formatDetections(SCHEMA, found)).toEqual(["read 10:100 authorId"]);
  });

  it("declares a column where it is written, though it is spread into the table elsewhere", () => {
    const project = createDrizzleProject(FILES, [NAME]);
    const path = "names.ts";
    expect(formatDetections(FILES[path], detectMappings({ path, text: FILES[path] }, project))).toEqual([
      "declare 1:68 name",
    ]);
  });
});

describe("types of rows", () => {
  it("lists the names that types pick", () => {
    expect(
      detect(`type A = User["name"]; type B = Pick<User, "id" | "name">; type C = Omit<User, "name">;`),
    ).toEqual(["type name", "type name", "type name"]);
    expect(detect(`type A = (typeof users.$inferSelect)["name"]; type B = typeof users.name;`)).toEqual([
      "type name",
      "type name",
    ]);
  });

  it("leaves types of other rows alone", () => {
    expect(
      detect(
        `type A = (typeof posts.$inferSelect)["name"]; type User2 = { name: string }; type B = User2["name"];`,
      ),
    ).toEqual([]);
  });

  it("follows what is declared as a row, in lists and properties too", () => {
    expect(detect("const f = (user: User) => user.name;")).toEqual(["read name"]);
    expect(detect("const f = ({ name }: User) => name;")).toEqual(["read name"]);
    expect(detect("const f = (all: readonly User[]) => all.map((one) => one.name);")).toEqual(["read name"]);
    expect(detect("function Card({ user }: { user: User }) { return user.name; }")).toEqual(["read name"]);
    expect(detect("interface Props { user: User } const Card = (props: Props) => props.user.name;")).toEqual([
      "read name",
    ]);
    expect(detect("const f = (user: { name: string }) => user.name;")).toEqual([]);
  });

  it("takes the keys of what is declared as an INSERT's values for written", () => {
    expect(detect("const row: NewUser = { name: 'Ann' };")).toEqual(["write name"]);
    expect(detect("const toRow = (name: string): NewUser => ({ name });")).toEqual(["write name"]);
    expect(
      detect("const save = (row: NewUser) => db.insert(users).values(row); save({ name: 'Ann' });"),
    ).toEqual(["write name"]);
    expect(detect("const row: NewUser = { id: '1' };")).toEqual([]);
  });

  it("takes what a type leaves out, and has anew, for none", () => {
    expect(detect("const f = (user: Omit<User, 'id'> & { id: Id }) => user.name;")).toEqual(["read name"]);
    expect(detect("const f = (user: Pick<User, 'id'> & { name: Name }) => user.name;")).toEqual([]);
  });

  it("takes the keys of what is declared as a row, or as a part of one, for written", () => {
    expect(detect("const row: User = { name: 'Ann' };")).toEqual(["write name"]);
    expect(detect("const row: typeof users.$inferSelect = { name: 'Ann' };")).toEqual(["write name"]);
    expect(detect("const row: typeof posts.$inferSelect = { name: 'Ann' };")).toEqual([]);
    expect(detect("const changes: Partial<NewUser> = { name: 'Ann' };")).toEqual(["write name"]);
    expect(detect("const rows: Array<Omit<User, 'id'>> = [{ name: 'Ann' }];")).toEqual(["write name"]);
    expect(detect("const row: Omit<User, 'name'> & { name: Name } = { name: 'Ann' };")).toEqual([
      "type name",
    ]);
    expect(detect("const row: Pick<NewUser, 'id'> & { name: Name } = { name: 'Ann' };")).toEqual([]);
    expect(detect("function save(row: NewUser = { name: 'Ann' }) {}")).toEqual(["write name"]);
    expect(detect("const row: { user: User; name: string } = { name: 'Ann' };")).toEqual([]);
  });

  it("lists what validators pick", () => {
    expect(detect("insertUser.pick({ name: true }); insertUser.omit({ id: true });")).toEqual(["type name"]);
    expect(detect("createInsertSchema(users, { name: (s) => s.min(1) });")).toEqual(["type name"]);
    expect(detect("createInsertSchema(posts, { name: (s) => s.min(1) });")).toEqual([]);
  });
});

describe("rows that a validator lets through", () => {
  it("follows them like those that a query gives", () => {
    expect(detect("selectUser.parse(row).name", `import { selectUser } from "./schema.js";`)).toEqual([
      "read name",
    ]);
    expect(detect("createSelectSchema(users).parse(row).name")).toEqual(["read name"]);
    expect(detect("z.array(createSelectSchema(users)).parse(rows).map((row) => row.name)")).toEqual([
      "read name",
    ]);
    expect(detect("createSelectSchema(posts).parse(row).name; other.parse(row).name")).toEqual([]);
    expect(detect("insertUser.parse(input).name")).toEqual([]);
  });
});

describe("what only running the program tells", () => {
  it("leaves a column in a variable unresolved, in a file that names the column", () => {
    expect(detect("const sorts = ['name']; db.select().from(users).orderBy(users[sorts[0]])")).toEqual([
      "read users",
    ]);
    expect(detect("db.select().from(users).orderBy(users[sort])")).toEqual([]);
    expect(detect("const sorts = ['name']; db.select().from(posts).orderBy(posts[sorts[0]])")).toEqual([]);
  });

  it("claims nothing of values that come from elsewhere", () => {
    expect(detect("export const save = (name, values) => db.update(users).set(values);")).toEqual([]);
  });
});

describe("relational queries of the next version", () => {
  it("reads conditions and orders that are objects", () => {
    expect(
      detect("db.query.users.findMany({ where: { OR: [{ name: 'Ann' }] }, orderBy: { name: 'asc' } })"),
    ).toEqual(["read name", "read name"]);
    expect(detect("db.query.posts.findMany({ where: { name: 'x', author: { name: 'Ann' } } })")).toHaveLength(
      1,
    );
  });

  it("reads the columns of defineRelations", () => {
    expect(
      detect(
        "defineRelations(schema, (r) => ({ posts: { by: r.one.users({ from: r.posts.name, to: r.users.name }) } }))",
      ),
    ).toEqual(["read name"]);
  });
});

describe("tables that go", () => {
  const TABLE = change("table", "users");
  const detectTable = (body: string): string[] => {
    const text = `import { posts, users } from "./schema.js";\n${body}`;
    const found = detectDrizzle(parseTestScript("app.ts", text), createDrizzleProject(FILES, [TABLE]));
    return formatDetections(text, found).map((line) => line.replace(/ 2:(\d+)/, ""));
  };

  it("reads what queries take rows from, and writes what they change", () => {
    expect(detectTable("db.select().from(posts).leftJoin(users, on)")).toEqual(["read users"]);
    expect(detectTable("db.insert(users).values({})")).toEqual(["write users"]);
    expect(detectTable("db.delete(posts).where(exists(db.select().from(users)))")).toEqual(["read users"]);
    expect(detectTable("db.query.users.findMany()")).toEqual(["read users"]);
    expect(detectTable("db.execute(sql`delete from ${users}`)")).toEqual(["write users"]);
    expect(detectTable("db.select().from(posts)")).toEqual([]);
  });
});
