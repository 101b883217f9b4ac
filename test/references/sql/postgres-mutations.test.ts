import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { analyzePostgres } from "../../../src/references/sql/analyze-postgres.js";
import { loadPostgres, scanPostgres } from "../../../src/sql/postgres-parser.js";
import { markUses, stripMarks } from "./postgres/marks.js";
import { columnChange, TABLES } from "./postgres/oracle-schema.js";
import { createOracle, type Oracle, type Verdict } from "./postgres/oracle.js";
import { STATEMENTS } from "./postgres/statements.js";

let oracle: Oracle;
beforeAll(async () => {
  await loadPostgres();
  oracle = await createOracle();
});
afterAll(() => oracle.close());

const TEXTS = STATEMENTS.filter((statement) => typeof statement === "string").map(stripMarks);

/** Names that may stand for one another; most of what comes out Postgres refuses, the rest nobody thought of. */
const POOLS = [
  ["name", "email", "id", "note", "label", "*"],
  ["users", "accounts", "orders", "profiles", "archive", "names"],
  ["u", "a", "o", "x", "p", "t", "users"],
];

function swapName(sql: string, at: number, to: number): string {
  const tokens = scanPostgres(sql).filter(({ text }) => POOLS.some((pool) => pool.includes(text)));
  const token = tokens[at % tokens.length];
  const pool = POOLS.find((names) => token !== undefined && names.includes(token.text));
  if (token === undefined || pool === undefined) return sql;
  return `${sql.slice(0, token.start)}${pool[to % pool.length]}${sql.slice(token.end)}`;
}

const askIfValid = (sql: string, column: string): Promise<Verdict | undefined> =>
  oracle.ask(sql, column).catch(() => undefined);

it("agrees with Postgres on statements whose names were swapped", async () => {
  const swap = fc.tuple(fc.nat(40), fc.nat(40));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...TEXTS),
      fc.array(swap, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("users.name", "accounts.name"),
      async (text, swaps, column) => {
        const sql = swaps.reduce((before, [at, to]) => swapName(before, at, to), text);
        const verdict = await askIfValid(sql, column);
        // A shifted list of aliases breaks nothing and ties nothing: see the exceptions of the literal cases.
        if (verdict === undefined || / [ux] \(/.test(sql)) return;
        const { uses } = analyzePostgres(sql, { changes: [columnChange(column)], tables: TABLES });
        const isReference = uses.some(({ access }) => access !== "implicit");
        const isImplicit = uses.some(({ access }) => access === "implicit");
        const message = `${column}: ${markUses(sql, uses)}`;
        const isTied = verdict.isTied === true;
        if (isReference) expect(verdict.breaks || isTied, message).toBe(true);
        else if (isImplicit) expect(verdict.breaks, message).toBe(false);
        else
          expect({ ...verdict, isTied }, message).toEqual({
            breaks: false,
            isTied: false,
            changesShape: false,
          });
      },
    ),
    { numRuns: 400, seed: 20260601 },
  );
});
