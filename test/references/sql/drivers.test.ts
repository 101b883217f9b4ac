import { describe, expect, it } from "vitest";
import { detectMarked } from "./marked-script.js";

/** Scripts after each library's own documentation; what is marked is found, and nothing else. */
const expectFound = (marked: string): void => expect(detectMarked(marked)).toBe(marked);

describe("pg", () => {
  it.each([
    'const res = await client.query("SELECT «name», email FROM users WHERE id = $1", [id]); res.rows[0].«name»; res.rows[0].email',
    'const text = "INSERT INTO users(«+name», email) VALUES($1, $2) RETURNING «~*»"; const res = await client.query(text, values); res.rows[0].«name»',
    'const query = { name: "fetch-user", text: "SELECT «~*» FROM users WHERE id = $1", values: [1] }; const { rows: [user] } = await client.query(query); user.«name»',
    'const { rows } = await client.query({ text: "SELECT «name» FROM users", rowMode: "array" }); rows[0][0]; rows.name',
    'const query = new Query("select «name» from users"); const result = client.query(query); query.on("row", (row) => { row.«name»; row.email }); query.on("end", (done) => done.name)',
    'const cursor = client.query(new Cursor("select «name» from users where id > $1", [1])); const rows = await cursor.read(100); rows[0].«name»',
    'const cursor = client.query(new Cursor("select «name» from users")); cursor.read(100, (err, rows) => { rows[0].«name»; err.name })',
    'const stream = client.query(new QueryStream("SELECT «name» FROM users")); for await (const row of stream) row.«name»; stream.on("data", (row) => row.«name»); stream.on("error", (error) => error.name)',
    'const query = new QueryStream("SELECT «name» FROM users"); client.query(query).on("data", ({ «name» }) => name)',
    'const stream = client.query(copyFrom("COPY users (id, «+name») FROM STDIN"));',
    'const stream = client.query(copy.to("COPY users (id, «name») TO STDOUT"));',
    'const { rows } = await pool.query("SELECT name FROM teams"); rows[0].name; const t = "users"',
  ])("%s", expectFound);
});

describe("postgres", () => {
  it.each([
    "const sql = postgres(url); const users = await sql`select «name», age from users where «name» like ${name + '%'} and age > ${age}`; users[0].«name»; users[0].age",
    "const users = await sql`insert into users («+name», age) values (${name}, ${age}) returning «name», age`",
    "const columns = ['«+name»', 'age']; sql`insert into users ${sql(user, columns)}`",
    "sql`insert into users ${sql(user, '«+name»', 'age')}`; sql`insert into teams ${sql(user, 'name')}`",
    "const user = { «+name»: 'Murray', age: 68 }; await sql`insert into users ${sql(user)}`",
    "const rows = [{ «+name»: 'Murray', age: 68 }, { «+name»: 'Walter', age: 80 }]; await sql`insert into users ${sql(rows)}`",
    "const rows = [{ name: 'Murray', age: 68 }]; await sql`insert into users ${sql(rows, 'age')}`; await sql`insert into teams ${sql(rows)}`",
    "await sql`insert into users ${sql(people.map((p) => ({ «+name»: p.label, age: p.name })))}`",
    "await sql`insert into «+users??» ${sql(user)}`; await sql`insert into teams ${sql(user)}`",
    "await sql`update «+users??» set ${sql(user)} where id = ${user.id}`",
    "await sql`update «+users??» set ${sql(user, columns)} where id = ${user.id}`",
    "const columns = ['«+name»', 'age'] as const; await sql`update users set ${sql(user, columns)} where id = ${user.id}`",
    "await sql`update users set «+name» = d.name, age = (d.age)::int from (values ${sql(users)}) as d (id, name, age) where users.id = (d.id)::int returning users.id, users.«name», users.age`",
    "const columns = ['«name»', 'age']; await sql`select ${sql(columns)} from users`",
    "await sql`select ${sql(columns)} from «users??»`",
    "const rows = await sql`select «name» from users where age in ${sql([68, 75, 23])}`; rows[0].«name»",
    "const olderThan = (x) => sql`and age > ${x} and «name» <> ''`; await sql`select «~*» from users where «name» is not null ${filter ? olderThan(50) : sql``}`",
    "const column = '«name»'; await sql`select id from users where ${sql(column)} = ${value}`",
    "await sql`select «name» from users`.cursor(5, async (rows) => { for (const row of rows) row.«name» })",
    "await sql`select «name» from users`.cursor(async ([row]) => row.«name»)",
    "for await (const [row] of sql`select «name» from users`.cursor()) row.«name»",
    "await sql`select «name» from users`.forEach((row) => row.«name»)",
    "const rows = await sql`select «name» from users`.values(); rows[0][0]",
    "const [user, team] = await sql.begin(async (sql) => { const [user] = await sql`insert into users («+name») values ('Murray') returning «~*»`; user.«name»; return [user] })",
    "await sql.begin(async (t) => { const [user] = await t`select «name» from users for update`; user.«name»; await t.savepoint((s) => s`update users set «+name» = ${x}`) })",
    "const db2 = postgres(url, options); const [user] = await db2`select «name» from users`; user.«name»",
    "import connect from 'postgres'; const pgClient = connect(url); const [user] = await pgClient`select «name» from users`; user.«name»",
    "const rows = await sql.unsafe('select «name» from users', [id]); rows[0].«name»; await sql.file('users.sql')",
    "await sql`select id from users ${where ? sql`where «name» = ${where}` : sql``} order by ${desc ? sql`«name» desc` : sql`id`}`",
    "await sql`select id, (${sql`select count(«name») from users`}) from teams`",
  ])("%s", expectFound);
});

