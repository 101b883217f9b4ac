import { describe, expect, it } from "vitest";
import { createTableColumns } from "../../../src/catalog/table-columns.js";
import { detectEmbeddedSql } from "../../../src/references/sql/detect-embedded-sql.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../support/parse.js";

const PROJECT = createTestProject({
  changes: [change("column", "users.name")],
  tables: createTableColumns([
    { table: "users", columns: ["id", "name", "email", "team_id"] },
    { table: "teams", columns: ["id", "title"] },
  ]),
});

/** Places of `users.name`; those that are inferred end in `?`. */
function detect(source: string, project = PROJECT): string[] {
  const path = source.includes("</") ? "a.tsx" : "a.ts";
  const detections = detectEmbeddedSql(parseTestScript(path, source), project);
  return detections.map(
    (detection) =>
      formatDetections(source, [detection]).join() + (detection.certainty === "inferred" ? "?" : ""),
  );
}

describe("strings handed to a database call", () => {
  it("reads the first argument of a query method", () => {
    expect(detect('db.query("select name from users")')).toEqual(["read 1:18 name"]);
    expect(detect('db.query("select title from teams")')).toEqual([]);
  });

  it("reads pg's and mysql2's config objects", () => {
    expect(detect('db.query({ text: "select name from users", values: [] })')).toEqual(["read 1:26 name"]);
    expect(detect('db.execute({ sql: "select name from users" })')).toEqual(["read 1:27 name"]);
    expect(detect('const q = { text: "select name from users" }; db.query(q)')).toEqual(["read 1:27 name"]);
    expect(detect('db.query({ hint: "name of users" })')).toEqual([]);
  });

  it("reads constructors of queries", () => {
    expect(detect('db.query(new QueryStream("select name from users"))')).toEqual(["read 1:34 name"]);
  });

  it("reads methods with common names only if they are given a statement", () => {
    expect(detect('db.all("select name from users")')).toEqual(["read 1:16 name"]);
    expect(detect('app.get("/users/name")')).toEqual([]);
    expect(detect('map.get("users name")')).toEqual([]);
  });

  it("tells reads from writes", () => {
    expect(detect("db.query(`update users set name = upper(name) where id = $1`)")).toEqual([
      "write 1:28 name",
      "read 1:41 name",
    ]);
  });

  it("reads Prisma's unsafe calls with quoted names", () => {
    const project = createTestProject({ changes: [change("column", "User.fullName")] });
    expect(detect(`prisma.$queryRawUnsafe('select "fullName" from "User"')`, project)).toEqual([
      'read 1:32 "fullName"',
    ]);
    expect(detect(`prisma.$queryRawUnsafe('select fullName from "User"')`, project)).toEqual([]);
  });
});

describe("a column that only running the program would tell", () => {
  const detectDoubt = (source: string) =>
    detectEmbeddedSql(parseTestScript("a.ts", source), PROJECT).map(
      (detection) => `${detection.certainty} ${formatDetections(source, [detection]).join()}`,
    );

  it("is unresolved, at the table whose column it is", () => {
    expect(detectDoubt("db.query(`select ${fields} from users`)")).toEqual(["unresolved read 1:33 users"]);
    expect(detectDoubt('db.query("select " + fields + " from users")')).toEqual([
      "unresolved read 1:38 users",
    ]);
    expect(detectDoubt("db.query(`update users set ${field} = $1`)")).toEqual([
      "unresolved write 1:18 users",
    ]);
    expect(detectDoubt("db.query(`insert into users (${fields}) values ($1)`)")).toEqual([
      "unresolved write 1:23 users",
    ]);
    expect(detectDoubt("db.query(`select id from users order by ${field}`)")).toEqual([
      "unresolved read 1:26 users",
    ]);
  });

  it("is none of another table, of a constant, or of a value", () => {
    expect(detectDoubt("db.query(`select ${fields} from teams`)")).toEqual([]);
    expect(detectDoubt('const field = "email"; db.query(`select ${field} from users`)')).toEqual([]);
    expect(detectDoubt("db.query(`select id from users where id = ${id} limit ${n}`)")).toEqual([]);
    expect(detectDoubt("sql`select ${value} from users`")).toEqual([]);
  });

  it("says nothing new where the statement names the column", () => {
    expect(detectDoubt("db.query(`select ${fields} from users where name = $1`)")).toEqual([
      "resolved read 1:45 name",
    ]);
  });
});

