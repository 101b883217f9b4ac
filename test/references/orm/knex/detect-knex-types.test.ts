import { describe, expect, it } from "vitest";
import { type KnexMapping, readKnexMapping } from "../../../../src/catalog/knex/knex-mapping.js";
import { linkKnex } from "../../../../src/catalog/knex/link-knex.js";
import { detectKnexTypes } from "../../../../src/references/orm/knex/detect-knex-types.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../../support/parse.js";

const TABLES = `
  import type { Account } from "./account.ts";
  declare module "knex/types/tables" {
    interface UserRow { id: number; name: string; boss_name: UserRow["name"] }
    interface OrderRow { id: number; name: string }
    interface Tables { users: Knex.CompositeTableType<UserRow, Partial<UserRow>>; orders: OrderRow; accounts: Account }
  }
`;

const changes = [change("column", "users.name"), change("column", "accounts.name")];
const mapping = readKnexMapping(parseTestScript("knex.d.ts", TABLES));
const described = new Map<string, KnexMapping>(mapping === undefined ? [] : [["knex.d.ts", mapping]]);
const tables = linkKnex(described, createTestProject().modules);
const project = createTestProject({ changes, catalog: { tables } });

function detect(text: string, path = "a.ts"): string[] {
  return formatDetections(text, detectKnexTypes(parseTestScript(path, text), project)).map((line) =>
    line.replace(/ \d+:\d+ /, " "),
  );
}

const IMPORT = `import type { UserRow, OrderRow } from "knex/types/tables";`;

describe("detectKnexTypes", () => {
  it("takes a column that a type names for a type", () => {
    expect(detect(`${IMPORT} type Name = UserRow["name"]; type Other = OrderRow["name"];`)).toEqual([
      "type name",
    ]);
    expect(detect(`${IMPORT} type Short = Pick<UserRow, "id" | "name">;`)).toEqual(["type name"]);
  });

  it("finds no declaration where the table is described, but what uses it there", () => {
    expect(detect(TABLES, "knex.d.ts")).toEqual(["type name"]);
  });

  it("reads the properties of what is declared to be a row", () => {
    expect(
      detect(`${IMPORT} const greet = (user: UserRow, order: OrderRow) => user.name + order.name;`),
    ).toEqual(["read name"]);
  });

  it("writes the keys of what is declared to be a row", () => {
    expect(
      detect(`${IMPORT} const user: UserRow = { name: "x" }; const order: OrderRow = { name: "x" };`),
    ).toEqual(["write name"]);
  });

  it("knows the rows' type by its module", () => {
    const use = `const greet = (user: UserRow) => user.name;`;
    expect(
      detect(`import type { UserRow as Row } from "knex/types/tables"; type Name = Row["name"];`),
    ).toEqual(["type name"]);
    expect(detect(`import type { UserRow } from "./forms.ts"; ${use}`)).toEqual([]);
    expect(detect(`interface UserRow { name: string } ${use}`)).toEqual([]);
  });

  it("knows rows whose type another module declares", () => {
    const use = `const greet = (account: Account) => account.name;`;
    expect(detect(`import type { Account } from "./account.ts"; ${use}`)).toEqual(["read name"]);
    expect(detect(`export interface Account { name: string } ${use}`, "account.ts")).toEqual(["read name"]);
    expect(detect(`export interface Account { name: string } ${use}`, "bank.ts")).toEqual([]);
  });

  it("assumes which table a row is of whose type several share", () => {
    const both = TABLES.replace("orders: OrderRow", "orders: UserRow");
    const shared = readKnexMapping(parseTestScript("knex.d.ts", both));
    const catalog = { tables: shared ? linkKnex(new Map([["knex.d.ts", shared]]), project.modules) : [] };
    const text = `${IMPORT} type Name = UserRow["name"]; type Other = OrderRow["name"];`;
    const found = detectKnexTypes(parseTestScript("a.ts", text), { ...project, catalog });
    expect(found.map(({ change: { id }, certainty }) => `${id} ${certainty}`)).toEqual([
      "users.name inferred",
    ]);
  });
});
