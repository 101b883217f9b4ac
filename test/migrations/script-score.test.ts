import { describe, expect, test } from "vitest";
import { isScriptFile } from "../../src/migrations/script-file.js";
import { getScriptScore } from "../../src/migrations/script-score.js";

const clues = { isScript: isScriptFile, packages: ["knex"], hint: /\bknex\b/ };

function getScore(texts: Readonly<Record<string, string>>, packages: readonly string[] = []): number {
  const facts = { dir: "migrations", paths: Object.keys(texts), packages: new Set(packages) };
  return getScriptScore({ ...facts, readText: (path) => texts[path] }, clues);
}

describe("scripts are a tool's", () => {
  test("by what they import", () => {
    expect(getScore({ "1.ts": 'import type { Knex } from "knex";' })).toBeGreaterThan(2);
    expect(getScore({ "1.ts": "import { x } from 'knex/lib/x';" })).toBeGreaterThan(2);
    expect(getScore({ "1.ts": 'import x from "typeorm";' })).toBe(0);
  });
  test("by what their parameter is called", () => {
    expect(getScore({ "1.js": "exports.up = (knex) => knex.raw('');" })).toBeGreaterThan(2);
    expect(getScore({ "1.js": "exports.up = (db) => db.raw('');" })).toBe(0);
  });
  test("by their package, where they are migrations at all", () => {
    expect(getScore({ "1.js": "exports.up = (db) => db.raw('');" }, ["knex"])).toBe(1.1);
    expect(getScore({ "1.js": "exports.migrate = (state) => state;" }, ["knex"])).toBe(0);
  });
  test("not by their package where another runner is", () => {
    const texts = { "1.js": "exports.up = (db) => db.raw('');" };
    expect(getScore(texts, ["knex", "db-migrate"])).toBe(0);
    const own = { ...clues, packages: ["db-migrate"] };
    const facts = { dir: "migrations", paths: ["1.js"], packages: new Set(["knex", "db-migrate"]) };
    expect(getScriptScore({ ...facts, readText: () => texts["1.js"] }, own)).toBe(1.1);
  });
  test("the more, the more of them say so", () => {
    const [own, other] = ["exports.up = (knex) => 1;", "exports.up = (db) => 1;"];
    expect(getScore({ "1.js": own, "2.js": own })).toBeGreaterThan(getScore({ "1.js": own, "2.js": other }));
  });
  test("not by files that are no scripts", () => {
    expect(getScore({ "1.sql": "-- knex", "1.test.ts": 'import "knex"' }, ["knex"])).toBe(0);
  });
});