describe("slonik", () => {
  it.each([
    "await connection.query(sql.typeAlias('id')`SELECT «name» FROM users`)",
    "const user = await pool.one(sql.type(z.object({ name: z.string() }))`SELECT «name» FROM users WHERE id = ${id}`); user.«name»",
    "const user = await connection.maybeOne(sql.unsafe`SELECT «name» FROM users`); user?.«name»",
    "const name = await pool.oneFirst(sql.unsafe`SELECT «name» FROM users`); name.length",
    "const users = await pool.any(sql.type(user)`SELECT ${sql.join([sql.identifier(['id']), sql.identifier(['«name»'])], sql.fragment`, `)} FROM users`); users.map((user) => user.«name»)",
    "const where = [sql.fragment`TRUE`]; if (q) where.push(sql.fragment`«name» ILIKE ${q}`); await pool.any(sql.type(user)`SELECT id FROM users WHERE ${sql.join(where, sql.fragment` AND `)}`)",
    "await connection.query(sql.unsafe`INSERT INTO users («+name», age) SELECT * FROM ${sql.unnest(rows, ['text', 'int4'])}`)",
    "await pool.transaction(async (t) => { const users = await t.many(sql.type(user)`SELECT u.«name», t.name AS team FROM users u JOIN teams t ON t.id = u.team_id`); for (const user of users) { user.«name»; user.team } })",
    "const { rows } = await pool.query(sql.type(user)`SELECT «~*» FROM ${sql.identifier(['users'])}`); rows[0].«name»",
    "await pool.stream(sql.type(user)`SELECT «name» FROM users`, (stream) => { stream.on('data', ({ data }) => data.«name») })",
  ])("%s", expectFound);
});

describe("mysql2", () => {
  it.each([
    'const [results, fields] = await connection.query("SELECT «`name`» FROM `users` WHERE `age` > 45"); results[0].«name»; fields[0].name',
    'connection.query("SELECT «name» FROM users", function (err, results, fields) { results[0].«name»; fields[0].name; err.name })',
    'connection.execute("SELECT «~*» FROM `users` WHERE «`name`» = ? AND `age` > ?", ["Page", 45], function (err, rows) { rows[0].«name» })',
    'const [rows] = await pool.promise().query({ sql: "SELECT «name» FROM users", rowsAsArray: true })',
    'await connection.query("SELECT ?? FROM ?? WHERE ?? = ?", ["«name»", "users", "id", 1])',
    'await connection.query("SELECT ?? FROM ?? WHERE ?? = ?", ["name", "teams", "id", 1]); "users"',
    'await connection.query("SELECT ?? FROM users WHERE id = ?", [["id", "«name»"], 1])',
    'await connection.query("SELECT ?? FROM «users??» WHERE id = ?", [columns, 1])',
    'await connection.query("UPDATE users SET ? WHERE id = ?", [{ «+name»: "x", age: 3 }, id])',
    'await connection.query("UPDATE teams SET ? WHERE id = ?", [{ name: "x" }, id]); "users"',
    'await connection.query("UPDATE «+users??» SET ? WHERE id = ?", [patch, id])',
    'await connection.query({ sql: "SELECT ?? FROM users", values: ["«name»"] })',
  ])("%s", expectFound);
});

