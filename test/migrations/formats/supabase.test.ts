import { expect, test } from "vitest";
import { supabase } from "../../../src/migrations/formats/supabase.js";
import { getOrder, toMigrationFiles } from "../format-files.js";

const getSupabaseOrder = (...names: string[]): string[] =>
  getOrder(supabase, Object.fromEntries(names.map((name) => [name, "SELECT 1;"])));

// ListLocalMigrations in pkg/migration/list.go: the directory's own order, which is by name.
test("by file name", () => {
  expect(getSupabaseOrder("20240301000000_c.sql", "20240101000000_a.sql", "10_b.sql", "9_d.sql")).toEqual([
    "10",
    "20240101000000",
    "20240301000000",
    "9",
  ]);
});
test("names of another form are passed over", () => {
  expect(getSupabaseOrder("20240101000000_a.sql", "20240101000000.sql", "seed.sql", "x/1_a.sql")).toEqual([
    "20240101000000",
  ]);
});
test("an old first init is passed over, a later one is not", () => {
  const [first] = supabase.read(
    toMigrationFiles({ "20211208000000_init.sql": "A", "20220101000000_b.sql": "B" }),
  );
  expect(first?.neverRuns).toBe("supabase skips a first migration of before 2021-12-09 that is named init");
  expect(getSupabaseOrder("20211209000000_init.sql")).toEqual(["20211209000000"]);
});