describe("tagged templates", () => {
  it("takes interpolations as parameters", () => {
    expect(detect("sql`select name from users where id = ${id}`")).toEqual(["read 1:12 name"]);
    expect(detect("prisma.$queryRaw`select name from users where id = ${id}`")).toEqual(["read 1:25 name"]);
    expect(detect("sql.type(row)`select name from users`")).toEqual(["read 1:22 name"]);
    expect(detect("sql<Row>`select name from users`")).toEqual(["read 1:17 name"]);
    expect(detect("await tx`select name from users`")).toEqual(["read 1:17 name"]);
  });

  it("leaves other languages alone", () => {
    expect(detect("gql`query { users { name } }`")).toEqual([]);
    expect(detect("css`users { name: x }`")).toEqual([]);
  });

  it("takes a constant string as a value and no part of the statement", () => {
    expect(detect("const c = 'name'; sql`select id from users where email = ${c}`")).toEqual([]);
  });

  it("takes a fragment in where it stands", () => {
    expect(detect("sql`select id from users u where true ${x ? sql`and u.name = ${x}` : sql``}`")).toEqual([
      "read 1:55 name",
    ]);
  });

  it("takes a fragment in from a constant, once", () => {
    expect(
      detect(
        "const f = sql`and name = ${x}`;\nsql`select id from users where true ${f}`;\nsql`select 1 from users where true ${f}`",
      ),
    ).toEqual(["read 1:19 name"]);
    expect(detect("const f = sql`and title = ${x}`;\nsql`select id from users where true ${f}`")).toEqual([]);
  });

  it("knows porsager's helpers", () => {
    expect(detect("sql`select ${sql('name')} from users`")).toEqual(["read 1:19 name"]);
    expect(detect("sql`select ${sql(['id', 'name'])} from users`")).toEqual(["read 1:26 name"]);
    expect(detect("sql`insert into users ${sql(user, 'id', 'name')}`")).toEqual(["write 1:42 name"]);
    expect(detect("sql`update users set ${sql({ name: x })} where id = ${id}`")).toEqual(["write 1:30 name"]);
    expect(detect("sql`update users set ${sql(user, 'email')} where id = ${id}`")).toEqual([]);
    expect(detect("sql`select email from users where id in ${sql(ids)}`")).toEqual([]);
  });

  it("knows slonik's and Prisma's helpers", () => {
    expect(detect("sql`select ${sql.identifier(['users', 'name'])} from users`")).toEqual(["read 1:40 name"]);
    expect(detect("sql`select id from ${sql.identifier(['users'])} where name = ${x}`")).toEqual([
      "read 1:55 name",
    ]);
    expect(detect("db.$queryRaw(Prisma.sql`select ${Prisma.raw('name')} from users`)")).toEqual([
      "read 1:46 name",
    ]);
    expect(
      detect(
        "db.$queryRaw`select id from users where ${Prisma.join([Prisma.sql`name = ${x}`, cond], ' and ')}`",
      ),
    ).toEqual(["read 1:67 name"]);
    expect(
      detect("db.$queryRaw`select name from users where id in (${Prisma.join(ids)}) ${Prisma.empty}`"),
    ).toEqual(["read 1:21 name"]);
  });
});

