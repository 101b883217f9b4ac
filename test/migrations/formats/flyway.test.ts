import { describe, expect, test } from "vitest";
import { flyway } from "../../../src/migrations/formats/flyway.js";
import { getOrder, toMigrationFiles } from "../format-files.js";

const getFlywayOrder = (...names: string[]): string[] =>
  getOrder(flyway, Object.fromEntries(names.map((name) => [name, "SELECT 1;"])));

// The versions that Flyway's documentation gives ("Versioned migrations"), and MigrationVersion.compareTo.
describe("order", () => {
  test("by the version's parts as numbers", () => {
    expect(getFlywayOrder("V1.10__c.sql", "V1.9__b.sql", "V1.9.1__x.sql", "V1__a.sql")).toEqual([
      "1",
      "1.9",
      "1.9.1",
      "1.10",
    ]);
  });
  test("underscores are dots, leading zeros are nothing", () => {
    expect(getFlywayOrder("V2013_1_15__b.sql", "V2013.01.02__a.sql", "V005__c.sql")).toEqual([
      "5",
      "2013.1.2",
      "2013.1.15",
    ]);
  });
  test("numbers beyond 2^53", () => {
    expect(getFlywayOrder("V20130115113556000002__b.sql", "V20130115113556000001__a.sql")).toEqual([
      "20130115113556000001",
      "20130115113556000002",
    ]);
  });
  test("repeatables last, by description", () => {
    expect(
      getFlywayOrder("R__views.sql", "R__functions.sql", "V9__z.sql").map((id) => id.replace(/ \w+$/, "")),
    ).toEqual(["9", "R functions", "R views"]);
  });
  test("folders do not matter", () => {
    expect(getFlywayOrder("b/V1__a.sql", "a/V2__b.sql")).toEqual(["1", "2"]);
  });
});

test("undo scripts and other names are none", () => {
  expect(getFlywayOrder("V1__a.sql", "U1__a.sql", "v2__b.sql", "V3_c.sql", "afterMigrate.sql")).toEqual([
    "1",
  ]);
});

test("1 and 1.0 are one version", () => {
  const [, second] = flyway.read(toMigrationFiles({ "V1__a.sql": "A", "V1.0__b.sql": "B" }));
  expect(second?.neverRuns).toBe("V1.0__b.sql has the version 1 too, and flyway runs a version once");
});

test("repeatables are marked: they can't be out of order", () => {
  expect(flyway.read(toMigrationFiles({ "R__views.sql": "A" }))).toMatchObject([{ isRepeatable: true }]);
});

// "Repeatable migrations" in its docs: re-applied every time their checksum changes.
test("a repeatable with another text is another migration", () => {
  const read = (text: string) => flyway.read(toMigrationFiles({ "R__views.sql": text }))[0]?.id;
  expect(read("SELECT 1;")).toBe(read("SELECT 1;"));
  expect(read("DROP VIEW v;")).not.toBe(read("SELECT 1;"));
});
// "Migrations" in its docs: configuration beside a script, and what other languages and callbacks are called.
test("scripts of other kinds are none of SQL's", () => {
  expect(
    getFlywayOrder(
      "V1__a.sql",
      "V1__a.sql.conf",
      "V2__B.java",
      "V3__c.py",
      "V4.sql",
      "V__x.sql",
      "beforeMigrate__1.sql",
    ),
  ).toEqual(["1"]);
});

test("a baseline counts only where the versions before it are gone", () => {
  expect(getFlywayOrder("V1__a.sql", "B2__all.sql", "V3__b.sql")).toEqual(["1", "3"]);
  expect(getFlywayOrder("B2__all.sql")).toEqual(["2"]);
});
