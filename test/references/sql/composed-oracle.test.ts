import { PgDialect } from "drizzle-orm/pg-core";
import { SQL, sql as drizzle } from "drizzle-orm";
import knexFactory from "knex";
import { Kysely, PostgresDialect, sql as kysely } from "kysely";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { createTestProject } from "../../support/parse.js";
import { detectMarked } from "./marked-script.js";
import { stripMarks } from "./postgres/marks.js";
import { columnChange, TABLES } from "./postgres/oracle-schema.js";
import { createOracle, type Oracle } from "./postgres/oracle.js";

let oracle: Oracle;
beforeAll(async () => {
  await loadPostgres();
  oracle = await createOracle();
});
afterAll(() => oracle.close());

const KNEX = knexFactory({ client: "pg" });
const KYSELY = new Kysely<unknown>({
  dialect: new PostgresDialect({ pool: async () => Promise.reject(new Error("none")) }),
});
const DRIZZLE = new PgDialect();

/** Scripts that hand statements to `db.query`, put together in all ways; what is marked is found. They are run, and what `db.query` gets is asked of Postgres. */
const SCRIPTS = [
  "const COLUMNS = 'id, «name»'; db.query(`select ${COLUMNS} from users`)",
  "const COLUMNS = 'id, name'; db.query(`select ${COLUMNS} from accounts`); 'users'",
  "const Q = { find: 'select «name» from users', other: 'select name from accounts' }; db.query(Q.find); db.query(Q.other)",
  "const Q = { find: 'select email from users', other: 'select name from accounts' }; db.query(Q.find); db.query(Q.other)",
  "class Repo { columns = 'id, «name»'; find() { db.query(`select ${this.columns} from users`) } } new Repo().find()",
  "class Repo { static COLUMNS = 'id, email'; find() { db.query(`select ${Repo.COLUMNS} from users`) } } new Repo().find()",
  "const cols = () => 'id, «name»'; db.query('select ' + cols() + ' from users')",
  "const select = (cols, table) => `select ${cols} from ${table}`; db.query(select('id', 'users')); db.query(select('name', 'accounts'))",
  "const select = (cols, table) => `select ${cols} from ${table}`; db.query(select('«name»', 'users')); db.query(select('id', 'accounts'))",
  "const where = ['true']; where.push(`u.«name» = $${where.length}`); db.query(`select u.id from users u where ${where.join(' and ')}`)",
  "const where = []; if (where.length === 0) where.push('email = $1'); db.query(`select id from users where ${where.join(' and ')}`)",
  "const cols = ['id', '«name»'].map((c) => `u.${c}`); db.query(`select ${cols.join(', ')} from users u`)",
  "const cols = ['id', 'name'].map((c) => `a.${c}`); db.query(`select ${cols.join(', ')} from accounts a, users u`)",
  "const cols = ['id', '«name»'].map((c) => `${c} as user_${c}`).join(); db.query(`select ${cols} from users`)",
  "const user = { id: 1, «+name»: 'x' }; db.query(`insert into users (${Object.keys(user).join(', ')}) values ($1, $2)`)",
  "const user = { id: 1, email: 'x' }; db.query(`insert into users (${Object.keys(user).join(', ')}) values ($1, $2)`)",
  "const sets = ['email = $1']; sets.push('«+name» = upper(«name»)'); db.query(`update users set ${sets.join(', ')} where id = 1`)",
  "let q = 'select id from users where true'; q += ' and «name» = $1'; q += ' limit 1'; db.query(q)",
  "let q = 'select id from users'; q = `${q} order by «name»`; db.query(q)",
  "let q = 'select id from users'; q = q + ' where email = $1'; db.query(q)",
  "db.query(['select id', 'from users', `where «name» is not null`].join('\\n'))",
  "db.query({ text: 'select id from users'.concat(' where «name» = $1'), values: [1] })",
  "db.query(knex.raw('select ?? from users where ?? = ?', ['«name»', 'id', 1]))",
  "db.query(knex.raw('select ?? from ?? where id = ?', [['id', 'name'], 'accounts', 1])); 'users'",
  "db.query(knex.raw('select :column: from users where email = :name', { column: '«name»', name: 'x' }))",
  "db.query(knex.raw('select :column: from users where email = :name', { column: 'id', name: 'name' }))",
  "const { sql } = kysely; db.query(sql`select ${sql.ref('users.«name»')} from ${sql.table('users')} where id = ${1}`)",
  "const { sql } = kysely; db.query(sql`select ${sql.join(['id', '«name»'].map((c) => sql.ref(c)))} from users`)",
  "const { sql } = kysely; const byEmail = (x) => sql`email = ${x}`; db.query(sql`select id from users where ${byEmail('name')} ${sql.raw('order by «name»')}`)",
  "const { sql } = kysely; const where = [sql`email = ${'name'}`]; where.push(sql`id = 1`); db.query(sql`select id from users where ${sql.join(where, sql` and `)}`)",
  "const { sql } = drizzle; db.query(sql`select ${sql.identifier('«name»')} from users where ${sql.join([sql`id = ${1}`, sql`«name» = ${2}`], sql` and `)}`)",
  "const { sql } = drizzle; const name = sql.raw('email'); db.query(sql`select ${name} from users where email = ${'name'}`)",
] as const;

/** What the script hands to `db.query`. */
function run(script: string): string[] {
  const statements: string[] = [];
  const query = (statement: unknown): void => void statements.push(getSql(statement));
  runInNewContext(script, { db: { query }, knex: KNEX, kysely: { sql: kysely }, drizzle: { sql: drizzle } });
  return statements;
}

function getSql(statement: unknown): string {
  if (typeof statement === "string") return statement;
  if (statement instanceof SQL) return DRIZZLE.sqlToQuery(statement).sql;
  if (typeof statement !== "object" || statement === null) throw new Error("no statement");
  if ("toQuery" in statement && typeof statement.toQuery === "function") return String(statement.toQuery());
  if ("compile" in statement && typeof statement.compile === "function") return statement.compile(KYSELY).sql;
  if ("text" in statement) return String(statement.text);
  throw new Error("no statement");
}

const detect = (marked: string, column: string): string =>
  detectMarked(marked, createTestProject({ changes: [columnChange(column)], tables: TABLES }));

describe("the places of users.name in statements that are put together", () => {
  it.each(SCRIPTS)("%s", (marked) => {
    expect(detect(marked, "users.name")).toBe(marked);
  });
});

describe("Postgres agrees on the statements that the scripts hand over", () => {
  it.each(SCRIPTS)("%s", async (marked) => {
    const script = stripMarks(marked);
    const statements = run(script);
    for (const column of ["users.name", "users.email", "accounts.name"]) {
      let isUsed = false;
      for (const sql of statements) {
        const { breaks, isTied } = await oracle.ask(sql, column);
        isUsed ||= breaks || isTied === true;
      }
      expect.soft(detect(script, column).includes("«"), `${column}: ${statements.join("; ")}`).toBe(isUsed);
    }
  });
});
