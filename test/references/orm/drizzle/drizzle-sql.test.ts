import { PGlite } from "@electric-sql/pglite";
import { describe, expect, it } from "vitest";
import { createTableColumns } from "../../../../src/catalog/table-columns.js";
import { analyzePostgres } from "../../../../src/references/sql/analyze-postgres.js";
import { detectDrizzle } from "../../../../src/references/orm/drizzle/detect-drizzle.js";
import { change, parseTestScript } from "../../../support/parse.js";
import { createDrizzleProject } from "./drizzle-project.js";
import { createWorld, type Outcome } from "./drizzle-worlds.js";

const SCHEMA = `
const users = pgTable("users", {
  id: integer("id").primaryKey(),
  email: text("email").notNull().unique(),
  name: text("full_name").default("unset"),
  tenant: integer("tenant").notNull(),
}, (table) => [index("by_name").on(table.name)]);
const posts = pgTable("posts", {
  id: integer("id").primaryKey(),
  name: text("name").notNull(),
  fullName: text("full_name"),
  authorId: integer("author_id").notNull().references(() => users.id),
});
const usersRelations = relations(users, ({ many }) => ({ posts: many(posts) }));
const postsRelations = relations(posts, ({ one }) => ({
  author: one(users, { fields: [posts.authorId], references: [users.id] }),
}));
`;
/** The property under another name: what SQL is then different names the property, and does not only carry the mapping. */
const RENAMED = SCHEMA.replace('name: text("full_name").default', 'other: text("full_name").default').replace(
  "table.name",
  "table.id",
);
const WITHOUT = SCHEMA.replace(/^.*default\("unset"\).*\n/m, "").replace("table.name", "table.id");
const NAMES = ["users", "posts", "usersRelations", "postsRelations"];

const getReset = (column: string): string => `
drop table if exists posts; drop table if exists users; drop table if exists audit; drop function if exists note();
create table users (id int primary key, email text not null unique, ${column} tenant int not null);
create table posts (id int primary key, name text not null, full_name text, author_id int not null references users);
insert into users (id, email, tenant) values (1, 'a@x', 1), (2, 'b@x', 1);
insert into posts values (1, 'First', 'The first', 1);
create table audit (at timestamptz);
`;
const RESET = `${getReset("full_name text default 'unset',")}
update users set full_name = 'Ann' where id = 1;
create function note() returns trigger language plpgsql as $$ begin insert into audit values (now()); return null; end $$;
create trigger inserted after insert on users for each row when (new.full_name is distinct from 'unset') execute function note();
create trigger updated after update of full_name on users for each statement execute function note();
`;

const full = new PGlite();
const bare = new PGlite();
const world = createWorld({ schema: SCHEMA, names: NAMES, reset: RESET, database: full });
const renamed = createWorld({ schema: RENAMED, names: NAMES, reset: RESET, database: full });
const without = createWorld({ schema: WITHOUT, names: NAMES, reset: RESET, database: full });
const withoutColumn = createWorld({ schema: WITHOUT, names: NAMES, reset: getReset(""), database: bare });

const CHANGE = change("column", "users.full_name");
const tables = createTableColumns([
  { table: "users", columns: ["id", "email", "full_name", "tenant"] },
  { table: "posts", columns: ["id", "name", "full_name", "author_id"] },
]);

interface Judged {
  /** The call breaks or means something else when the column leaves mapping and database. */
  readonly isNamed: boolean;
  readonly isRead: boolean;
  readonly isWritten: boolean;
}

function countReads({ sql }: Outcome): number {
  const uses = sql.flatMap((text) => analyzePostgres(text, { changes: [CHANGE], tables }).uses);
  return uses.filter(({ access }) => access === "read").length;
}

async function getTruth(source: string): Promise<Judged> {
  const as = await world.run(source);
  if (as.isRefused) throw new Error(`Drizzle or Postgres refuses it from the start: ${source}`);
  const other = await renamed.run(source);
  const isPlain = typeof as.result === "string";
  const isReadOfRow = isPlain && as.result !== other.result;
  const isInMapping = other.isRefused || JSON.stringify(as.sql) !== JSON.stringify(other.sql);
  // SQL that is written by hand names the column whatever the mapping says.
  const isInSql = !(await without.run(source)).isRefused && (await withoutColumn.run(source)).isRefused;
  const carried = other.isRefused || isInSql ? 0 : countReads(other);
  return {
    isNamed: isInMapping || isReadOfRow || isInSql,
    isRead: isReadOfRow || ((isInMapping || isInSql) && countReads(as) > carried),
    isWritten: as.isWritten,
  };
}

