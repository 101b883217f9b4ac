import { describe, expect, it } from "vitest";
import { detectMarked } from "./marked-script.js";

/** What is marked is found, and nothing else: `??` is a column that only running the program would tell, at its table. */
const expectFound = (marked: string): void => expect(detectMarked(marked)).toBe(marked);

describe("text kept elsewhere in the module", () => {
  it.each([
    "const COLUMNS = 'id, «name»'; db.query(`select ${COLUMNS} from users`)",
    "const COLUMNS = 'id, name'; db.query(`select ${COLUMNS} from teams`); 'users'",
    "const A = 'id, '; const B = A + '«name»'; db.query('select ' + B + ' from users')",
    "const queries = { find: 'select «name» from users', other: 'select name from teams' }; db.query(queries.find); db.query(queries.other)",
    "const queries = { users: { find: `select «name» from users` } } as const; db.query(queries.users.find)",
    "const { find: text } = { find: 'select «name» from users' }; db.query(text)",
    "const Q = { find: 'select «name» from users' }; const { find } = Q; db.query(find)",
    "class Repo { private readonly COLUMNS = 'id, «name»'; find() { return db.query(`select ${this.COLUMNS} from users`) } }",
    "class Repo { private readonly COLUMNS = 'id, name'; find() { return db.query(`select ${this.COLUMNS} from teams`) } } 'users'",
    "class Repo { static readonly #columns = 'id, «name»'; find() { return db.query(`select ${Repo.#columns} from users`) } }",
    "class Repo { static FIND = 'select «name» from users'; find() { return db.query(Repo.FIND) } }",
    "class Repo { table = 'users'; find() { return db.query(`select «name» from ${this.table}`) } }",
    "class Repo { table = 'teams'; find() { return db.query(`select name from ${this.table}`) } } 'users'",
    "class Repo { columns() { return 'id, «name»' } find() { return db.query(`select ${this.columns()} from users`) } }",
    "enum Column { Name = '«name»', Email = 'email' } db.query(`select ${Column.Name} from users`); db.query(`select ${Column.Email} from users`)",
  ])("%s", expectFound);
});

describe("functions that return a fragment", () => {
  it.each([
    "const cols = () => 'id, «name»'; db.query(`select ${cols()} from users`)",
    "const byName = (x) => sql`«name» = ${x}`; sql`select id from users where ${byName(x)}`",
    "const byName = (x) => sql`name = ${x}`; sql`select id from teams where ${byName(x)}`; 'users'",
    "function order(dir) { if (dir) return sql`order by «name» desc`; return sql`order by id` } sql`select id from users ${order(dir)}`",
    "const select = (cols) => `select ${cols} from users`; db.query(select('id, «name»')); db.query(select('id'))",
    "const select = (cols = '«name»') => `select ${cols} from users`; db.query(select())",
    "const select = (cols, table) => `select ${cols} from ${table}`; db.query(select('name', 'teams')); db.query(select('«name»', 'users'))",
    "export const select = (cols) => `select ${cols} from «users??»`; db.query(select('id'))",
    "function more() { return more() } db.query(`select «name» from users ${more()}`)",
  ])("%s", expectFound);
});

