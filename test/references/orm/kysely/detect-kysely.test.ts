import { describe, expect, it } from "vitest";
import { EMPTY_CATALOG } from "../../../../src/catalog/catalog.js";
import { createTableColumns } from "../../../../src/catalog/table-columns.js";
import { linkKysely } from "../../../../src/catalog/kysely/link-kysely.js";
import { readKyselyMapping } from "../../../../src/catalog/kysely/read-kysely-mapping.js";
import type { Project } from "../../../../src/references/detector.js";
import { detectKysely } from "../../../../src/references/orm/kysely/detect-kysely.js";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../../support/parse.js";

await loadPostgres();

const tables = createTableColumns([
  { table: "users", columns: ["id", "email", "name"] },
  { table: "pets", columns: ["id", "name", "owner_id"] },
]);

/** `access line:column name`, and the certainty where it is not resolved. */
function detect(text: string, overrides: Partial<Project> = {}): string[] {
  const project = createTestProject({ changes: [change("column", "users.name")], tables, ...overrides });
  return detectKysely(parseTestScript("a.ts", text), project).map((detection) => {
    const [line = ""] = formatDetections(text, [detection]);
    return detection.certainty === "resolved" ? line : `${line} (${detection.certainty})`;
  });
}

describe("places", () => {
  it("names the column itself, without its alias", () => {
    expect(detect(`db.selectFrom("users as u").select(["u.id", "u.name as n"])`)).toEqual(["read 1:48 name"]);
  });

  it("names the column in a fragment", () => {
    expect(detect("db.selectFrom('users').select(sql<string>`lower(name)`.as('n'))")).toEqual([
      "read 1:49 name",
    ]);
  });

  it("names what carries the column unnamed", () => {
    expect(detect(`db.selectFrom("users").selectAll()`)).toEqual(["implicit 1:24 selectAll"]);
  });

  it("takes the table for a reference when it goes", () => {
    const changes = [change("table", "users")];
    expect(detect(`db.deleteFrom("users").using("pets")`, { changes })).toEqual(["write 1:16 users"]);
    expect(detect(`db.selectFrom("pets as users").innerJoin("users as u", "a", "b")`, { changes })).toEqual([
      "read 1:43 users",
    ]);
  });
});

describe("rows", () => {
  it("reads a property of the rows that come back", () => {
    const text = `async () => {
      const rows = await db.selectFrom("users").select(["id", "name"]).execute();
      return rows.map((row) => row.name);
    }`;
    expect(detect(text)).toEqual(["read 2:64 name", "read 3:36 name"]);
  });

  it("reads what a transaction gives", () => {
    const text = `async () => {
      const { user } = await db.transaction().execute(async (trx) => {
        const user = await trx.updateTable("users").set({ email }).returningAll().executeTakeFirst();
        return { user, name: user.email };
      });
      return user.name;
    }`;
    expect(detect(text)).toEqual(["implicit 3:68 returningAll", "read 6:19 name"]);
  });

  it("does not read an alias", () => {
    const text = `async () => {
      const row = await db.selectFrom("users").select("email as name").executeTakeFirst();
      return row?.name;
    }`;
    expect(detect(text)).toEqual([]);
  });

  it("reads rows within rows", () => {
    const text = `async () => {
      const pet = await db.selectFrom("pets").select((eb) => ["pets.name",
        jsonObjectFrom(eb.selectFrom("users").selectAll().whereRef("users.id", "=", "pets.owner_id")).as("owner"),
      ]).executeTakeFirstOrThrow();
      return pet.name + pet.owner.name;
    }`;
    expect(detect(text)).toEqual(["implicit 3:47 selectAll", "read 5:35 name"]);
  });
});

