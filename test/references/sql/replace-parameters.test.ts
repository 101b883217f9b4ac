import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replaceParameters } from "../../../src/references/sql/replace-parameters.js";

describe("replaceParameters", () => {
  it("puts values of the same length in place of every library's parameters", () => {
    expect(replaceParameters("a = :id and b = :n!")).toBe("a = $1  and b = $1 ");
    expect(replaceParameters("a = @id")).toBe("a = $1 ");
    expect(replaceParameters("a = ${id} or b = $<id> or c = $[id]")).toBe(
      "a = $1    or b = $1    or c = $1   ",
    );
    expect(replaceParameters("a = $name$ or b = $name")).toBe("a = $1     or b = $1   ");
    expect(replaceParameters("a = {{ id }} or b = {id}")).toBe("a = $1       or b = $1  ");
    expect(replaceParameters("a = ? and ?? = 1")).toBe("a = 0 and h1 = 1");
    expect(replaceParameters("a = :'id' or b = :\"id\"")).toBe('a = $1    or b =  "id"');
  });

  it("puts Postgres' quotes in place of MySQL's", () => {
    expect(replaceParameters("select `a` from `b`")).toBe('select "a" from "b"');
  });

  it("leaves Postgres' own forms alone", () => {
    const sql = "select a::text, b @> '{:x}', c ?| array['?'], $1, 'it''s :x', \":x\" -- :x\n/* ? */ from t";
    expect(replaceParameters(sql)).toBe(sql);
  });

  it("never moves a character", () => {
    fc.assert(fc.property(fc.string(), (sql) => replaceParameters(sql).length === sql.length));
  });
});
