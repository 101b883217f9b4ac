import { beforeAll, describe, expect, test } from "vitest";
import { readOperations } from "../../../src/migrations/operations/read-operations.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";

beforeAll(loadPostgres);

const ALLOW = "-- expand-contract: allow drop-unknown because the vendor has moved";
const allowed = [{ rule: "drop-unknown", reason: "the vendor has moved" }];

const getAllows = (sql: string): unknown[] => readOperations(sql).map(({ allows }) => allows);

describe("an allow", () => {
  test("directly above the statement", () => {
    expect(getAllows(`${ALLOW}\nDROP TABLE a;\nDROP TABLE b;`)).toEqual([allowed, []]);
  });
  test("among other comment lines", () => {
    expect(getAllows(`-- DropTable\n  ${ALLOW}\n-- see the ticket\nDROP TABLE a;`)).toEqual([allowed]);
  });
  test("two of them", () => {
    const other = "-- expand-contract: allow rename-in-place because nothing reads it";
    expect(getAllows(`${ALLOW}\n${other}\nDROP TABLE a;`)).toEqual([
      [...allowed, { rule: "rename-in-place", reason: "nothing reads it" }],
    ]);
  });
  test("for all commands of a statement, or for one", () => {
    expect(getAllows(`${ALLOW}\nALTER TABLE a\n  DROP b,\n  DROP c;`)).toEqual([allowed, allowed]);
    expect(getAllows(`ALTER TABLE a\n  DROP b,\n  ${ALLOW}\n  DROP c;`)).toEqual([[], allowed]);
  });
  test("within a block", () => {
    expect(getAllows(`DO $$ BEGIN\n  DROP TABLE a;\n  ${ALLOW}\n  DROP TABLE b;\nEND $$`)).toEqual([
      [],
      allowed,
    ]);
  });
});

describe("an allow that does nothing says why", () => {
  const getIgnored = (sql: string): unknown =>
    readOperations(sql).map(({ allows, ignoredAllows }) => ({ allows, ignoredAllows }));
  const MISSING = "an allow needs one rule and a reason: expand-contract: allow <rule> because <reason>";

  test.each([
    "allow drop-unknown",
    "allow drop-unknown because",
    "allow because I say so",
    "allow drop-unknown, rename-in-place because x",
  ])("%s", (text) => {
    expect(getIgnored(`-- expand-contract: ${text}\nDROP TABLE a;`)).toEqual([
      { allows: [], ignoredAllows: [{ text, line: 1, problem: MISSING }] },
    ]);
  });
  test("a blank line between", () => {
    expect(getIgnored(`${ALLOW}\n\nDROP TABLE a;`)).toEqual([
      {
        allows: [],
        ignoredAllows: [
          {
            text: "allow drop-unknown because the vendor has moved",
            line: 1,
            problem:
              "it must stand directly above the statement that it allows, without a blank line between",
          },
        ],
      },
    ]);
  });
  test("another tool's comment is not ours", () => {
    expect(getIgnored("-- squawk-ignore ban-drop-column\nDROP TABLE a;")).toEqual([{ allows: [] }]);
  });
});
