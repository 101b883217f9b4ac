import { describe, expect, it } from "vitest";
import type { MappedTable } from "../../../src/catalog/catalog.js";
import { type KnexMapping, mayMapKnex, readKnexMapping } from "../../../src/catalog/knex/knex-mapping.js";
import { linkKnex } from "../../../src/catalog/knex/link-knex.js";
import { createTestProject, parseTestScript } from "../../support/parse.js";

function linkTables(files: Readonly<Record<string, string>>): MappedTable[] {
  const mappings = new Map<string, KnexMapping>();
  for (const [path, text] of Object.entries(files)) {
    const mapping = mayMapKnex(text) ? readKnexMapping(parseTestScript(path, text)) : undefined;
    if (mapping !== undefined) mappings.set(path, mapping);
  }
  return linkKnex(mappings, createTestProject().modules);
}

/** `table: column, column` of each table, with `…` where there may be more. */
function link(files: Readonly<Record<string, string>>): string[] {
  return linkTables(files).map(({ table, columns, isComplete }) => {
    const names = columns.map(({ column }) => column);
    return `${table}: ${[...names, ...(isComplete ? [] : ["…"])].join(", ")}`;
  });
}

describe("linkKnex", () => {
  it("takes the tables that are added to Knex' own", () => {
    const text = `
      interface Order { id: number; total: string }
      declare module "knex/types/tables" {
        interface UserRow { id: number; name: string }
        interface Tables {
          users: UserRow;
          users_composite: Knex.CompositeTableType<UserRow, Partial<UserRow>, Order>;
          orders: Order;
        }
      }`;
    expect(link({ "knex.d.ts": text })).toEqual([
      "users: id, name",
      "users_composite: id, name",
      "orders: id, total",
    ]);
  });

  it("takes nothing of another module's tables", () => {
    expect(
      link({ "ui.d.ts": `declare module "ui/tables" { interface Tables { users: { id: number } } }` }),
    ).toEqual([]);
    expect(
      link({ "a.ts": `import "knex/types/tables"; declare const a: 1; interface Tables { users: Row }` }),
    ).toEqual([]);
  });

  it("puts together what several files add", () => {
    const add = (table: string): string =>
      `declare module "knex/types/tables" { interface Tables { ${table}: { id: number } } }`;
    expect(link({ "users.ts": add("users"), "orders.ts": add("orders") })).toEqual([
      "users: id",
      "orders: id",
    ]);
  });

  it("declares nothing: types name nothing in a statement", () => {
    const text = `declare module "knex/types/tables" { interface Tables { users: { id: number } } }`;
    const [table] = linkTables({ "knex.d.ts": text });
    expect(table?.isDeclared).toBe(false);
    expect(table?.columns.map(({ isDeclared }) => isDeclared)).toEqual([false]);
  });

  it("knows rows by a type of another module, but not their columns", () => {
    const text = `
      import type { User } from "./src/user.ts";
      declare module "knex/types/tables" { interface Tables { users: User } }`;
    expect(link({ "knex.d.ts": text })).toEqual(["users: …"]);
    expect(linkTables({ "knex.d.ts": text })[0]?.handles).toEqual([
      { kind: "select", file: "src/user.ts", model: "User", exports: ["User"] },
    ]);
    expect(linkTables({ "knex.d.ts": text.replace("./src/user.ts", "@acme/user") })[0]?.handles).toBe(
      undefined,
    );
  });
});
