import { describe, expect, it } from "vitest";
import { loadPostgres, parsePostgres, scanPostgres } from "../../src/sql/postgres-parser.js";

// The first block runs before the module is loaded: a worker thread answers there.
describe.each([
  ["by a worker thread", () => Promise.resolve()],
  ["by this thread", loadPostgres],
])("answers %s", (_title, prepare) => {
  it("parses, with offsets in UTF-16", async () => {
    await prepare();
    const sql = "/* 😀 */ select 'é', ü;\n-- x\nselect 'ß', name from t ";
    const parsed = parsePostgres(sql);
    if ("error" in parsed) throw new Error(parsed.error.message);
    expect(parsed.statements.map(({ start, end }) => sql.slice(start, end))).toEqual([
      "select 'é', ü",
      "select 'ß', name from t",
    ]);
    const places = [...JSON.stringify(parsed.statements).matchAll(/"location":(\d+)/g)].map((match) =>
      sql.slice(Number(match[1])),
    );
    expect(places).toContain("ü;\n-- x\nselect 'ß', name from t ");
    expect(places).toContain("name from t ");
  });

  it("gives a syntax error its place", async () => {
    await prepare();
    expect(parsePostgres("select '😀é' from , b")).toEqual({
      error: { message: 'syntax error at or near ","', offset: 18 },
    });
  });

  it("scans", async () => {
    await prepare();
    expect(scanPostgres(`select "é", $1 -- x`).map(({ kind, text, start }) => [kind, text, start])).toEqual([
      ["keyword", "select", 0],
      ["identifier", '"é"', 7],
      ["other", ",", 10],
      ["param", "$1", 12],
      ["comment", "-- x", 15],
    ]);
  });
});

describe("comments", () => {
  it.each([
    "select 1 where a not /* é */ in (1)",
    "select a from b order by a nulls -- x\n last",
    "select 1 where a not -- x\n between 1 and 2",
  ])("%j", (sql) => {
    expect("statements" in parsePostgres(sql)).toBe(true);
  });

  it("leave an error where it is", () => {
    expect(parsePostgres("/* é */ selec -- x")).toMatchObject({ error: { offset: 8 } });
  });
});

describe("long texts", () => {
  it("are scanned in parts as at once", () => {
    const line = "insert into t values (1, 'a\nb''é', $$c\nd$$); -- it's\n/* e\nf */\n";
    const sql = line.repeat(3000);
    const [first = [], ...others] = splitEvery(scanPostgres(sql), scanPostgres(line).length);
    expect(first.map(({ text }) => text)).toEqual(scanPostgres(line).map(({ text }) => text));
    expect(others).toHaveLength(2999);
    others.forEach((tokens, index) =>
      expect(tokens[0]).toMatchObject({ text: "insert", start: (index + 1) * line.length }),
    );
  });
});

function splitEvery<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: values.length / size }, (_, i) => values.slice(i * size, (i + 1) * size));
}

describe("texts that are no SQL", () => {
  it.each(["", "  \n", "-- only a comment", ";;"])("%j has no statement", (sql) => {
    expect(parsePostgres(sql)).toEqual({ statements: [] });
  });

  it("takes a NUL and half a surrogate pair as they come", () => {
    expect(scanPostgres("a\0b '\ud83d' c").map(({ text }) => text)).toEqual(["a", "b", "'\ud83d'", "c"]);
  });

  it("puts what no quote closes in one token", () => {
    expect(scanPostgres("select a, 'b; select c").map(({ text }) => text)).toEqual([
      "select",
      "a",
      ",",
      "'b; select c",
    ]);
    expect(scanPostgres("select :x, /* b").at(-1)?.text).toBe("/* b");
  });

  it("survives a text that is nested too deep", () => {
    const deep = `select ${"(select ".repeat(20_000)}1${")".repeat(20_000)}`;
    expect("error" in parsePostgres(deep)).toBe(true);
    expect("statements" in parsePostgres("select 1")).toBe(true);
  });
});
