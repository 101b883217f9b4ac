import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { runLimited } from "../../src/repos/run-limited.js";

describe("runLimited", () => {
  it("answers in the order of the items, whichever ends first", async () => {
    const work = async (milliseconds: number) => {
      await setTimeout(milliseconds);
      return milliseconds;
    };
    expect(await runLimited([20, 1, 10], 3, work)).toEqual([20, 1, 10]);
    expect(await runLimited([], 3, work)).toEqual([]);
  });

  it("has no more at work than it may", async () => {
    let atWork = 0;
    let most = 0;
    await runLimited([1, 2, 3, 4, 5], 2, async () => {
      most = Math.max(most, ++atWork);
      await setTimeout(1);
      atWork--;
    });
    expect(most).toBe(2);
  });

  it("begins nothing new after an error, and throws it when nothing is at work", async () => {
    const begun: number[] = [];
    let hasEnded = false;
    const run = runLimited([1, 2, 3], 2, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error("gone");
      await setTimeout(10);
      hasEnded = true;
    });
    await expect(run).rejects.toThrow("gone");
    expect({ begun, hasEnded }).toEqual({ begun: [1, 2], hasEnded: true });
  });
});
