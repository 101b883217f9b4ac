import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { analyzePostgres, type SqlUse } from "../../../src/references/sql/analyze-postgres.js";
import { loadPostgres, scanPostgres, type Token } from "../../../src/sql/postgres-parser.js";
import { stripMarks } from "./postgres/marks.js";
import { columnChange, TABLES } from "./postgres/oracle-schema.js";
import { SCRIPTS } from "./postgres/scripts.js";
import { STATEMENTS } from "./postgres/statements.js";

beforeAll(loadPostgres);

const TEXTS = [
  ...STATEMENTS.map((statement) => (typeof statement === "string" ? statement : statement[0])),
  ...SCRIPTS.map(({ marked }) => marked),
].map(stripMarks);
const CHANGES = ["users.name", "accounts.name", "profiles.name", "orders.note"].map(columnChange);

/** What a use is, without where: the index of its token among all of that text. */
function describeUses(sql: string, tokens: readonly Token[], uses: readonly SqlUse[]): unknown[] {
  return uses.map(({ change, access, start, end, certainty }) => {
    const token = tokens.findIndex((candidate) => candidate.start <= start && end <= candidate.end);
    return [change.id, access, certainty, token, sql.slice(start, end).toLowerCase()];
  });
}

const getTokens = (sql: string): Token[] => scanPostgres(sql).filter(({ kind }) => kind !== "comment");

it("does not depend on how a statement is laid out", () => {
  const gap = fc.constantFrom(" ", "\n", "\t ", " /* name from users */ ", " -- u.name 'é'\n", "\r\n  ");
  const layout = fc.record({
    sql: fc.constantFrom(...TEXTS),
    gaps: fc.array(gap, { minLength: 60, maxLength: 60 }),
    isUpper: fc.boolean(),
    prefix: fc.constantFrom("", "-- name\n", "/* ü */ ", ";;"),
  });
  fc.assert(
    fc.property(layout, ({ sql, gaps, isUpper, prefix }) => {
      const tokens = getTokens(sql);
      let text = prefix;
      tokens.forEach((token, index) => {
        const canPart = index > 0 && (tokens[index - 1]?.end ?? 0) < token.start;
        const isLiteral = token.kind === "string" || token.text.startsWith('"');
        text +=
          (canPart ? gaps[index % gaps.length] : "") +
          (isUpper && !isLiteral ? token.text.toUpperCase() : token.text);
      });
      const laidOut = getTokens(text).filter(({ start }) => start >= prefix.length);
      const analyze = (given: string): readonly SqlUse[] =>
        analyzePostgres(given, { changes: CHANGES, tables: TABLES }).uses;
      expect(describeUses(text, laidOut, analyze(text)).map(String)).toEqual(
        describeUses(sql, tokens, analyze(sql)).map(String),
      );
    }),
    { numRuns: 1500 },
  );
});

it("finds for each change what it finds for that change alone", () => {
  for (const sql of TEXTS) {
    const together = analyzePostgres(sql, { changes: CHANGES, tables: TABLES }).uses;
    const alone = CHANGES.flatMap(
      (change) => analyzePostgres(sql, { changes: [change], tables: TABLES }).uses,
    );
    expect(new Set(together.map(toKey))).toEqual(new Set(alone.map(toKey)));
  }
});

const toKey = ({ change, access, start, end, certainty }: SqlUse): string =>
  [change.id, access, start, end, certainty].join(" ");

it("points at the name itself, or at what passes the column on", () => {
  for (const sql of TEXTS) {
    for (const { start, end, access } of analyzePostgres(sql, { changes: CHANGES, tables: TABLES }).uses) {
      const text = sql.slice(start, end).toLowerCase();
      if (access === "read") expect(text, sql).toMatch(/^("?name"?|note|\*|[bx]|users|names|archive)$/);
      else expect(text, sql).toMatch(/^("?name"?|note|\*|[a-z_]+)$/);
    }
  }
});
