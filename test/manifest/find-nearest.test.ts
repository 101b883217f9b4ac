import { expect, it } from "vitest";
import { findNearest } from "../../src/manifest/find-nearest.js";

it("finds what a slip meant", () => {
  expect(findNearest("colum", ["column", "config"])).toBe("column");
  expect(findNearest("SunSet", ["started", "sunset"])).toBe("sunset");
});

it("does not guess at another word", () => {
  expect(findNearest("gadget", ["column", "config"])).toBeUndefined();
  expect(findNearest("column", [])).toBeUndefined();
});
