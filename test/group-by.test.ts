import { describe, expect, it } from "vitest";
import { groupBy } from "../src/group-by.js";

describe("groupBy", () => {
  it("keeps the order of first members, and that within", () => {
    const groups = groupBy(["b1", "a1", "b2"], (word) => word.charAt(0));
    expect([...groups]).toEqual([
      ["b", ["b1", "b2"]],
      ["a", ["a1"]],
    ]);
  });

  // An array that is copied for each member takes minutes here.
  it("takes a large group in no time", { timeout: 5000 }, () => {
    const lines = Array.from({ length: 300_000 }, (_, index) => index);
    expect(groupBy(lines, () => "all").get("all")).toHaveLength(300_000);
  });
});