describe("what stands elsewhere in the module", () => {
  it("takes a parameter for what its type says", () => {
    const text = `
      const byName = (qb: SelectQueryBuilder<DB, "users", object>) => qb.where("name", "=", "x");
      const byPet = (eb: ExpressionBuilder<DB, "pets">) => eb("name", "=", "x");`;
    expect(detect(text)).toEqual(["read 2:81 name"]);
  });

  it("follows aliases of such types, and callbacks of functions", () => {
    const text = `
      type UserEb = ExpressionBuilder<DB, "users">;
      const exists = (eb: ExpressionBuilder<DB, "pets">, extra: (eb: UserEb) => Expression<SqlBool>) =>
        eb.exists(eb.selectFrom("users").where(extra));
      const isX = (eb) => exists(eb, (ub) => ub("name", "=", "x"));`;
    expect(detect(text)).toEqual(["read 5:50 name"]);
  });

  it("knows the aliases of the statement that a piece becomes part of", () => {
    const text = `async function find(db) {
      const { ref } = db.dynamic;
      const owned = db.selectFrom("pets").whereRef("owner_id", "=", ref("u.name"));
      return db.selectFrom("users as u").where((eb) => eb.exists(owned));
    }`;
    expect(detect(text)).toEqual(["read 3:76 name"]);
    expect(detect(text.replace("users as u", "pets as u"))).toEqual([]);
  });

  it("follows a statement that a method of the class begins", () => {
    const text = `class Repo {
      base() { return this.db.selectFrom("users"); }
      find() { return this.base().where("users.name", "=", "x"); }
      pets() { return this.other().where("name", "=", "x"); }
    }`;
    expect(detect(text)).toEqual(["read 3:48 name"]);
  });
});

describe("what can't be told", () => {
  it("assumes a column that is named with its table in a statement of another module", () => {
    const begin =
      'import { sql } from "kysely"; import { listUsers } from "./list"; let list = listUsers(db);';
    expect(detect(`${begin}\nlist = list.where("users.name", "=", "Ann");`)).toEqual([
      "read 2:26 name (inferred)",
    ]);
    expect(
      detect(`${begin}\nlist.leftJoin("pets", "pets.name", "users.name").orderBy(["users.name"])`),
    ).toEqual(["read 2:43 name (inferred)", "read 2:66 name (inferred)"]);
    expect(detect(`${begin}\nlist = list.where("name", "=", "Ann").where("pets.name", "=", "Rex");`)).toEqual(
      [],
    );
    expect(detect(`${begin}\ntranslate.where.get("users.name");`)).toEqual([]);
  });

  it("assumes a column where the table is not known", () => {
    const text = `db.selectFrom(["users", "logs"]).select("name").select("logs.name")`;
    expect(detect(text, { tables: createTableColumns([]) })).toEqual(["read 1:42 name (inferred)"]);
  });

  it("leaves a column to the table that has it", () => {
    const known = createTableColumns([{ table: "logs", columns: ["name"] }]);
    expect(detect(`db.selectFrom(["users", "logs"]).select("name")`, { tables: known })).toEqual([]);
  });

  it("does not know a column that only running names", () => {
    const text = `const sort = (column: string) => db.selectFrom("users").select("id").orderBy(column, "desc");`;
    expect(detect(text)).toEqual(["read 1:49 users (unresolved)"]);
  });

  it("does not know which table a variable names", () => {
    const text = `
      const find = (table: Table) => db.selectFrom(table).select("name").execute();
      const save = (table: Table) => db.insertInto(table).values({ name: "x", email: "y" });`;
    expect(detect(`${text} find("users");`)).toEqual([
      "read 2:67 name (unresolved)",
      "write 3:68 name (unresolved)",
    ]);
    expect(detect(`${text} find("pets");`)).toEqual([]);
  });

  it("knows a value from a name", () => {
    expect(
      detect(`const f = (v: string) => db.selectFrom("users").select("id").where("id", "=", v);`),
    ).toEqual([]);
  });

  it("does not know what an object from elsewhere writes", () => {
    const text = `const save = (row: Input) => db.insertInto("users").values({ ...row, email: "e" });`;
    expect(detect(text)).toEqual(["write 1:45 users (unresolved)"]);
  });

  it("knows what is written beside it", () => {
    const text = `const save = (row: Input) => db.updateTable("users").set({ ...row, name: "e" });`;
    expect(detect(text)).toEqual(["write 1:68 name"]);
  });
});