describe("interpolations", () => {
  it("stand for tables, columns, conditions and directions", () => {
    expect(detect("db.query(`select u.name from users u join ${t} x on x.id = u.id`)")).toEqual([
      "read 1:20 name",
    ]);
    expect(detect("db.query(`select name from users where ${col} = 1 order by ${col} ${dir}`)")).toEqual([
      "read 1:18 name",
    ]);
    expect(detect("db.query(`select name from users ${where} limit 1`)")).toEqual(["read 1:18 name"]);
    expect(detect("db.query(`select id from users ${where} order by name`)")).toEqual(["read 1:50 name"]);
    expect(detect("db.query(`select id from users where id in (${ids.map(q)}) and name = 1`)")).toEqual([
      "read 1:64 name",
    ]);
    expect(detect("db.query(`insert into users (${cols}) select ${x}, name from users`)")).toEqual([
      "read 1:52 name",
    ]);
    expect(detect("db.query(`update users set ${sets.join()} where name = $1`)")).toEqual(["read 1:49 name"]);
    expect(detect("db.query(`select name from users where id in ${list}`)")).toEqual(["read 1:18 name"]);
  });

  it("is not taken for an alias", () => {
    expect(detect("db.query(`select ${distinct} name from users`)")).toEqual(["read 1:30 name"]);
  });

  it("keeps one name for one expression", () => {
    expect(detect("db.query(`select ${a}.name from users ${a}`)")).toEqual(["read 1:23 name"]);
  });

  it("stands inside quotes and names", () => {
    expect(detect("db.query(`select \"${c}\", name from users where email = '${e}'`)")).toEqual([
      "read 1:26 name",
    ]);
    expect(detect("db.query(`select name from users_${shard}`)")).toEqual([]);
  });

  it("takes every branch", () => {
    expect(detect("db.query(`select ${full ? 'id, name' : 'id'} from users`)")).toEqual(["read 1:32 name"]);
    expect(detect("db.query(`select ${full ? 'id' : 'id, name'} from users`)")).toEqual(["read 1:39 name"]);
  });
});

describe("positions", () => {
  it("are those of the identifier in a template of many lines", () => {
    const source = "db.query(`\n  select\n    u.id,\n    u.name\n  from users u\n`)";
    expect(detect(source)).toEqual(["read 4:7 name"]);
  });

  it("hold in files with Windows line ends", () => {
    expect(detect("db.query(`\r\n  select\r\n    name\r\n  from users`)")).toEqual(["read 3:5 name"]);
  });

  it("hold after escapes", () => {
    expect(detect(String.raw`db.query("select '\u{1F600}\n\x41', name\nfrom users")`)).toEqual([
      "read 1:37 name",
    ]);
    expect(detect('db.query("select id, \\\n  name from users")')).toEqual(["read 2:3 name"]);
    expect(detect(String.raw`db.query("select \"name\" from users")`)).toEqual([
      String.raw`read 1:18 \"name\"`,
    ]);
  });

  it("hold in raw and tagged templates", () => {
    expect(detect("db.query(String.raw`select '\\n', name from users`)")).toEqual(["read 1:34 name"]);
  });

  it("hold after interpolations and in concatenations", () => {
    expect(detect("sql`select ${aVeryLongName(1)}, name from users`")).toEqual(["read 1:33 name"]);
    expect(detect('db.query("select id, " +\n  "name " +\n  "from users")')).toEqual(["read 2:4 name"]);
  });

  it("are that of the constant which holds the name", () => {
    expect(detect("const COLS = 'id, name';\ndb.query(`select ${COLS} from users`);\n")).toEqual([
      "read 1:19 name",
    ]);
    expect(detect("const Q = { find: `select name from users` } as const;\ndb.query(Q.find)")).toEqual([
      "read 1:27 name",
    ]);
    expect(detect("db.query(['select name', 'from users'].join('\\n'))")).toEqual(["read 1:19 name"]);
  });

  it("report a constant once, however many calls use it", () => {
    expect(detect("const Q = 'select name from users';\ndb.query(Q); db.query(Q); client.query(Q)")).toEqual([
      "read 1:19 name",
    ]);
  });

  it("tell the tables apart in which one list of columns is used", () => {
    const source = "const COLS = 'id, name';\ndb.query(`select ${COLS} from teams`)";
    expect(detect(`${source}; "users"`)).toEqual([]);
  });
});

