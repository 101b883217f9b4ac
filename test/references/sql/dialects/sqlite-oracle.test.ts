import { beforeAll, describe, expect, it } from "vitest";
import { analyzeDialect } from "../../../../src/references/sql/dialects/analyze-dialect.js";
import { loadDialects } from "../../../../src/sql/dialects/parse-dialect.js";
import { markUses, stripMarks } from "../postgres/marks.js";
import { columnChange } from "../postgres/oracle-schema.js";
import { DIALECT_TABLES } from "./dialect-tables.js";
import { createSqliteOracle, type SqliteVerdict } from "./sqlite-oracle.js";
import { SQLITE_STATEMENTS } from "./sqlite-statements.js";

let ask: (sql: string, column: string) => SqliteVerdict;
beforeAll(async () => {
  await loadDialects();
  ask = await createSqliteOracle();
});

const CASES = SQLITE_STATEMENTS.map((statement) => {
  const [marked, exception] = typeof statement === "string" ? [statement, undefined] : statement;
  return { marked, sql: stripMarks(marked), exception };
});

const getUses = (sql: string, column: string): ReturnType<typeof analyzeDialect>["uses"] =>
  analyzeDialect(sql, { changes: [columnChange(column)], tables: DIALECT_TABLES }, "sqlite").uses;

/** What is no reference neither breaks nor looks different; a star only looks different. */
function expectSqliteToAgree(sql: string, column: string): void {
  const uses = getUses(sql, column);
  const isReference = uses.some(({ access }) => access !== "implicit");
  const isImplicit = uses.some(({ access }) => access === "implicit");
  // With a column list or not, an INSERT of as many values goes on after a rename; only a drop would break it.
  const isByPosition = uses.some(
    ({ access, start, end }) => access === "write" && sql.slice(start, end) === "users",
  );
  const expected = isByPosition
    ? { breaks: false, changesShape: false }
    : { breaks: isReference, changesShape: !isReference && isImplicit };
  expect.soft(ask(sql, column), `${column}: ${markUses(sql, uses)}`).toEqual(expected);
}

describe("the places of users.name", () => {
  it.each(CASES)("$marked", ({ marked, sql }) => {
    expect(markUses(sql, getUses(sql, "users.name"))).toBe(marked);
  });
});

describe("SQLite agrees", () => {
  it.each(CASES)("$sql", ({ sql, exception }) => {
    if (exception === undefined) expectSqliteToAgree(sql, "users.name");
  });
});

describe("SQLite agrees on every other column that the statements name", () => {
  it.each(["users.email", "accounts.name", "orders.note", "orders.user_id", "archive.label"])(
    "%s",
    (column) => {
      for (const { sql, exception } of CASES) if (exception === undefined) expectSqliteToAgree(sql, column);
    },
  );
});
