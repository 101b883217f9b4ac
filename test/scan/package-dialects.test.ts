import { describe, expect, it } from "vitest";
import type { FileFacts } from "../../src/scan/facts.js";
import { createDialectSearch } from "../../src/scan/package-dialects.js";
import { getPackageDrivers } from "../../src/scan/package-drivers.js";

const search = (
  packages: Readonly<Record<string, readonly string[]>>,
  named: readonly ("mysql" | "sqlite")[] = [],
) =>
  createDialectSearch(new Map(Object.entries(packages).map(([path, drivers]) => [path, { drivers }])), named);

describe("the dialects of a file", () => {
  it("are those of the drivers of its nearest package that has any", () => {
    const find = search({ "package.json": ["pg"], "apps/shop/package.json": ["mysql2"] });
    expect(find("apps/shop/src/a.ts")).toEqual(["mysql"]);
    expect(find("apps/shopping/src/a.ts")).toEqual(["postgres"]);
    expect(find("a.ts")).toEqual(["postgres"]);
  });

  it("are those that schemas name, else those of all packages, where its own package has none", () => {
    const packages = { "packages/db/package.json": ["better-sqlite3", "pg"] };
    expect(search(packages, ["mysql"])("apps/a.ts")).toEqual(["mysql"]);
    expect(search(packages)("apps/a.ts")).toEqual(["postgres", "sqlite"]);
  });

  it("may be any where nothing names one", () => {
    expect(search({})("a.ts")).toEqual(["postgres", "mysql", "sqlite"]);
  });
});

describe("the dialects that modules name", () => {
  const drivers = ["pg", "mysql2"];
  const find = (modules: Readonly<Record<string, readonly ("mysql" | "sqlite")[]>>) =>
    createDialectSearch(
      new Map<string, FileFacts>([
        ["package.json", { drivers }],
        ...Object.entries(modules).map(([path, spoken]): [string, FileFacts] => [path, { spoken }]),
      ]),
      [],
    );

  it("choose among those of their package's drivers, or add to them", () => {
    expect(find({ "src/db.ts": ["mysql"] })("src/a.ts")).toEqual(["mysql"]);
    expect(find({ "src/db.ts": ["sqlite"] })("src/a.ts")).toEqual(["postgres", "mysql", "sqlite"]);
    expect(find({})("src/a.ts")).toEqual(["postgres", "mysql"]);
  });

  it("say nothing for others if they are of tests", () => {
    expect(find({ "test/db.ts": ["mysql"] })("src/a.ts")).toEqual(["postgres", "mysql"]);
    expect(find({ "test/db.ts": ["mysql"] })("test/db.ts")).toEqual(["mysql"]);
  });

  it("are those of the repo where no package has a driver", () => {
    const search = createDialectSearch(new Map([["knexfile.js", { spoken: ["mysql"] as const }]]), []);
    expect(search("src/a.ts")).toEqual(["mysql"]);
  });
});

describe("the drivers of a package", () => {
  it("are those that it runs with, and for lack of them those that it is developed with", () => {
    expect(
      getPackageDrivers(
        '{ "dependencies": { "mysql2": "3", "react": "19" }, "devDependencies": { "pg": "8" } }',
      ),
    ).toEqual(["mysql2"]);
    expect(
      getPackageDrivers('{ "dependencies": { "react": "19" }, "devDependencies": { "pg": "8" } }'),
    ).toEqual(["pg"]);
    expect(getPackageDrivers('{ "dependencies": 1 }')).toEqual([]);
  });
});