describe("SQLite's drivers", () => {
  it.each([
    'const row = db.prepare("SELECT «~*» FROM users WHERE id = ?").get(id); row.«name»; row.email',
    'const insert = db.prepare("INSERT INTO users («+name», age) VALUES (@name, @age)"); insert.run({ name: "Joey", age: 2 })',
    'const statement = db.prepare("SELECT «name», age FROM users"); for (const cat of statement.iterate()) cat.«name»',
    'const names = db.prepare("SELECT «name» FROM users").pluck().all(); names[0].length',
    'const rows = db.prepare("SELECT «name» FROM users").raw().all(); rows[0][0]',
    "db.exec(\"UPDATE users SET «+name» = 'x'; DELETE FROM teams WHERE name = 'y'\")",
    'db.all("SELECT «name» FROM users", [], (error, rows) => rows.map((row) => row.«name»))',
    'db.each("SELECT «name» FROM users", (error, row) => row.«name»)',
    'const rows = await db.getAllAsync("SELECT «name» FROM users"); rows[0].«name»',
    'const user = await db.getFirstAsync<User>("SELECT «name» FROM users WHERE id = ?", id); user.«name»',
    'for await (const row of db.getEachAsync("SELECT «name» FROM users")) row.«name»',
    'await db.runAsync("UPDATE users SET «+name» = ?", value); await db.execAsync("UPDATE teams SET name = 1")',
  ])("%s", expectFound);
});

describe("D1 and libsql", () => {
  it.each([
    'const { results } = await env.DB.prepare("SELECT «~*» FROM users WHERE «name» = ?").bind(x).all(); results[0].«name»',
    'const user = await env.DB.prepare("SELECT «~*» FROM users WHERE id = ?").bind(id).first(); user.«name»',
    'const name = await env.DB.prepare("SELECT «~*» FROM users WHERE id = ?").bind(id).first("«name»"); name.length',
    'const name = await env.DB.prepare("SELECT «name» AS label FROM users").first("label")',
    'await env.DB.batch([env.DB.prepare("UPDATE users SET «+name» = ?1").bind(x), env.DB.prepare("UPDATE teams SET name = ?").bind(x)])',
    'const result = await client.execute({ sql: "SELECT «name» FROM users WHERE id = ?", args: [1] }); result.rows[0].«name»',
    'const result = await client.execute({ sql: "SELECT «name» FROM users WHERE id = :id", args: { id: 1 } })',
    'await client.batch([{ sql: "INSERT INTO users («+name») VALUES (?)", args: ["Iku"] }, "DELETE FROM teams WHERE name = 1"], "write")',
    'await client.batch(["UPDATE users SET «+name» = 1", "UPDATE teams SET name = 1"], "write")',
    'await client.executeMultiple("UPDATE users SET «+name» = 1; UPDATE teams SET name = 1;")',
  ])("%s", expectFound);
});

describe("@vercel/postgres and @neondatabase/serverless", () => {
  it.each([
    "const { rows, fields } = await sql`SELECT «name» FROM users WHERE id = ${id};`; rows[0].«name»; fields[0].name",
    "const client = await db.connect(); const { rows } = await client.sql`SELECT «name» FROM users`; rows[0].«name»",
    "const client = createClient(); await client.sql`UPDATE users SET «+name» = ${x}`; await client.query('UPDATE users SET «+name» = $1', [x])",
    "const sql = neon(process.env.DATABASE_URL); const [user] = await sql`SELECT «name» FROM users WHERE id = ${id}`; user.«name»",
    "const run = neon(url); const rows = await run`SELECT «name» FROM users`; rows[0].«name»",
    "const rows = await sql('SELECT «name» FROM users WHERE id = $1', [id]); rows[0].«name»",
    "const rows = await sql.query('SELECT «name» FROM users WHERE id = $1', [id]); rows[0].«name»",
    "const { rows } = await sql.query('SELECT «name» FROM users', [], { fullResults: true }); rows[0].«name»",
    "const [users, teams] = await sql.transaction([sql`SELECT «name» FROM users`, sql`SELECT name FROM teams`]); users[0].«name»; teams[0].name",
    "await sql.transaction((txn) => [txn`SELECT «name» FROM users`, txn`SELECT name FROM teams`])",
  ])("%s", expectFound);
});

