import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyzePostgres } from "../../../src/references/sql/analyze-postgres.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { splitPostgres } from "../../../src/sql/split-postgres.js";
import { markUses, stripMarks } from "./postgres/marks.js";
import { columnChange, TABLES } from "./postgres/oracle-schema.js";
import { createOracle, type Oracle } from "./postgres/oracle.js";
import { SCRIPTS, TRIGGERS } from "./postgres/scripts.js";

let oracle: Oracle;
beforeAll(async () => {
  await loadPostgres();
  oracle = await createOracle();
});
afterAll(() => oracle.close());

const analyze = (sql: string): ReturnType<typeof analyzePostgres> =>
  analyzePostgres(sql, { changes: [columnChange("users.name")], tables: TABLES });

const CASES = [...SCRIPTS, ...TRIGGERS].map((script) => ({ ...script, sql: stripMarks(script.marked) }));

describe("the places of users.name", () => {
  it.each(CASES)("$marked", ({ marked, sql }) => {
    const { uses, error } = analyze(sql);
    expect(error).toBeUndefined();
    expect(markUses(sql, uses)).toBe(marked);
  });
});

describe("they break when the column goes, or do not", () => {
  it.each(CASES.filter(({ exception }) => exception === undefined))("$sql", async ({ sql, then }) => {
    const isReference = analyze(sql).uses.some(({ access }) => access !== "implicit");
    const statements = splitPostgres(sql).map(({ text }) => text);
    const { breaks } = await oracle.askByRunning(
      then === undefined ? statements : [...statements, then],
      "users.name",
    );
    expect({ sql, breaks }).toEqual({ sql, breaks: isReference });
  });
});