describe("strings that no call is seen to take", () => {
  it("are inferred when they parse as a statement", () => {
    expect(detect('export const FIND = "select name from users"')).toEqual(["read 1:29 name?"]);
    expect(detect('run2("update users set name = 1")')).toEqual(["write 1:24 name?"]);
  });

  it("are none when they only mention the names", () => {
    expect(detect('const a = "users name"; const b = "name of users"')).toEqual([]);
    expect(detect('import x from "users/name"; const o = { "select name from users": 1 }')).toEqual([]);
  });

  it("are none when people read them", () => {
    expect(detect('console.log("select name from users")')).toEqual([]);
    expect(detect("logger.info(`ran ${n}: ` + 'select name from users')")).toEqual([]);
    expect(detect('throw new Error("select name from users")')).toEqual([]);
    expect(detect('new QueryError("select name from users")')).toEqual([]);
    expect(detect('t("select name from users")')).toEqual([]);
    expect(detect('it("select name from users", () => {})')).toEqual([]);
    expect(detect('test.each(rows)("select name from users", () => {})')).toEqual([]);
    expect(detect('const a = <p title="select name from users">select name from users</p>')).toEqual([]);
  });

  it("are read inside a test's body and inside a logged call", () => {
    expect(detect('it("works", () => { db.query("select name from users") })')).toEqual(["read 1:38 name"]);
    expect(detect('console.log(await db.query("select name from users"))')).toEqual(["read 1:36 name"]);
  });

  it("are sure when a comment says that they are SQL", () => {
    expect(detect("const q = /* sql */ `select name from users`")).toEqual(["read 1:29 name"]);
  });
});

describe("statements that do not parse", () => {
  it("are inferred at each mention of the column beside its table", () => {
    expect(detect("db.query(`select top 5 name from users oops oops`)")).toEqual(["read 1:24 name?"]);
    expect(detect("sql`upsert users set name = 1`")).toEqual(["write 1:22 name?"]);
  });

  it("are none without the table", () => {
    expect(detect("db.query(`select top 5 name from teams oops oops`); users")).toEqual([]);
  });

  it("are none when they are prose", () => {
    expect(detect('const hint = "Select the users by name"')).toEqual([]);
    expect(detect('const hint = "Update users and set the name again"')).toEqual([]);
  });
});

describe("implicit uses and tables", () => {
  it("reports a star at the star", () => {
    expect(detect("sql`select * from users`")).toEqual(["implicit 1:12 *"]);
    expect(detect("sql`select count(*) from users`")).toEqual([]);
  });

  it("reports a table where it is named", () => {
    const project = createTestProject({ changes: [change("table", "users_old")] });
    expect(detect("sql`select id from users_old`", project)).toEqual(["read 1:20 users_old"]);
    expect(detect("sql`delete from users_old`", project)).toEqual(["write 1:17 users_old"]);
    expect(detect("sql`select users_old from users`", project)).toEqual([]);
  });
});

describe("other libraries' parameters", () => {
  it("are taken as values", () => {
    expect(detect('knex.raw("select name from users where id = ? and email = ?", [1])')).toEqual([
      "read 1:18 name",
    ]);
    expect(detect('db.one("select name from users where id = ${id}")')).toEqual(["read 1:16 name"]);
    expect(detect('db.query("select name from users where id in (:ids)")')).toEqual(["read 1:18 name"]);
    expect(detect('db.query("select `name` from `users` where id = ?")')).toEqual(["read 1:18 `name`"]);
  });
});

describe("a file that names no table", () => {
  it("holds nothing, whatever else it has", () => {
    expect(detect("db.query(`select name from teams`)")).toEqual([]);
  });
});
