import { describe, expect, it } from "vitest";
import { findHistory } from "../../src/migrations/find-history.js";

/** Ids of those up to `after`, of migrations whose files are these, in this order. */
function find(files: readonly string[], after: string | undefined): string[] {
  const migrations = files.map((file) => ({
    id: file.replace(/\.\w+$/, ""),
    file: `db/${file}`,
    operations: [],
  }));
  return findHistory({ dir: "db", format: "knex", migrations }, after).map(({ id }) => id);
}

const DATED = ["20260101120000_a.js", "20260301120000_b.js", "20260601120000_c.js"];

describe("history is everything up to", () => {
  it("the migration that is named, by its id or its file", () => {
    expect(find(DATED, "20260301120000_b")).toEqual(["20260101120000_a", "20260301120000_b"]);
    expect(find(DATED, "20260301120000_b.js")).toEqual(["20260101120000_a", "20260301120000_b"]);
  });
  it("the last one that starts so", () => {
    expect(find(DATED, "202603")).toEqual(["20260101120000_a", "20260301120000_b"]);
    expect(find(["1_a.js", "2_b.js", "10_c.js"], "2_")).toEqual(["1_a", "2_b"]);
  });
  it("in the order of the tool, whatever the names say", () => {
    expect(find(["b.js", "a.js", "c.js"], "a")).toEqual(["b", "a"]);
  });
  it("a day on which none was made", () => {
    expect(find(DATED, "2026-04-15")).toEqual(["20260101120000_a", "20260301120000_b"]);
    expect(find(DATED, "20260415")).toEqual(["20260101120000_a", "20260301120000_b"]);
    expect(find(["2026-01-01-a.ts", "2026-06-01-b.ts"], "2026-04-15")).toEqual(["2026-01-01-a"]);
  });
  it("that day, of names that count milliseconds", () => {
    // 2026-03-01T12:00:00Z and 2026-06-01T12:00:00Z
    const files = ["1772366400000-a.ts", "1780315200000-b.ts"];
    expect(find(files, "2026-03-01")).toEqual(["1772366400000-a"]);
    expect(find(files, "2026-02-28")).toEqual([]);
  });
});

describe("nothing is history", () => {
  it("without a word on it", () => {
    expect(find(DATED, undefined)).toEqual([]);
    expect(find(DATED, "")).toEqual([]);
  });
  it("where nothing is named so", () => {
    expect(find(DATED, "20251231")).toEqual([]);
    expect(find(DATED, "add_teams")).toEqual([]);
    expect(find(["0001_a.js", "0002_b.js"], "2026-04-15")).toEqual([]);
  });
});