describe("Prisma", () => {
  it.each([
    "const users = await prisma.$queryRaw<User[]>`SELECT «name» FROM users WHERE id = ${id}`; users[0].«name»",
    "const users = await prisma.$queryRaw(Prisma.sql`SELECT «~*» FROM users`); users[0]?.«name»",
    "const count = await prisma.$executeRaw`UPDATE users SET «+name» = ${x} WHERE id IN (${Prisma.join(ids)})`",
    "await prisma.$executeRawUnsafe('UPDATE users SET «+name» = $1', x); await prisma.$executeRawUnsafe('UPDATE teams SET name = $1', x)",
    "await prisma.$queryRaw`SELECT id FROM users ${name ? Prisma.sql`WHERE «name» = ${name}` : Prisma.empty}`",
    "await prisma.$queryRaw`SELECT ${Prisma.raw('«name»')} FROM users ORDER BY ${Prisma.raw(`${order}`)}`",
    "const columns = Prisma.join([Prisma.sql`id`, Prisma.sql`«name»`]); await prisma.$queryRaw`SELECT ${columns} FROM users`",
    "const where = Prisma.join([Prisma.sql`age > 1`, Prisma.sql`«name» = ${x}`], ' AND '); await prisma.$queryRaw`SELECT id FROM users WHERE ${where}`",
  ])("%s", expectFound);
});

describe("sql-template-strings and sql-template-tag", () => {
  it.each([
    "const { rows } = await pg.query(SQL`SELECT «name» FROM users WHERE id = ${id}`); rows[0].«name»",
    "const query = SQL`SELECT id FROM users`; if (name) query.append(SQL` WHERE «name» = ${name}`).append(` ORDER BY id`); pg.query(query)",
    "pg.query(SQL`SELECT id FROM users WHERE age = ${age} `.append(SQL`AND «name» = ${name}`).append(` LIMIT 10`))",
    "const query = SQL`SELECT id FROM teams`; query.append(SQL` WHERE name = ${name}`); 'users'",
    "const query = SQL`SELECT id FROM users`; query.append(desc ? ` ORDER BY «name» DESC` : ` ORDER BY id`); await pg.query(query)",
    "import sql, { empty, join, raw } from 'sql-template-tag'; sql`SELECT ${raw('«name»')} FROM users WHERE id IN (${join(ids)}) ${q ? sql`AND «name» = ${q}` : empty}`",
    "import sql, { join } from 'sql-template-tag'; sql`SELECT id FROM users WHERE ${join([sql`age > 1`, sql`«name» = ${q}`], ' AND ')}`",
    "const where = [sql`id = 1`, sql`«name» = ${q}`]; sql`SELECT id FROM users WHERE ${join(where, ' AND ')}`",
  ])("%s", expectFound);
});

describe("pg-promise", () => {
  it.each([
    'const user = await db.one("SELECT «name» FROM users WHERE id = $1", 123, (u) => u.«name»)',
    'const names = await db.map("SELECT «name» FROM users", [], (row) => row.«name»)',
    'await db.each("SELECT «name» FROM users", null, (row) => { row.«name» })',
    'await db.task("t", async (t) => { const user = await t.oneOrNone("SELECT «~*» FROM users WHERE id = $<id>", { id, name }); return user && user.«name» })',
    'await db.tx((t) => t.batch([t.none("UPDATE users SET «+name» = ${name}", { name }), t.none("UPDATE teams SET name = ${name}", { name })]))',
    'await db.any("SELECT ${column:name} FROM users", { column: "«name»" })',
    'await db.any("SELECT $1:name FROM users", ["«name»"])',
    'await db.any("SELECT $1~ FROM users", ["«name»"]); await db.any("SELECT $1~ FROM teams", ["name"])',
    'await db.any("SELECT $1:name FROM users", "«name»")',
    'await db.any("SELECT ${columns:name} FROM «users??»", { columns })',
    'await db.any("SELECT ${columns:name} FROM ${table:name}", { columns: ["«name»", "id"], table: "users" })',
    'await db.none("INSERT INTO users(${this:name}) VALUES(${this:csv})", { «+name»: "x", age: 3 })',
    'await db.none("INSERT INTO users($1:name) VALUES($1:csv)", [{ «+name»: "x", age: 3 }])',
    'await db.none("INSERT INTO teams($1:name) VALUES($1:csv)", [{ name: "x" }]); "users"',
    'await db.none(pgp.helpers.insert(data, ["«+name»", "age"], "users"))',
    'await db.none(pgp.helpers.insert({ «+name»: 1 }, null, "users")); pgp.helpers.insert({ name: 1 }, null, "teams")',
    'await db.none(pgp.helpers.update(data, ["«+name»"], "users") + " WHERE id = 1 AND «name» = 2")',
    'const cs = new pgp.helpers.ColumnSet(["?id", "«+name»", { name: "age", prop: "years" }], { table: "users" }); await db.none(pgp.helpers.insert(rows, cs))',
    'const cs = new pgp.helpers.ColumnSet(["name"], { table: "teams" }); "users"',
    'const cs = new ColumnSet([{ name: "«+name»", prop: "label" }], { table: { table: "users", schema: "public" } });',
    'const find = new PQ({ text: "SELECT «name» FROM users WHERE id = $1", values: [1] }); const u = await db.one(find); u.«name»',
    'const find = new PreparedStatement({ name: "find", text: "SELECT «name» FROM users" })',
    'const text = pgp.as.format("SELECT ${column:name} FROM users", { column: "«name»" })',
  ])("%s", expectFound);
});