const schemaFile = `import { index, integer, pgTable, text } from "drizzle-orm/pg-core";\nimport { relations } from "drizzle-orm";\n${SCHEMA.replaceAll(/^const/gm, "export const")}`;
const project = createDrizzleProject({ "schema.ts": schemaFile }, [CHANGE]);

function getDetected(source: string): Judged {
  const text = `import { db } from "./db.ts";\nimport { posts, users } from "./schema.ts";\nexport async function run() { ${source} }`;
  const found = detectDrizzle(parseTestScript("app.ts", text), project);
  return {
    isNamed: found.length > 0,
    isRead: found.some(({ access }) => access === "read"),
    isWritten: found.some(({ access }) => access === "write"),
  };
}

const CALLS = [
  "await db.select().from(users)",
  "await db.select().from(posts)",
  "await db.select({ n: users.name }).from(users)",
  "await db.select({ n: posts.name }).from(posts)",
  "await db.select({ n: posts.fullName }).from(posts)",
  "await db.select({ name: users.email }).from(users)",
  "await db.select({ id: users.id, author: { n: users.name } }).from(users)",
  "await db.select({ user: users }).from(users)",
  "await db.select(getTableColumns(users)).from(users)",
  "const { name, ...rest } = getTableColumns(users); await db.select(rest).from(users)",
  "const { email, ...rest } = getTableColumns(users); await db.select(rest).from(users)",
  "await db.select({ ...getTableColumns(posts), by: users.name }).from(posts).innerJoin(users, eq(users.id, posts.authorId))",
  "await db.select({ n: getTableColumns(users).name }).from(users)",
  "await db.selectDistinct({ n: users.name }).from(users)",
  "await db.selectDistinctOn([users.name], { id: users.id }).from(users)",
  "await db.selectDistinctOn([users.tenant], { id: users.id }).from(users)",
  "await db.select({ id: users.id }).from(users).where(eq(users.name, 'Ann'))",
  "await db.select({ id: users.id }).from(users).where(eq(users.email, 'name'))",
  "await db.select({ id: users.id }).from(users).where(and(eq(users.id, 1), or(isNull(users.name), like(users.name, 'A%'))))",
  "await db.select({ id: posts.id }).from(posts).where(inArray(posts.authorId, db.select({ id: users.id }).from(users).where(eq(users.name, 'Ann'))))",
  "await db.select({ id: posts.id }).from(posts).where(exists(db.select().from(users).where(eq(users.id, posts.authorId))))",
  "await db.select({ id: posts.id }).from(posts).where(eq(posts.name, 'First'))",
  "await db.select({ t: users.tenant }).from(users).groupBy(users.tenant, users.name)",
  "await db.select({ t: users.tenant }).from(users).groupBy(users.tenant).having(gt(count(users.name), 0))",
  "await db.select({ t: users.tenant }).from(users).groupBy(users.tenant).having(gt(count(users.id), 0))",
  "await db.select({ id: users.id }).from(users).orderBy(asc(users.name), desc(users.id))",
  "await db.select({ id: users.id }).from(users).orderBy(desc(users.id))",
  "await db.select({ id: posts.id }).from(posts).leftJoin(users, eq(users.name, posts.name))",
  "await db.select({ id: posts.id }).from(posts).leftJoin(users, eq(users.id, posts.authorId))",
  "await db.select().from(posts).leftJoin(users, eq(users.id, posts.authorId))",
  "const u = alias(users, 'u'); await db.select({ n: u.name }).from(u)",
  "const p = alias(posts, 'p'); await db.select({ n: p.name }).from(p)",
  "const sq = db.select().from(users).as('sq'); await db.select({ n: sq.name }).from(sq)",
  "const sq = db.select().from(users).as('sq'); await db.select({ n: sq.email }).from(sq)",
  "const sq = db.select({ id: users.id, n: users.name }).from(users).as('sq'); await db.select({ x: sq.n }).from(sq)",
  "const sq = db.$with('sq').as(db.select().from(users)); await db.with(sq).select({ n: sq.name }).from(sq)",
  "const sq = db.$with('sq').as(db.select({ name: posts.name }).from(posts)); await db.with(sq).select({ n: sq.name }).from(sq)",
  "const sq = db.$with('sq').as((qb) => qb.select().from(users)); await db.with(sq).select().from(sq).where(eq(sq.name, 'Ann'))",
  "const changed = db.$with('changed').as(db.update(users).set({ tenant: 2 }).returning()); await db.with(changed).select({ n: changed.name }).from(changed)",
  "await union(db.select({ n: users.name }).from(users), db.select({ n: posts.name }).from(posts))",
  "await db.select({ n: posts.name }).from(posts).unionAll(db.select({ n: users.email }).from(users))",
  "let query = db.select({ id: users.id }).from(users).$dynamic(); query = query.where(eq(users.name, 'Ann')); await query",
  "await db.insert(users).values({ id: 3, email: 'c@x', tenant: 1 })",
  "await db.insert(users).values({ id: 3, email: 'c@x', tenant: 1, name: 'Cay' })",
  "await db.insert(users).values([{ id: 3, email: 'c@x', tenant: 1 }, { id: 4, email: 'd@x', tenant: 1, name: 'Dee' }])",
  "const row = { id: 3, email: 'c@x', tenant: 1, name: 'Cay' }; await db.insert(users).values(row)",
  "const row = { id: 3, email: 'c@x', tenant: 1 }; row.name = 'Cay'; await db.insert(users).values(row)",
  "const base = { email: 'c@x', tenant: 1 }; await db.insert(users).values({ id: 3, ...base })",
  "await db.insert(users).values(['c', 'd'].map((name, id) => ({ id: 3 + id, email: name, tenant: 1, name })))",
  "await db.insert(users).values(['c', 'd'].map((name, id) => ({ id: 3 + id, email: name, tenant: 1 })))",
  "await db.insert(posts).values({ id: 3, name: 'Third', authorId: 1 })",
  "await db.insert(users).values({ id: 3, email: 'c@x', tenant: 1 }).returning({ n: users.name })",
  "await db.insert(users).values({ id: 3, email: 'c@x', tenant: 1 }).returning()",
  "await db.insert(users).values({ id: 3, email: 'c@x', tenant: 1 }).returning({ name: users.email })",
  "await db.insert(users).values({ id: 1, email: 'a@x', tenant: 1 }).onConflictDoUpdate({ target: users.id, set: { name: 'Amy' } })",
  "await db.insert(users).values({ id: 1, email: 'a@x', tenant: 1 }).onConflictDoUpdate({ target: users.id, set: { tenant: 3 } })",
  "await db.insert(users).values({ id: 1, email: 'a@x', tenant: 1 }).onConflictDoUpdate({ target: users.id, set: { email: sql`excluded.full_name` } })",
  "await db.insert(users).values({ id: 1, email: 'a@x', tenant: 1 }).onConflictDoUpdate({ target: users.id, set: { tenant: 3 }, setWhere: eq(users.name, 'Ann') })",
  "await db.insert(users).values({ id: 1, email: 'a@x', tenant: 1 }).onConflictDoNothing({ target: users.email })",
  "await db.insert(users).select(db.select({ id: sql`9`.as('id'), email: posts.name, name: posts.name, tenant: posts.authorId }).from(posts))",
  "await db.update(users).set({ name: 'Amy' })",
  "await db.update(users).set({ email: sql`'x' || ${users.id}` })",
  "await db.update(users).set({ tenant: 2 }).where(eq(users.name, 'Ann'))",
  "await db.update(users).set({ name: sql`upper(${users.name})` })",
  "await db.update(users).set({ email: sql`full_name || '@x'` }).where(eq(users.id, 1))",
  "await db.update(users).set({ tenant: 2, name: undefined })",
  "await db.update(users).set({ name: posts.name }).from(posts).where(eq(posts.authorId, users.id))",
  "await db.update(posts).set({ name: 'Amy', fullName: 'x' })",
  "await db.delete(users).where(eq(users.name, 'Zoe'))",
  "await db.delete(posts).where(eq(posts.name, 'Zoe'))",
  "await db.delete(posts).where(eq(posts.id, 1)).returning()",
  "await db.query.users.findMany()",
  "await db.query.users.findMany({ columns: { name: true } })",
  "await db.query.users.findMany({ columns: { id: true } })",
  "await db.query.users.findMany({ columns: { name: false } })",
  "await db.query.users.findFirst({ where: (u, { eq }) => eq(u.name, 'Ann') })",
  "await db.query.users.findFirst({ where: ({ name }, { eq }) => eq(name, 'Ann') })",
  "await db.query.users.findFirst({ where: eq(users.name, 'Ann') })",
  "await db.query.posts.findFirst({ where: (p, { eq }) => eq(p.name, 'First') })",
  "await db.query.users.findMany({ orderBy: (u, { asc }) => [asc(u.name)] })",
  "await db.query.users.findMany({ orderBy: [desc(users.id)] })",
  "await db.query.users.findMany({ extras: { upper: sql`upper(${users.name})`.as('upper') } })",
  "await db.query.users.findMany({ extras: (u, { sql }) => ({ upper: sql`upper(${u.name})`.as('upper') }) })",
  "await db.query.posts.findMany({ with: { author: { columns: { name: true } } } })",
  "await db.query.posts.findMany({ with: { author: { columns: { email: true } } } })",
  "await db.query.posts.findMany({ with: { author: true } })",
  "await db.query.users.findMany({ with: { posts: { columns: { name: true }, where: (p, { eq }) => eq(p.name, 'First') } } })",
  "await db.$count(users, eq(users.name, 'Ann'))",
  "await db.$count(users)",
  "await db.transaction(async (tx) => { await tx.update(users).set({ name: 'Amy' }) })",
  "await db.execute(sql`select ${users.name} from ${users}`)",
  "await db.execute(sql`select ${users.email} from ${users}`)",
  "await db.select({ n: sql`lower(${users.name})` }).from(users)",
  "await db.select({ n: sql`lower(full_name)` }).from(users)",
  "await db.select({ n: sql`lower(full_name)` }).from(posts)",
  "await db.select({ id: users.id }).from(users).where(sql`lower(full_name) = 'ann'`)",
  "const named = sql`full_name is not null`; await db.select({ id: users.id }).from(users).where(and(named, eq(users.id, 1)))",
  "const conditions = []; conditions.push(sql`full_name is not null`); await db.select({ id: users.id }).from(users).where(and(...conditions))",
  "await db.select({ id: users.id }).from(users).orderBy(sql`full_name desc`)",
  "const prepared = db.select({ n: users.name }).from(users).where(eq(users.id, sql.placeholder('id'))).prepare('p'); await prepared.execute({ id: 1 })",
  "const rows = await db.select().from(users).orderBy(users.id); return rows[0].name",
  "const rows = await db.select().from(users).orderBy(users.id); return rows[0].email",
  "const [row] = await db.select().from(users).orderBy(users.id); return row.name",
  "const [{ name }] = await db.select().from(users).orderBy(users.id); return name",
  "const rows = await db.select({ name: users.email }).from(users).orderBy(users.id); return rows[0].name",
  "return db.select().from(users).orderBy(users.id).then((rows) => rows[0].name)",
  "const [row] = await db.select().from(posts).innerJoin(users, eq(users.id, posts.authorId)); return row.users.name",
  "const [row] = await db.select().from(posts).innerJoin(users, eq(users.id, posts.authorId)); return row.posts.name",
  "const [row] = await db.select({ user: users, title: posts.name }).from(posts).innerJoin(users, eq(users.id, posts.authorId)); return row.user.name",
  "const [row] = await db.select({ ...getTableColumns(users) }).from(users).orderBy(users.id); return row.name",
  "const user = await db.query.users.findFirst(); return user.email",
  "const user = await db.query.users.findFirst({ where: (u, { eq }) => eq(u.id, 1) }); return user.name",
  "const post = await db.query.posts.findFirst({ with: { author: true } }); return post.author.name",
  "const post = await db.query.posts.findFirst({ with: { author: true } }); return post.name",
  "const [row] = await db.update(users).set({ tenant: 2 }).where(eq(users.id, 1)).returning(); return row.name",
  "const [row] = await db.insert(posts).values({ id: 3, name: 'Third', authorId: 1 }).returning(); return row.name",
] as const;

describe("detectDrizzle against Drizzle and Postgres", () => {
  it.each(CALLS)("%s", async (call) => {
    expect(getDetected(call)).toEqual(await getTruth(call));
  });
});
