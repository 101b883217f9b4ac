import { beforeAll, describe, expect, it } from "vitest";
import { fillHoles } from "../../../src/references/sql/fill-holes.js";
import { createVerbatim, type Hole, type Piece } from "../../../src/references/sql/source-text.js";
import { loadPostgres, parsePostgres } from "../../../src/sql/postgres-parser.js";

beforeAll(loadPostgres);

/** Fills `{a}` … in a text. */
function fill(template: string, isPasted = false): string {
  const pieces = template.split(/(\{\w+\})/).map((part): Piece => {
    if (!part.startsWith("{")) return createVerbatim(part, 0);
    const hole: Hole = { kind: "hole", key: part, as: "any", columns: [] };
    return hole;
  });
  const tryParse = (text: string) => {
    const parsed = parsePostgres(text);
    return "error" in parsed ? parsed.error : undefined;
  };
  const { sql, isParsed } = fillHoles(pieces, tryParse, { isPasted });
  return isParsed ? sql : `unparsed: ${sql}`;
}

describe("fillHoles", () => {
  it("takes a hole for a value first", () => {
    expect(fill("select a from t where b = {x} limit {n}")).toBe("select a from t where b = $1 limit $1");
    expect(fill("select {x} from t")).toBe("select $1 from t");
  });

  it("takes what is pasted for a name where a column can stand, else for a value", () => {
    expect(fill("select {x} from t", true)).toBe("select hole_1 from t");
    expect(fill("select a, {x} from t order by {y} desc", true)).toBe(
      "select a, hole_1 from t order by hole_2 desc",
    );
    expect(fill("select a from t where {x} = {y}", true)).toBe("select a from t where hole_1 = $1");
    expect(fill("select a from t where {x}", true)).toBe("select a from t where $1");
    expect(fill("select a from t where a = {x} and b in ({y})", true)).toBe(
      "select a from t where a = $1 and b in ($1)",
    );
  });

  it("takes it for a name where only a name can stand", () => {
    expect(fill("select a from {t} where b = 1")).toBe("select a from hole_1 where b = 1");
    expect(fill("select u.{c} from u")).toBe("select u.hole_1 from u");
    expect(fill("insert into t ({cols}) values ({vals})")).toBe("insert into t (hole_1) values ($1)");
  });

  it("gives one expression one name", () => {
    expect(fill("select {a}.x from t {a}")).toBe("select hole_1.x from t hole_1");
  });

  it("leaves out what adds a clause", () => {
    expect(fill("select a from t {where} order by a")).toBe("select a from t  order by a");
    expect(fill("select a from t order by a {dir}")).toBe("select a from t order by a ");
    expect(fill("select {distinct} a from t")).toBe("select  a from t");
  });

  it("knows lists, assignments and what an INSERT needs", () => {
    expect(fill("select a from t where b in {list}")).toBe("select a from t where b in ($1)");
    expect(fill("update t set {sets} where a = 1")).toBe("update t set hole_1 = $1 where a = 1");
    expect(fill("update t set {column} = {x}")).toBe("update t set hole_1 = $1");
    expect(fill("insert into t {row}")).toBe("insert into t (hole_1) values ($1)");
  });

  it("fills a part of a name or a literal", () => {
    expect(fill("select a from t_{shard} where b = '{x}'")).toBe("select a from t_hole_1 where b = 'hole_2'");
  });

  it("gives up on what no choice makes parse", () => {
    expect(fill("select {a} from from {b}")).toBe("unparsed: select $1 from from hole_2");
  });
});
