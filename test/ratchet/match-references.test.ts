import { describe, expect, it } from "vitest";
import { createMoveTest } from "../../src/ratchet/create-move-test.js";
import { findRenames } from "../../src/ratchet/find-renames.js";
import { matchReferences } from "../../src/ratchet/match-references.js";
import { scanLines } from "../gate/scan-sql-lines.js";

type Files = Readonly<Record<string, string>>;

/** Where what was added stands. */
function getAdded(base: Files, head: Files): readonly string[] {
  const [baseTexts, headTexts] = [new Map(Object.entries(base)), new Map(Object.entries(head))];
  const renames = findRenames(
    new Map([...baseTexts].filter(([path]) => !headTexts.has(path))),
    new Map([...headTexts].filter(([path]) => !baseTexts.has(path))),
  );
  const { added } = matchReferences({
    base: [...baseTexts].flatMap(([path, text]) => scanLines(path, text)),
    head: [...headTexts].flatMap(([path, text]) => scanLines(path, text)),
    renames,
    isMove: createMoveTest({ baseTexts, headTexts, renames }),
  });
  return added.map(({ file, line }) => `${file}:${line}`);
}

const QUERY = 'db.query("select name from users")';
const FIXED = 'db.query("select full_name from users")';
const FIND = `export const find = async (db) => {\n  return ${QUERY};\n};\n`;
const OTHER = "export const count = (db) => 3;\n";

describe("a function", () => {
  it("that moved to another file is no new reference", () => {
    expect(
      getAdded({ "a.ts": FIND + OTHER, "b.ts": OTHER }, { "a.ts": OTHER, "b.ts": OTHER + FIND }),
    ).toEqual([]);
  });

  it("that moved into a class is none", () => {
    const inClass = `class Users {\n  find = async (db) => {\n    return ${QUERY};\n  };\n}\n`;
    const lines = scanLines("a.ts", inClass);
    expect(lines).toHaveLength(1);
    expect(getAdded({ "a.ts": FIND }, { "a.ts": inClass })).toEqual([]);
  });

  it("that was renamed in its file is none", () => {
    expect(getAdded({ "a.ts": FIND }, { "a.ts": FIND.replace("find", "findAll") })).toEqual([]);
  });

  it("that was renamed in its file, while one was added, is one", () => {
    const head = FIND.replace("find", "findAll") + FIND.replace("find", "exportAll");
    expect(getAdded({ "a.ts": FIND }, { "a.ts": head })).toHaveLength(1);
  });

  it("that was copied, and the first one fixed, is new", () => {
    const copy = FIND.replace("find", "exportAll");
    expect(getAdded({ "a.ts": FIND }, { "a.ts": FIND.replace(QUERY, FIXED) + copy })).toEqual(["a.ts:5"]);
  });

  it("that was copied to another file, and the first one fixed, is new", () => {
    const head = { "a.ts": FIND.replace(QUERY, FIXED), "b.ts": OTHER + FIND };
    expect(getAdded({ "a.ts": FIND, "b.ts": OTHER }, head)).toEqual(["b.ts:3"]);
  });

  it("of another name in another file is new, also when the first one was deleted", () => {
    const head = { "a.ts": OTHER, "b.ts": OTHER + FIND.replace("find", "exportAll") };
    expect(getAdded({ "a.ts": FIND + OTHER, "b.ts": OTHER }, head)).toEqual(["b.ts:3"]);
  });
});

describe("a statement", () => {
  const before = `export const find = async (db) => {\n  const rows = await ${QUERY};\n  return rows.length;\n};\n`;

  it("that was extracted into a function of the same file is no new reference", () => {
    const after =
      `const loadNames = (db) =>\n  ${QUERY};\n` +
      "export const find = async (db) => {\n  const rows = await loadNames(db);\n  return rows.length;\n};\n";
    expect(getAdded({ "a.ts": before }, { "a.ts": after })).toEqual([]);
  });

  it("that was extracted into a function of another file is none", () => {
    const head = {
      "a.ts": `import { loadNames } from "./b.js";\n${before.replace(QUERY, "loadNames(db)")}`,
      "b.ts": `${OTHER}export const loadNames = (db) => ${QUERY};\n`,
    };
    expect(getAdded({ "a.ts": before, "b.ts": OTHER }, head)).toEqual([]);
  });

  it("that moved between two functions with the line beside it is none", () => {
    const line = "  const client = await pool.connect();\n";
    const f = "export const first = async (db) => {\n";
    const g = "export const second = async (db) => {\n";
    const base = `${f}${line}  ${QUERY};\n};\n${g}  db.log();\n};\n`;
    const head = `${f}  db.log();\n};\n${g}${line}  ${QUERY};\n};\n`;
    expect(getAdded({ "a.ts": base }, { "a.ts": head })).toEqual([]);
  });

  it("that was fixed here and written there is new", () => {
    const f = "export const first = async (db) => {\n";
    const g = "export const second = async (db) => {\n";
    const base = `${f}  ${QUERY};\n};\n${g}  db.log();\n};\n`;
    const head = `${f}  ${FIXED};\n};\n${g}  db.log();\n  ${QUERY};\n};\n`;
    expect(getAdded({ "a.ts": base }, { "a.ts": head })).toEqual(["a.ts:6"]);
  });

  it("that was edited in its place is none", () => {
    expect(getAdded({ "a.ts": before }, { "a.ts": before.replace("select name", "select  name") })).toEqual(
      [],
    );
  });
});

describe("a file", () => {
  it("that was renamed and reformatted at once is no new reference", () => {
    const after = FIND.replace("(db) =>", "(\n  db,\n) =>").replace('db.query("', 'db\n    .query("');
    expect(getAdded({ "a.ts": FIND }, { "lib/a.ts": after })).toEqual([]);
  });

  it("that went while an unlike one came is not the same", () => {
    const report = `import { render } from "./render.js";\nexport const report = (db, format) => render(format, ${QUERY});\n`;
    expect(getAdded({ "a.ts": FIND }, { "report.ts": report })).toEqual(["report.ts:2"]);
  });
});
