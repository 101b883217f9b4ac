import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { analyzeDialect } from "../../../../src/references/sql/dialects/analyze-dialect.js";
import { loadDialects } from "../../../../src/sql/dialects/parse-dialect.js";
import { markUses, stripMarks } from "../postgres/marks.js";
import { columnChange } from "../postgres/oracle-schema.js";
import { DIALECT_TABLES } from "./dialect-tables.js";

const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));

const STATEMENTS = z
  .array(z.union([z.string(), z.tuple([z.string(), z.string()])]))
  .parse(readJson("mysql-statements.json"));

/** What MariaDB said of them: `ask-mariadb.mjs` asks again. */
const VERDICTS = z
  .array(z.object({ sql: z.string(), refused: z.string().optional(), breaks: z.array(z.string()) }))
  .parse(readJson("mysql-verdicts.json"));

const COLUMNS = [
  "users.name",
  "users.email",
  "accounts.name",
  "orders.note",
  "orders.user_id",
  "archive.label",
];

const CASES = STATEMENTS.map((statement) => {
  const [marked, exception] = typeof statement === "string" ? [statement, undefined] : statement;
  return { marked, sql: stripMarks(marked), exception };
});

beforeAll(() => loadDialects());

const getUses = (sql: string, column: string): ReturnType<typeof analyzeDialect>["uses"] =>
  analyzeDialect(sql, { changes: [columnChange(column)], tables: DIALECT_TABLES }, "mysql").uses;

describe("the places of users.name", () => {
  it.each(CASES)("$marked", ({ marked, sql }) => {
    expect(markUses(sql, getUses(sql, "users.name"))).toBe(marked);
  });
});

describe("MariaDB agrees on every column that the statements name", () => {
  it("was asked about these very statements", () => {
    expect(VERDICTS.map(({ sql }) => sql)).toEqual(CASES.map(({ sql }) => sql));
  });

  it.each(CASES)("$sql", ({ sql, exception }) => {
    if (exception !== undefined) return;
    const verdict = VERDICTS.find((known) => known.sql === sql);
    const named = COLUMNS.filter((column) =>
      getUses(sql, column).some(({ access }) => access !== "implicit"),
    );
    expect({ refused: verdict?.refused, breaks: verdict?.breaks }).toEqual({
      refused: undefined,
      breaks: named,
    });
  });
});