describe("pg-format", () => {
  it.each([
    'await client.query(format("SELECT %I FROM users WHERE id = %L", "«name»", id))',
    'await client.query(format("SELECT %I FROM teams WHERE id = %L", "name", id)); "users"',
    'const text = format("SELECT «name» FROM %I WHERE id = %L", "users", id); const { rows } = await client.query(text); rows[0].«name»',
    'await client.query(format("SELECT %I FROM «users??»", column))',
    'await client.query(format("INSERT INTO users («+name», age) VALUES %L", rows))',
    'await client.query(format("SELECT %I FROM users", ["id", "«name»"]))',
  ])("%s", expectFound);
});

describe("query builders' own SQL", () => {
  it.each([
    "const { rows } = await sql<User>`select «name» from users where id = ${id}`.execute(db); rows[0].«name»",
    "await sql`select ${sql.ref('users.«name»')}, ${sql.id('users', 'id')} from ${sql.table('users')}`.execute(db)",
    "await sql`select ${sql.raw('«name»')} from users where ${sql.join([sql`age = 1`, sql`«name» = 2`], sql` and `)}`.execute(db)",
    "const result = await db.execute(sql`select «name» from users where id = ${id}`); result.rows[0].«name»",
    "const { rows } = await knex.raw('select «name» from users where id = ?', [1]); rows[0].«name»",
    "await knex.raw('select ?? from users where id = ?', ['«name»', 1])",
    "await knex.raw('select :column: from users where id = :id', { column: '«name»', id: 1 })",
    "await knex.raw('select ?? from teams where id = ?', ['name', 1]); 'users'",
    "knex.raw('select «name» from users').then((result) => result.rows[0].«name»)",
    "const users = await dataSource.query('SELECT «name» FROM users WHERE id = $1', [1]); users[0].«name»",
    "const users = await manager.query(`SELECT «~*» FROM users`); users.map(({ «name», email }) => name)",
    "const users = await dataSource.sql`SELECT «name» FROM users WHERE id = ${id}`; users[0].«name»",
    "const [results, metadata] = await sequelize.query('SELECT «name» FROM users'); results[0].«name»",
    "const users = await sequelize.query('SELECT «~*» FROM users WHERE «name» = :name', { replacements: { name }, type: QueryTypes.SELECT }); users[0].«name»",
    "await sequelize.query('UPDATE users SET «+name» = $1', { bind: [x] }); await sequelize.query({ query: 'UPDATE users SET «+name» = ?', values: [x] })",
    "const rows = await db.query(sql`SELECT ${sql.ident('«name»')} FROM users WHERE ${sql.join([sql`id = 1`, sql`«name» = 2`], ' AND ')}`); rows[0].«name»",
    "await db.query(sql`SELECT ${sql.__dangerous__rawValue('«name»')} FROM users`)",
    "const result = await pool.request().input('id', id).query('SELECT «name» FROM users WHERE id = @id'); result.recordset[0].«name»",
  ])("%s", expectFound);
});
