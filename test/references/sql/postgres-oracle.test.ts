import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyzePostgres } from "../../../src/references/sql/analyze-postgres.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { markUses, stripMarks } from "./postgres/marks.js";
import { columnChange, TABLES } from "./postgres/oracle-schema.js";
import { createOracle, type Oracle } from "./postgres/oracle.js";
import { STATEMENTS } from "./postgres/statements.js";

let oracle: Oracle;
beforeAll(async () => {
  await loadPostgres();
  oracle = await createOracle();
});
afterAll(() => oracle.close());

const CASES = STATEMENTS.map((statement) => {
  const [marked, exception] = typeof statement === "string" ? [statement, undefined] : statement;
  return { marked, sql: stripMarks(marked), exception };
});

const getUses = (sql: string, column: string): ReturnType<typeof analyzePostgres>["uses"] =>
  analyzePostgres(sql, { changes: [columnChange(column)], tables: TABLES }).uses;

/** Reads and writes are what Postgres calls a dependency; a star is one that outlives the column. */
async function expectPostgresToAgree(sql: string, column: string): Promise<void> {
  const uses = getUses(sql, column);
  const { breaks, isTied, changesShape } = await oracle.ask(sql, column);
  const isReference = uses.some(({ access }) => access !== "implicit");
  const isImplicit = uses.some(({ access }) => access === "implicit");
  const seen = { breaks, isTied: isTied === true, changesShape };
  const message = `${column}: ${markUses(sql, uses)}`;
  if (isReference) expect.soft(seen, message).toMatchObject(breaks ? { breaks: true } : { isTied: true });
  // Of a row that goes through as a whole only another column may be taken in the end.
  else if (isImplicit && (isTied === true || column !== "users.name"))
    expect.soft(seen, message).toMatchObject({ breaks: false });
  else expect.soft(seen, message).toMatchObject({ breaks: false, isTied: false, changesShape: isImplicit });
}

describe("the places of users.name", () => {
  it.each(CASES)("$marked", ({ marked, sql }) => {
    expect(markUses(sql, getUses(sql, "users.name"))).toBe(marked);
  });
});

describe("Postgres agrees", () => {
  it.each(CASES)("$sql", async ({ sql, exception }) => {
    if (exception === undefined) await expectPostgresToAgree(sql, "users.name");
  });
});

describe("Postgres agrees on every other column that the statements name", () => {
  it.each([
    "users.email",
    "accounts.name",
    "billing.accounts.name",
    "audit.users.name",
    "profiles.name",
    "names.name",
    "orders.note",
    "orders.user_id",
    "archive.label",
  ])("%s", async (column) => {
    for (const { sql, exception } of CASES)
      if (exception === undefined) await expectPostgresToAgree(sql, column);
  });
});
