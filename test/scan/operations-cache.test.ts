import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openOperationsCache } from "../../src/scan/operations-cache.js";

const SQL = { sql: "ALTER TABLE users DROP COLUMN name;" };
const PLACE = { file: "m/1.sql", dialect: undefined };
const script = (text: string, entry?: string) => ({
  script: { tool: "knex", text, ...(entry !== undefined && { entry }) },
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-operations-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openOperationsCache({ folder, root: "/repo" });

function fill(): ReturnType<typeof open> {
  const cache = open();
  cache.read(SQL, PLACE);
  cache.write();
  return open();
}

describe("operations", () => {
  it("are there in the next run, and the same", () => {
    const fresh = openOperationsCache().read(SQL, PLACE);
    const next = fill();
    expect(next.has(SQL, PLACE)).toBe(true);
    expect(next.read(SQL, PLACE)).toEqual(fresh);
  });

  it.each([
    ["text", { sql: `${SQL.sql} ` }, PLACE],
    ["dialect", SQL, { ...PLACE, dialect: "mysql" }],
    ["form", script(SQL.sql), PLACE],
  ])("of another %s are not there", (_what, body, place) => {
    expect(fill().has(body, place)).toBe(false);
  });

  it("of another entry or language of a script are not there", () => {
    const cache = open();
    const place = { file: "m/1.ts", dialect: undefined };
    cache.read(script("export class A {}", "A"), place);
    expect(cache.has(script("export class A {}", "A"), place)).toBe(true);
    expect(cache.has(script("export class A {}", "B"), place)).toBe(false);
    expect(cache.has(script("export class A {}", "A"), { ...place, file: "m/1.js" })).toBe(false);
  });

  it("are what they are wherever the same text stands", () => {
    expect(fill().has(SQL, { ...PLACE, file: "other/2.sql" })).toBe(true);
  });

  it("of a broken cache are read again", () => {
    fill();
    const kind = join(folder, "operations");
    for (const name of readdirSync(kind)) writeFileSync(join(kind, name), '{"a":');
    expect(open().has(SQL, PLACE)).toBe(false);
    expect(open().read(SQL, PLACE)).toHaveLength(1);
  });

  it("that an adapter read are handed through", () => {
    const operations = [{ type: "other", at: { line: 1, column: 1 }, text: "", allows: [] }] as const;
    expect(open().read({ operations }, PLACE)).toBe(operations);
  });

  it("are written only where something is new", () => {
    const cache = fill();
    cache.read(SQL, PLACE);
    rmSync(join(folder, "operations"), { recursive: true });
    cache.write();
    expect(readdirSync(folder)).toEqual([]);
  });
});
