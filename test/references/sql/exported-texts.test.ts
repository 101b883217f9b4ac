import { describe, expect, it } from "vitest";
import { getExportedTexts, mayExportTexts } from "../../../src/references/sql/exported-texts.js";
import { parseTestScript } from "../../support/parse.js";

/** What a module shows; the search of its text must not hide it. */
function getTexts(text: string): ReturnType<typeof getExportedTexts> {
  const shapes = getExportedTexts(parseTestScript("a.ts", text));
  if (shapes !== undefined) expect(mayExportTexts(text)).toBe(true);
  return shapes;
}

describe("texts that a module exports", () => {
  it("are statements, clauses and lists of names", () => {
    expect(getTexts('export const FIND = "select id from users"')).toEqual({
      FIND: { kind: "text", text: "select id from users" },
    });
    expect(getTexts('export const ACTIVE = "WHERE deleted_at IS NULL"')).toEqual({
      ACTIVE: { kind: "text", text: "WHERE deleted_at IS NULL" },
    });
    expect(getTexts('export const COLUMNS: string = "id, name"')).toEqual({
      COLUMNS: { kind: "text", text: "id, name" },
    });
    expect(getTexts('export const GREETING = "Hello, dear user!"')).toBeUndefined();
    expect(getTexts('const COLUMNS = "id, name"')).toBeUndefined();
  });

  it("are put together within their module", () => {
    expect(getTexts('const BASE = "id, name"; export const ALL = `${BASE}, email`;')).toEqual({
      ALL: { kind: "text", text: "id, name, email" },
    });
    expect(getTexts("export const ALL = `id, ${name}`")).toBeUndefined();
  });

  it("are fragments of a tag", () => {
    expect(getTexts("export const columns = sql`id, name`")).toEqual({
      columns: { kind: "text", text: "id, name", isFragment: true },
    });
    expect(getTexts("export const title = html`id, name`")).toBeUndefined();
  });

  it("are lists of names, and objects that hold texts", () => {
    expect(getTexts('export const COLUMNS = ["id", "name"] as const')).toEqual({
      COLUMNS: { kind: "list", texts: ["id", "name"] },
    });
    expect(getTexts('export const STEPS = ["first step", "second step"]')).toBeUndefined();
    expect(getTexts('export const QUERIES = { all: "select id from users", title: "All of them!" }')).toEqual(
      {
        QUERIES: { kind: "texts", members: { all: "select id from users" } },
      },
    );
  });
});