describe("lists", () => {
  it.each([
    "const cols = ['id', '«name»']; db.query(`select ${cols.join(', ')} from users`)",
    "const cols = ['id', 'name']; db.query(`select ${cols.join(', ')} from teams`); 'users'",
    "const where = []; if (q) where.push('«name» ilike $1'); where.push('age > 1'); db.query(`select id from users where ${where.join(' and ')}`)",
    "const where: string[] = ['true']; const values = []; if (q) { values.push(q); where.push(`u.«name» = $${values.length}`) } db.query(`select u.id from users u where ${where.join(' AND ')}`, values)",
    "const where = ['true']; if (q) { where.push('u.«name» = $' + values.length) } db.query(`select u.id from users u where ${where.join(' AND ')}`)",
    "const where = []; where.push('name = $1'); db.query(`select id from teams where ${where.join(' and ')}`); 'users'",
    "const sets = []; for (const field of fields) sets.push(`${field} = $1`); db.query(`update «+users??» set ${sets.join(', ')} where id = $1`)",
    "const sets = ['age = 1']; if (name) sets.push(`«+name» = $${i++}`); db.query(`update users set ${sets.join(', ')} where id = $1`)",
    "const cols = ['id', '«name»'].map((c) => `u.${c}`).join(', '); db.query(`select ${cols} from users u`)",
    "const cols = ['id', '«name»']; db.query(`select ${cols.map((column) => `u.${column} as u_${column}`).join()} from users u`)",
    "const cols = [...['id'], ...['«name»']]; db.query(`select ${cols.join(', ')} from users`)",
    "const cols = ['id'].concat(['«name»']); db.query(`select ${cols.join(', ')} from users`)",
    "const parts = [`select «name» from users`, x && `where age > 1`].filter(Boolean); db.query(parts.join(' '))",
    "const user = { «+name»: 'x', age: 1 }; db.query(`insert into users (${Object.keys(user).join(', ')}) values ($1, $2)`, Object.values(user))",
    "const team = { name: 'x' }; db.query(`insert into teams (${Object.keys(team).join(', ')}) values ($1)`); 'users'",
    "const where = [sql`age > 1`]; where.push(sql`«name» = ${x}`); sql`select id from users where ${sql.join(where, sql` and `)}`",
    "sql`select ${sql.join(['id', '«name»'].map((c) => sql.identifier([c])), sql`, `)} from users`",
  ])("%s", expectFound);
});

describe("text that grows", () => {
  it.each([
    "let q = 'select id from users where true'; if (x) q += ' and «name» = $1'; q += ' limit 1'; db.query(q)",
    "let q = 'select id from teams where true'; if (x) q += ' and name = $1'; db.query(q); 'users'",
    "let q = 'select id from users'; q = q + ' where «name» = $1'; db.query(q)",
    "let q = 'select id, «name» from users'; q = `${q} where «name» = $1`; db.query(q)",
    "let q = ''; q += 'select «name»'; q += ' from users'; db.query(q)",
    "let q; if (x) { q = 'select «name» from users' } else { q = 'select id from users' } q += ' where «name» = 1'; db.query(q)",
    "let where = ''; if (x) where = `where «name» = 1`; db.query(`select id from users ${where} order by id`)",
  ])("%s", expectFound);
});

describe("names that only running the program would tell", () => {
  it.each([
    "db.query('select ' + col + ' from «users??»')",
    "db.query(`select ${Object.keys(row).join(', ')} from «users??»`)",
    "db.query(`insert into «+users??» (${Object.keys(row).join(', ')}) values (${Object.values(row).map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row))",
    "const sets = Object.keys(patch).map((key, i) => `${key} = $${i + 2}`).join(', '); db.query(`update «+users??» set ${sets} where id = $1`)",
    'const sets = Object.keys(patch).map((key, i) => `"${key}" = $${i + 2}`).join(", "); db.query(`update «+users??» set ${sets} where id = $1`)',
    'db.query(`select "${col}" from «users??»`); db.query(`select "${col}" from teams`)',
    "db.query(`select u.${col} from «users??» u join teams t on t.id = u.team_id`)",
    "db.query(`select t.${col} from users u join teams t on t.id = u.team_id`)",
    "db.query(`select id from «users??» order by ${sort} ${direction}`)",
    "db.query(`select id from «users??» group by id, ${sort}`)",
    "db.query(`select id from «users??» where ${field} = $1`)",
    "db.query(`select ${sort} from teams`); 'users'",
    "sql`select ${sql.identifier([column])} from «users??»`; sql`select ${sql.identifier([column])} from teams`",
    "sql`select id from «users??» order by ${sql.raw(sort)}`",
    "sql`select ${sql(fields)} from «users??»`; sql`select id from users where id in ${sql(ids)}`",
    "prisma.$queryRaw`select ${Prisma.raw(column)} from «users??»`",
    "db.query(`select «name?» from ${table}`); 'users'",
  ])("%s", expectFound);
});

describe("what the module does not show", () => {
  it.each([
    "import { COLUMNS } from './columns.js'; db.query(`select ${COLUMNS} from «users??»`)",
    "import { where } from './where.js'; db.query(`select «name» from users ${where}`)",
    "const f = (cols) => db.query(`select ${cols} from «users??»`); f('id')",
  ])("%s", expectFound);
});
