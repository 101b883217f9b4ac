import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSoak, type Look, type SoakQuestion } from "../../../src/gate/soak/find-soak.js";

type Asked = Partial<SoakQuestion> & {
  /** Places that are likely to have changed the usage; absent: all. */
  readonly likely?: readonly number[];
  /** Equal letters, equal files; absent: no two are equal. */
  readonly files?: string;
};

/** One commit a day back from 2026-06-30, newest first; `+` used it, `-` did not, `?` can't be read, `x` is not in the clone. */
function ask(states: string, { likely, files, ...more }: Asked = {}) {
  const history = [...states].map((_, age) => ({ sha: `c${age}`, date: getDate(age) }));
  const asked: string[] = [];
  const soak = findSoak({
    windowDays: 7,
    today: "2026-06-30",
    name: "v1",
    history,
    isCut: false,
    readSteps: async (count) =>
      [...states].slice(0, count).map((_, place) => ({
        state: files?.[place] ?? `c${place}`,
        isLikely: likely?.includes(place) ?? true,
      })),
    async lookAt(sha) {
      asked.push(sha);
      return LOOKS[states[Number(sha.slice(1))] ?? "-"] ?? "unused";
    },
    ...more,
  });
  return { soak, asked };
}

const LOOKS: Readonly<Record<string, Look>> = { "+": "used", "-": "unused", "?": "unreadable", x: "missing" };

function getDate(age: number): string {
  return new Date(Date.UTC(2026, 5, 30 - age)).toISOString().slice(0, 10);
}

