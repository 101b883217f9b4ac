import { describe, expect, it } from "vitest";
import {
  findDialectError,
  loadDialects,
  parseDialectStatement,
} from "../../../src/sql/dialects/parse-dialect.js";
import { splitDialect } from "../../../src/sql/dialects/split-dialect.js";

describe("before the grammar is loaded", () => {
  it("answers all the same, and the same as after", async () => {
    expect(findDialectError("select `a` from b", "mysql")).toBeUndefined();
    const early = findDialectError("select 1;\nselect a frm b where c", "mysql");
    await loadDialects();
    expect(findDialectError("select 1;\nselect a frm b where c", "mysql")).toEqual(early);
    expect(early?.offset).toBe("select 1;\nselect a frm ".length);
  });
});

describe("statements of a text", () => {
  const getTexts = (sql: string, dialect: "mysql" | "sqlite"): string[] =>
    splitDialect(sql, dialect).map(({ text }) => text);

  it("end at a semicolon that is in no string, name or comment", () => {
    expect(getTexts('select \';\', ";\\";" # ;\n; select `;`', "mysql")).toEqual([
      'select \';\', ";\\";"',
      "select `;`",
    ]);
    expect(getTexts("select '\\'; select [;] -- ;\n;", "sqlite")).toEqual(["select '\\'", "select [;]"]);
  });

  it("do not end in a trigger's body", () => {
    const trigger =
      "create trigger t after delete on a begin delete from b; select case 1 when 1 then 2 end; end";
    expect(getTexts(`${trigger}; begin; select 1; end`, "sqlite")).toEqual([
      trigger,
      "begin",
      "select 1",
      "end",
    ]);
  });
});

describe("places", () => {
  it("are those of the statement, behind comments, lines and what was said in other words", () => {
    const sql = "select '💡', /* é */\n a is b, -- x\n c";
    const [statement] = splitDialect(sql, "sqlite");
    if (statement === undefined) throw new Error("no statement");
    const parsed = parseDialectStatement(statement, "sqlite");
    if ("error" in parsed) throw new Error(parsed.error.message);
    const columns = [...JSON.stringify(parsed.trees).matchAll(/"value":"[abc]".*?"column":(\d+)/g)];
    const names = columns.map(([, column]) => sql.charAt(parsed.toOffset(Number(column))));
    expect(names).toEqual(["a", "b", "c"]);
  });
});
