import { describe, expect, it } from "vitest";
import type { MappedTable } from "../../../src/catalog/catalog.js";
import type { KyselyMapping } from "../../../src/catalog/kysely/kysely-mapping.js";
import { linkKysely } from "../../../src/catalog/kysely/link-kysely.js";
import { mayMapKysely, readKyselyMapping } from "../../../src/catalog/kysely/read-kysely-mapping.js";
import { createTestProject, parseTestScript } from "../../support/parse.js";

/** `table: column, column` of each table, with `…` where there may be more. */
function link(files: Readonly<Record<string, string>>): string[] {
  const mappings = new Map<string, KyselyMapping>();
  for (const [path, text] of Object.entries(files)) {
    expect(mayMapKysely(text)).toBe(true);
    const mapping = readKyselyMapping(parseTestScript(path, text));
    if (mapping !== undefined) mappings.set(path, mapping);
  }
  const { modules } = createTestProject();
  const inRepo = {
    ...modules,
    getOrigins: (_importer: string, specifier: string, name: string) => [
      { module: specifier.replace(/\.js$/, ".ts"), name },
    ],
  };
  return linkKysely(mappings, inRepo).map(format);
}

function format({ schema, table, columns, isComplete }: MappedTable): string {
  const name = schema === undefined ? table : `${schema}.${table}`;
  return `${name}: ${[...columns.map(({ column }) => column), ...(isComplete ? [] : ["…"])].join(", ")}`;
}

describe("linkKysely", () => {
  it("takes the tables of the interface that Kysely gets", () => {
    const text = `
      interface Users { id: Generated<number>; name: string | null }
      interface Database { users: Users; "billing.payments": { amount: number } }
      interface UserForm { name: string }
      const db = new Kysely<Database>({ dialect });`;
    expect(link({ "db.ts": text })).toEqual(["users: id, name", "billing.payments: amount"]);
  });

  it("takes nothing where Kysely gets no such type", () => {
    expect(link({ "db.ts": `interface Database { users: { id: number } } // for kysely` })).toEqual([]);
  });

  it("follows imports and put-together databases", () => {
    expect(
      link({
        "users.ts": `
          export interface UserTable extends Dated { name: string }
          interface Dated { createdAt: ColumnType<Date> }
          export const tableName = "users";
          export type PartialDB = { [tableName]: UserTable };`,
        "posts.ts": `export type PartialDB = { posts: Posts }; class Posts { title!: string }`,
        "db.ts": `
          import type * as users from "./users.js";
          import type * as posts from "./posts.js";
          type Schema = users.PartialDB & posts.PartialDB;
          export const find = (db: Kysely<Schema>) => db;`,
      }),
    ).toEqual(["users: name, createdAt", "posts: title"]);
  });

  it("does not claim to know what it can't read", () => {
    const text = `
      interface Database { users: Users; posts: Posts }
      type Users = Omit<Row, "id">; interface Posts extends Base<string> { title: string }
      let db: Kysely<Database>;`;
    expect(link({ "db.ts": text })).toEqual(["users: …", "posts: title, …"]);
  });

  it("names tables and columns as CamelCasePlugin does", () => {
    const text = `
      interface Database { userAccounts: { fullName: string; htmlBODY: string } }
      const db = new Kysely<Database>({ dialect, plugins: [new CamelCasePlugin()] });`;
    expect(link({ "db.ts": text })).toEqual(["user_accounts: full_name, html_body"]);
  });
});