describe("findSoak", () => {
  it("finds the commit that took it to zero within the window", async () => {
    await expect(ask("---+++++++++").soak).resolves.toEqual({
      state: "running",
      evidence: { kind: "stop-write", commit: "c2", date: "2026-06-28", ageDays: 2, windowDays: 7 },
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

  it("is unknown where the clone lacks the files of a commit within the window, and says what to fetch", async () => {
    await expect(ask("---x-----").soak).resolves.toMatchObject({
      state: "unknown",
      next: expect.stringContaining("--refetch"),
    });
  });

  it("passes where the clone lacks only files of before the window, and says how far it looked", async () => {
    await expect(ask(`${"-".repeat(8)}${"x".repeat(9)}`).soak).resolves.toMatchObject({
      state: "passed",
      evidence: { kind: "never-used", commit: "c7" },
    });
  });

  it("finds a commit that took it to zero and is none of the likely ones", async () => {
    const { soak } = ask("---++++++++", { likely: [] });
    await expect(soak).resolves.toMatchObject({ state: "running", evidence: { commit: "c2" } });
  });

  it("finds such a commit before the window, too", async () => {
    const { soak } = ask(`${"-".repeat(20)}+++++`, { likely: [] });
    await expect(soak).resolves.toMatchObject({ state: "passed", evidence: { commit: "c19" } });
  });

  it("looks once at commits with the same files", async () => {
    const { soak, asked } = ask("----------", { files: "ABABABABAB" });
    await expect(soak).resolves.toMatchObject({ state: "passed" });
    expect(asked.length).toBe(2);
  });

  it("says never only as far back as it looked", async () => {
    // The strides go over one year of use.
    const states = `${"-".repeat(400)}${"+".repeat(100)}${"-".repeat(1500)}`;
    const { soak } = ask(states);
    const answer = await soak;
    expect(answer).toMatchObject({ state: "passed" });
    const { evidence } = answer.state === "passed" ? answer : { evidence: undefined };
    if (evidence?.kind === "never-used") expect(Number(evidence.commit.slice(1))).toBeLessThan(400);
    else expect(evidence).toMatchObject({ kind: "stop-write", commit: "c399" });
  });
});

describe("dates", () => {
  const withDates = (dates: readonly string[], states: string) => {
    const history = dates.map((date, place) => ({ sha: `c${place}`, date }));
    return ask(states, { history }).soak;
  };

  it("of a commit that says to be older than its parent are its parent's", async () => {
    const dates = ["2026-05-01", "2026-05-01", "2026-06-28", "2026-05-01"];
    await expect(withDates(dates, "--++")).resolves.toMatchObject({
      state: "running",
      evidence: { commit: "c1", date: "2026-06-28", ageDays: 2 },
      passes: "2026-07-05",
    });
  });

  it("that go forwards are taken as they are", async () => {
    const dates = ["2026-06-28", "2026-05-02", "2026-05-01", "2026-05-01"];
    await expect(withDates(dates, "--++")).resolves.toMatchObject({
      state: "passed",
      evidence: { commit: "c1", date: "2026-05-02" },
    });
  });

  it("after today are no older than today", async () => {
    await expect(withDates(["2027-01-01", "2026-05-01"], "-+")).resolves.toMatchObject({
      state: "running",
      evidence: { commit: "c0", date: "2026-06-30", ageDays: 0 },
    });
  });

  it("after today are as old as the next newer commit", async () => {
    await expect(withDates(["2026-06-02", "2027-01-01", "2026-05-01"], "--+")).resolves.toMatchObject({
      state: "passed",
      evidence: { commit: "c1", date: "2026-06-02" },
    });
  });

  it("after today, of an old commit, hold up nothing", async () => {
    const dates = ["2026-06-02", "2026-06-01", "2027-01-01", "2026-05-01"];
    await expect(withDates(dates, "--++")).resolves.toMatchObject({
      state: "passed",
      evidence: { commit: "c1" },
    });
  });
});

describe("the number of looks", () => {
  it.each([
    ["all likely, stopped long ago", `${"-".repeat(1300)}${"+".repeat(700)}`],
    ["all likely, stopped before the window", `${"-".repeat(9)}${"+".repeat(1991)}`],
    ["all likely, never used", "-".repeat(2000)],
    ["all likely, used at first", `${"-".repeat(1999)}+`],
  ])("over 2,000 commits is at most 20: %s", async (_, states) => {
    // One commit a day makes seven of the window: those are looked at each.
    const { soak, asked } = ask(states, { windowDays: 0 });
    await expect(soak).resolves.toMatchObject({ state: "passed" });
    expect(asked.length).toBeLessThanOrEqual(20);
  });

  it("is that of the likely commits in a window of 2,000", async () => {
    const { soak, asked } = ask(`${"-".repeat(1500)}${"+".repeat(500)}`, {
      windowDays: 2500,
      likely: [3, 700, 1499, 1800],
    });
    await expect(soak).resolves.toMatchObject({ state: "running", evidence: { commit: "c1499" } });
    expect(asked.length).toBeLessThanOrEqual(5);
  });
});

describe("against a look at every commit", () => {
  /** What a person finds who looks at each commit from the newest on. */
  function findNaively(states: string, windowDays: number) {
    const stop = [...states].findIndex((state) => state === "+") - 1;
    const start = Math.min(windowDays, states.length - 1);
    return stop >= 0 && stop < start ? { state: "running", commit: `c${stop}` } : { state: "passed" };
  }

  it("the answer is the same wherever the likely commits have all that changed it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat(60), { maxLength: 20 }),
        fc.nat(40),
        async (uses, more, windowDays) => {
          const states = `-${uses.map((used) => (used ? "+" : "-")).join("")}`;
          const changed = [...states].flatMap((state, place) => (state === states[place + 1] ? [] : [place]));
          const answer = await ask(states, { windowDays, likely: [...changed, ...more] }).soak;
          const naive = findNaively(states, windowDays);
          expect(answer.state).toBe(naive.state);
          if (answer.state === "running") expect(answer.evidence.commit).toBe(naive.commit);
          // A stop that is told is one.
          if (answer.state === "passed" && answer.evidence.kind === "stop-write") {
            const place = Number(answer.evidence.commit.slice(1));
            expect(states.slice(place, place + 2)).toBe("-+");
          }
          if (answer.state === "passed" && answer.evidence.kind === "never-used")
            expect(states.slice(0, Number(answer.evidence.commit.slice(1)) + 1)).not.toContain("+");
        },
      ),
      { numRuns: 500 },
    );
  });

  it("equal files spare looks and change no answer", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(5), { minLength: 1, maxLength: 40 }),
        fc.nat(40),
        async (kinds, windowDays) => {
          const files = `A${kinds.map((kind) => "ABCDEF"[kind]).join("")}`;
          const states = [...files].map((kind) => ("ABC".includes(kind) ? "-" : "+")).join("");
          const { soak, asked } = ask(states, { windowDays, files });
          expect((await soak).state).toBe(findNaively(states, windowDays).state);
          expect(asked.length).toBeLessThanOrEqual(6);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("where something changed it that nobody thought likely, a soak never begins before what was looked at", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(30),
        fc.array(fc.nat(60), { maxLength: 10 }),
        fc.nat(40),
        async (unused, likely, windowDays) => {
          // One stop, which no list knows of.
          const states = `-${"-".repeat(unused)}${"+".repeat(30)}`;
          const answer = await ask(states, { windowDays, likely }).soak;
          expect(answer.state).toBe(findNaively(states, windowDays).state);
        },
      ),
      { numRuns: 300 },
    );
  });
});
