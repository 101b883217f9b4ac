import { describe, expect, it } from "vitest";
import { readPrismaCatalog } from "../../src/catalog/prisma/read-prisma-catalog.js";
import { createTextTest } from "../../src/references/may-hold-reference.js";
import { getSearchWords } from "../../src/references/search-words.js";
import { change } from "../support/parse.js";

const CHANGES = [
  change("column", "User.image_url"),
  change("symbol", "@acme/pricing#finalPrice"),
  change("table", "sessions_old"),
];
const catalog = readPrismaCatalog([
  {
    path: "schema.prisma",
    text: `model User {
  id       Int
  tenant   Int
  imageUrl String @map("image_url")
  @@unique([tenant, imageUrl], name: "tenantImage")
}`,
  },
]);
const words = new Set([...getSearchWords(CHANGES, catalog), "grossPrice"]);
const mayHoldReference = createTextTest({ changes: CHANGES, catalog, words });

describe("a text that mentions a table", () => {
  it("may hold a reference when it names the column as the database does", () => {
    expect(mayHoldReference("db.query('SELECT image_url FROM \"User\"')")).toBe(true);
  });
  it("in upper case, too", () => {
    expect(mayHoldReference("UPDATE User SET IMAGE_URL = null")).toBe(true);
  });
  it("when it names the model's property", () => {
    expect(mayHoldReference("prisma.user.findMany({ where: { imageUrl } })")).toBe(true);
  });
  it.each([
    "prisma.user.findMany({ select: { [field]: true } })",
    "where[field] = value; prisma.user.count({ where })",
    "prisma.user.groupBy({ by: fields })",
    "prisma.user.findMany({ distinct: [column] })",
  ])("when only running it tells the column: %s", (text) => {
    expect(mayHoldReference(text)).toBe(true);
  });
  it.each([
    "prisma.user.findMany({ select: { id: true } })",
    "prisma.user.groupBy({ by: ['tenant'] })",
    "const users: { [id: string]: User } = {}; prisma.user.findMany()",
    "const users = { [user.id]: user }",
  ])("holds none when it names other columns: %s", (text) => {
    expect(mayHoldReference(text)).toBe(false);
  });
  it("when it names a compound selector that holds the property", () => {
    expect(mayHoldReference("prisma.user.findUnique({ where: { tenantImage: key } })")).toBe(true);
  });
  it.each([
    'select * from "User"',
    'SELECT u FROM "User" u',
    'insert into "User" values ($1)',
    "insert or replace into User values (?)",
    "REPLACE User VALUES (?, ?)",
    "insert ignore User select * from people",
    'delete from "User" returning *',
    'COPY "User" FROM stdin',
    'TABLE "User"',
    'merge into "User" using x on true',
    'update "User" set ${column} = $1',
    'delete from "User" where ${column} = $1',
    'pgp.helpers.insert(rows, null, "User")',
    'new ColumnSet(columns, { table: "User" })',
    'await knex("User")',
    'const TABLE = "User"; db(TABLE).first()',
    "store(`${schema}.User as u`).where(filter)",
  ])("when SQL may carry the column unnamed: %s", (text) => {
    expect(mayHoldReference(text)).toBe(true);
  });
  it("holds none when it names neither and has no such SQL", () => {
    expect(mayHoldReference("prisma.user.findMany({ select: { id: true } }); // a User")).toBe(false);
    expect(mayHoldReference('t("User").replace("User", label)')).toBe(false);
  });
});

describe("a text that mentions something else", () => {
  it("may hold a reference to a symbol, by its name or a re-export's", () => {
    expect(mayHoldReference("finalPrice(1)")).toBe(true);
    expect(mayHoldReference("grossPrice(1)")).toBe(true);
  });
  it("may hold a reference to a table by its name alone", () => {
    expect(mayHoldReference("sessions_old")).toBe(true);
  });
});
