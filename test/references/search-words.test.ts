import { expect, it } from "vitest";
import type { Catalog, MappedTable } from "../../src/catalog/catalog.js";
import { getSearchWords } from "../../src/references/search-words.js";
import { change } from "../support/parse.js";

function mapped(model: string, table: string, relations: MappedTable["relations"] = []): MappedTable {
  const place = { file: "prisma/schema.prisma", start: 0, end: 0 };
  return {
    ...place,
    orm: "prisma",
    model,
    table,
    isDeclared: true,
    columns: [],
    relations,
    exports: [],
    isComplete: true,
    compounds: new Map(),
  };
}

it("looks for a symbol by its last name", () => {
  expect(getSearchWords([change("symbol", "@acme/pricing#finalPrice")])).toEqual(["finalPrice"]);
  expect(getSearchWords([change("symbol", "@acme/events#OrderPlaced.amt")])).toEqual(["amt"]);
});

it("looks for a default export of a package by the package's name", () => {
  expect(getSearchWords([change("symbol", "@acme/ui#default")])).toEqual(["@acme/ui"]);
});

it("leaves default exports of this repo to the alias words, which know the ways to name a file", () => {
  expect(getSearchWords([change("symbol", "./src/color.ts#default")])).toEqual([]);
});

it("looks for a column by its table, in the spellings that unquoted SQL has", () => {
  expect(getSearchWords([change("column", "users.name")])).toEqual(["USERS", "Users", "users"]);
});

it("looks for a table that only quotes can name in that spelling alone", () => {
  expect(getSearchWords([change("table", "UserAccount")])).toEqual(["UserAccount"]);
});

it("looks for models of the table, their delegates and the relations that lead to them", () => {
  const catalog: Catalog = {
    tables: [
      mapped("Member", "users"),
      mapped("Post", "posts", [{ property: "author", model: "Member" }]),
      mapped("Tag", "tags", [{ property: "post", model: "Post" }]),
    ],
  };
  const words = getSearchWords([change("column", "users.name")], catalog);
  expect(words).toEqual(["Member", "USERS", "Users", "author", "member", "users"]);
});

it("leaves out models of a table of the same name in another schema", () => {
  const catalog: Catalog = { tables: [{ ...mapped("Member", "users"), schema: "crm" }] };
  expect(getSearchWords([change("column", "users.name")], catalog)).not.toContain("Member");
  expect(getSearchWords([change("column", "crm.users.name")], catalog)).toContain("Member");
});

it("looks for a config key by its last part, an event by its name, an endpoint by its longest literal part", () => {
  expect(getSearchWords([change("config", "LEGACY_DSN")])).toEqual(["LEGACY_DSN"]);
  expect(getSearchWords([change("config", "billing.legacyMode")])).toEqual(["legacyMode"]);
  expect(getSearchWords([change("event", "orderPlaced")])).toEqual(["orderPlaced"]);
  expect(getSearchWords([change("endpoint", "GET /v1/orders/:id")])).toEqual(["orders"]);
});

it("looks for the patterns that take an event, and for its end, which a constant may come before", () => {
  expect(getSearchWords([change("event", "order.placed")])).toEqual(
    [
      "order.placed",
      "order.*",
      "order.>",
      "order.#",
      "order.**",
      "*.placed",
      "#.placed",
      "**.placed",
      "order\\.",
    ].sort(),
  );
  expect(getSearchWords([change("event", "order.placed.v1")])).toEqual(
    expect.arrayContaining(["order.placed.v1", "placed.v1", "order.*.v1", "order.placed.>", "order.>"]),
  );
});
