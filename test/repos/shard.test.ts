import { describe, expect, it } from "vitest";
import { getShardNames, parseShard } from "../../src/repos/shard.js";

describe("a shard", () => {
  it.each([
    ["1/1", { index: 1, count: 1 }],
    ["2/3", { index: 2, count: 3 }],
    ["1000/1000", { index: 1000, count: 1000 }],
  ])("%s", (text, shard) => {
    expect(parseShard(text)).toEqual(shard);
  });

  it.each(["0/3", "4/3", "a/b", "1", "1/", "/1", "1/2/3", "01/2", "+1/2", " 1/2", "1e0/2", ""])(
    "%j is none",
    (text) => {
      expect(parseShard(text)).toBeUndefined();
    },
  );

  it("has every nth name of the sorted list, this repo being the first of the first", () => {
    const names = ["web", "api", ".", "Worker", "billing"];
    expect(getShardNames(names, { index: 1, count: 2 })).toEqual([".", "api", "web"]);
    expect(getShardNames(names, { index: 2, count: 2 })).toEqual(["Worker", "billing"]);
  });

  it("may be empty", () => {
    expect(getShardNames(["."], { index: 2, count: 2 })).toEqual([]);
  });
});