const DATABASE = `
  export interface UserTable { id: Generated<number>; name: string; }
  interface PetTable { name: string; }
  interface DB { users: UserTable; pets: PetTable; }
  const db = new Kysely<DB>({ dialect });
  type User = Selectable<UserTable>;
  type NewUser = Insertable<DB["users"]>;
  type Pet = Selectable<PetTable>;
`;

/** What the file that describes the database holds besides. */
function detectTyped(text: string): string[] {
  const whole = DATABASE + text;
  const mapping = readKyselyMapping(parseTestScript("a.ts", whole));
  if (mapping === undefined) throw new Error("no mapping");
  const { modules } = createTestProject();
  const linked = linkKysely(new Map([["a.ts", mapping]]), modules);
  return detect(whole, { catalog: { ...EMPTY_CATALOG, tables: linked } }).map((line) =>
    line.replace(/ \d+:\d+ /, " "),
  );
}

describe("types", () => {
  it("takes a column that a type names for a type", () => {
    expect(detectTyped(`type Name = User["name"]; type Other = Pet["name"] | UserForm["name"];`)).toEqual([
      "type name",
    ]);
    expect(detectTyped(`type Name = UserTable["name"]; type Other = PetTable["name"];`)).toEqual([
      "type name",
    ]);
    expect(detectTyped(`type Short = Pick<Selectable<UserTable>, "id" | "name">;`)).toEqual(["type name"]);
  });

  it("reads the properties of what is declared to be a row", () => {
    expect(detectTyped(`const greet = (user: User, pet: Pet) => user.name + pet.name;`)).toEqual([
      "read name",
    ]);
    expect(detectTyped(`const all = (users: readonly User[]) => users.map(({ name }) => name);`)).toEqual([
      "read name",
    ]);
  });

  it("writes the properties of what is declared to go in", () => {
    expect(detectTyped(`const row: NewUser = { name: "x" }; const pet: Pet = { name: "x" };`)).toEqual([
      "write name",
    ]);
    expect(detectTyped(`save({ name: "x" } satisfies NewUser);`)).toEqual(["write name"]);
    expect(detectTyped(`const toRow = (): NewUser => ({ name: "x" });`)).toEqual(["write name"]);
    expect(detectTyped(`const toRow = (): Pet => ({ name: "x" });`)).toEqual([]);
    expect(detectTyped(`function save(row: Updateable<UserTable> = { name: "x" }) {}`)).toEqual([
      "write name",
    ]);
  });

  it("takes what a type leaves out, and has anew, for none", () => {
    expect(detectTyped(`const f = (user: Omit<User, "id"> & { id: string }) => user.name;`)).toEqual([
      "read name",
    ]);
    expect(detectTyped(`const f = (user: Pick<User, "id"> & { name: string }) => user.name;`)).toEqual([]);
  });

  it("writes the keys of what is declared to be a row", () => {
    expect(detectTyped(`const rows: User[] = [{ name: "x" }]; const pets: Pet[] = [{ name: "x" }];`)).toEqual(
      ["write name"],
    );
    expect(detectTyped(`const row: Pick<User, "id"> & { name: string } = { name: "x" };`)).toEqual([]);
  });
});

describe("CamelCasePlugin", () => {
  const camel = {
    changes: [change("column", "user_accounts.full_name")],
    tables: createTableColumns([{ table: "user_accounts", columns: ["id", "full_name"] }]),
    catalog: { tables: [], hasCamelCaseQueries: true },
  };

  it("takes names for those of the database", () => {
    const text = `async () => {
      const row = await db.selectFrom("userAccounts as u").select("u.fullName").executeTakeFirst();
      return row.fullName;
    }`;
    expect(detect(text, camel)).toEqual(["read 2:70 fullName", "read 3:18 fullName"]);
  });

  it("does not without it", () => {
    const text = `db.selectFrom("userAccounts").select("fullName")`;
    expect(detect(text, { ...camel, catalog: EMPTY_CATALOG })).toEqual([]);
  });
});
