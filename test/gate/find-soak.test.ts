import { describe, expect, it } from "vitest";
import { findSoak, type SoakQuestion } from "../../src/gate/find-soak.js";

/** One commit a day back from 2026-06-30, newest first; `+` used it, `-` did not, `?` can't be read. */
function ask(states: string, more: Partial<SoakQuestion> = {}) {
  const history = [...states].map((_, age) => ({
    sha: `c${age}`,
    date: new Date(Date.UTC(2026, 5, 30 - age)).toISOString().slice(0, 10),
  }));
  const asked: string[] = [];
  const soak = findSoak({
    windowDays: 7,
    today: "2026-06-30",
    name: "v1",
    history,
    isCut: false,
    listCandidates: async (after) =>
      history
        .slice(0, after === undefined ? undefined : history.findIndex(({ sha }) => sha === after.sha))
        .map(({ sha }) => sha),
    async isUsedAt(sha) {
      asked.push(sha);
      const state = states[Number(sha.slice(1))];
      return state === "?" ? undefined : state === "+";
    },
    ...more,
  });
  return { soak, asked };
}

describe("findSoak", () => {
  it("finds the commit that took it to zero within the window", async () => {
    await expect(ask("---+++++++++").soak).resolves.toEqual({
      state: "running",
      evidence: { kind: "stop-write", commit: "c2", date: "2026-06-28", ageDays: 2 },
      passes: "2026-07-05",
    });
  });

  it("passes on the day that the window ends", async () => {
    await expect(ask("--------+++").soak).resolves.toMatchObject({
      state: "passed",
      evidence: { commit: "c7", ageDays: 7 },
    });
    await expect(ask("-------++++").soak).resolves.toMatchObject({ state: "running", passes: "2026-07-01" });
  });

  it("sees one commit that used it again", async () => {
    await expect(ask("--+---------++").soak).resolves.toMatchObject({
      state: "running",
      evidence: { commit: "c1" },
    });
  });

  it("passes at once without a window", async () => {
    await expect(ask("-+", { windowDays: 0 }).soak).resolves.toMatchObject({
      state: "passed",
      evidence: { commit: "c0" },
    });
  });

  it("passes where the whole history never used it", async () => {
    await expect(ask("----").soak).resolves.toEqual({
      state: "passed",
      evidence: { kind: "never-used", ref: "v1", commit: "c3", date: "2026-06-27" },
    });
  });

  it("is unknown where a shallow clone ends within the window", async () => {
    await expect(ask("----", { isCut: true }).soak).resolves.toMatchObject({
      state: "unknown",
      next: expect.stringContaining("--unshallow"),
    });
  });

  it("passes where a shallow clone reaches back further than the window", async () => {
    await expect(ask("---------", { isCut: true }).soak).resolves.toMatchObject({ state: "passed" });
  });

  it("is unknown where a commit within the window can't be read", async () => {
    await expect(ask("---?-----").soak).resolves.toMatchObject({ state: "unknown" });
  });

  it("finds a commit that took it to zero and is none of the likely ones", async () => {
    const { soak } = ask("---++++++++", { listCandidates: async () => [] });
    await expect(soak).resolves.toMatchObject({ state: "running", evidence: { commit: "c2" } });
  });

  it("finds such a commit before the window, too", async () => {
    const { soak } = ask(`${"-".repeat(20)}+++++`, { listCandidates: async () => [] });
    await expect(soak).resolves.toMatchObject({ state: "passed", evidence: { commit: "c19" } });
  });

  it("looks at few commits before the window", async () => {
    const states = `${"-".repeat(600)}${"+".repeat(400)}`;
    const { soak, asked } = ask(states);
    await expect(soak).resolves.toMatchObject({ state: "passed", evidence: { commit: "c599" } });
    expect(asked.length).toBeLessThan(30);
  });
});
