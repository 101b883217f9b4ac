import { describe, expect, it } from "vitest";
import { EMPTY_CATALOG } from "../../src/catalog/catalog.js";
import { createTableTest } from "../../src/references/names-tables.js";
import { change } from "../support/parse.js";

const PRICE = change("symbol", "./src/price.ts#finalPrice");
const NAME = change("column", "users.name");
const ROLES = change("symbol", "./src/roles.ts#users");

describe("a file may depend on a table", () => {
  const namesTables = createTableTest([PRICE, NAME], EMPTY_CATALOG);
  it("when it holds the table's name", () => {
    expect(namesTables(["finalPrice", "users"])).toBe(true);
  });
  it("when it holds a word of nobody's own, as a re-export may have given it to a model", () => {
    expect(namesTables(["members"])).toBe(true);
  });
  it("but not with a symbol's name alone", () => {
    expect(namesTables(["finalPrice"])).toBe(false);
  });
});

it("takes a word that is a symbol's and a table's for a table's", () => {
  expect(createTableTest([ROLES, NAME], EMPTY_CATALOG)(["users"])).toBe(true);
});

it("says no where no column or table changes", () => {
  expect(createTableTest([PRICE], EMPTY_CATALOG)(["users", "finalPrice"])).toBe(false);
});
