import { describe, expect, it } from "vitest";
import { getOtherUsage } from "../../../src/gate/drops/get-other-usage.js";
import type { CountedUsage, UsageFile } from "../../../src/gate/drops/other-repos.js";
import type { Change } from "../../../src/manifest/manifest.js";
import { parseManifest } from "../../../src/manifest/parse-manifest.js";
import type { Reference } from "../../../src/references/reference.js";
import { createManifest, MANIFEST } from "../run-story.js";

const TODAY = "2026-06-30";
const [CHANGE] = parseManifest(createManifest(), MANIFEST).changes;

function createReference(more: Partial<Reference> = {}): Reference {
  return {
    ...{ change: "user-full-name", access: "write", file: "src/sync.ts", scope: "sync", repo: "worker" },
    ...{ line: 40, column: 3, endLine: 40, endColumn: 7, via: "sql", text: "update users set name = $1" },
    certainty: "resolved",
    ...more,
  };
}

function createCount(scanned: string, more: Partial<CountedUsage> = {}): CountedUsage {
  return { name: "worker", ref: "main", scanned, references: [], unreadable: [], ...more };
}

function createFile(repos: UsageFile["repos"], more: Partial<UsageFile> = {}): UsageFile {
  const declared = { "user-full-name": "users.name" };
  return { file: "usage.json", changes: ["user-full-name"], declared, repos, ...more };
}

function ask(files: readonly UsageFile[], { names = ["worker"], maxAgeHours = 72 } = {}) {
  if (CHANGE === undefined) throw new Error("The manifest has no change");
  return getOtherUsage(CHANGE satisfies Change, { names, files, maxAgeHours }, TODAY);
}

describe("another repo", () => {
  it("that uses nothing is proven unused at the day of its count", () => {
    const { problem, evidence, running } = ask([
      createFile([createCount("2026-06-29", { commit: "3f2c1ab0" })]),
    ]);
    expect(problem).toBeUndefined();
    expect(running).toBeUndefined();
    expect(evidence).toEqual([
      {
        ...{ kind: "unused-elsewhere", repo: "worker", ref: "main", commit: "3f2c1ab0" },
        ...{ scanned: "2026-06-29", file: "usage.json" },
      },
    ]);
  });

  it("that writes is no proof", () => {
    const { usages, evidence } = ask([createFile([createCount(TODAY, { references: [createReference()] })])]);
    expect(usages).toMatchObject([
      { name: "worker", ref: "main", usage: { writes: [{ line: 40 }], reads: [] } },
    ]);
    expect(evidence).toEqual([]);
  });

  it.each([
    { access: "implicit" },
    { certainty: "unresolved", access: "read" },
    { certainty: "inferred", access: "read" },
  ] as const)("that may use it is in doubt: %j", (more) => {
    const { usages } = ask([createFile([createCount(TODAY, { references: [createReference(more)] })])]);
    expect(usages).toMatchObject([{ usage: { writes: [], reads: [], doubtful: [more] } }]);
  });

  it("is not known without a file", () => {
    expect(ask([], { names: ["web", "worker"] }).problem?.reason).toBe(
      "web and worker are other repos of the manifest, and nothing says what they use",
    );
  });

  it("is none where the manifest names none and there is no file", () => {
    expect(ask([], { names: [] })).toEqual({ usages: [], evidence: [] });
  });

  it("is not known by a file that has another one alone", () => {
    const { problem } = ask([createFile([createCount(TODAY)])], { names: ["web", "worker"] });
    expect(problem?.reason).toBe("usage.json has no count of web");
  });

  it("is held to as well when only the file names it", () => {
    const { usages } = ask([createFile([createCount(TODAY, { references: [createReference()] })])], {
      names: [],
    });
    expect(usages).toHaveLength(1);
  });

  it("that could not be counted is not known, and the reason is told", () => {
    const { problem } = ask([
      createFile([{ name: "worker", failure: "Nobody answers at git.example.com.\nLook." }]),
    ]);
    expect(problem).toEqual({
      reason: "worker could not be counted when usage.json was made: Nobody answers at git.example.com",
      next:
        "mend that, then renew it: expand-contract scan --repos --format json --output usage.json, " +
        "and pass it: --usage usage.json",
    });
  });

  it("that could not be counted one night is known by the night before, within the age", () => {
    const failed = createFile([{ name: "worker", failure: "Nobody answers." }], { file: "monday.json" });
    const counted = createFile([createCount("2026-06-28")], { file: "sunday.json" });
    expect(ask([failed, counted])).toMatchObject({ evidence: [{ file: "sunday.json" }] });
    expect(ask([failed, counted])).not.toHaveProperty("problem");
  });

  it("with a file that can't be read is not known", () => {
    const { problem } = ask([createFile([createCount(TODAY, { unreadable: ["src/broken.ts"] })])]);
    expect(problem?.reason).toBe(
      "src/broken.ts of worker could not be read when usage.json was made, and may use it",
    );
  });
});

describe("the age of a count", () => {
  it.each([
    ["2026-06-27", 72, false],
    ["2026-06-26", 72, true],
    ["2026-06-30", 12, false],
    ["2026-06-29", 12, true],
    ["2026-06-29", 24, false],
  ])("of %s, %i hours allowed: too old %j", (scanned, maxAgeHours, isTooOld) => {
    expect("problem" in ask([createFile([createCount(scanned)])], { maxAgeHours })).toBe(isTooOld);
  });

  it("is told with the limit", () => {
    expect(ask([createFile([createCount("2026-06-20")])]).problem?.reason).toBe(
      "usage.json counted worker on 2026-06-20, 10 days ago, and --usage-max-age is 3d",
    );
  });
});

describe("a file of another manifest", () => {
  it("that did not have the change knows nothing of it", () => {
    const file = createFile([createCount(TODAY)], {
      changes: ["other"],
      declared: { other: "orders.amount" },
    });
    expect(ask([file]).problem?.reason).toBe(
      "usage.json was made when the manifest did not have user-full-name yet",
    );
  });

  it("that had another old shape under its name knows nothing of it", () => {
    const file = createFile([createCount(TODAY)], { declared: { "user-full-name": "users.nick" } });
    expect(ask([file]).problem?.reason).toBe("usage.json was made when user-full-name was about users.nick");
  });
});

describe("several nights", () => {
  const used = (day: string) =>
    createFile([createCount(day, { references: [createReference()] })], { file: day });
  const unused = (day: string) => createFile([createCount(day)], { file: day });

  it("show since when it is unused, and the window starts there", () => {
    const { running } = ask([unused("2026-06-29"), used("2026-06-26"), unused("2026-06-27")]);
    expect(running).toMatchObject({ name: "worker", since: "2026-06-27", passes: "2026-07-04" });
  });

  it("show that the window is over", () => {
    const { running, evidence } = ask([used("2026-06-22"), unused("2026-06-23"), unused("2026-06-30")]);
    expect(running).toBeUndefined();
    expect(evidence).toMatchObject([{ scanned: "2026-06-30", since: "2026-06-23" }]);
  });

  it("start the clock again where it came back in between", () => {
    const nights = [unused("2026-06-10"), used("2026-06-28"), unused("2026-06-29"), used("2026-06-01")];
    expect(ask(nights).running).toMatchObject({ since: "2026-06-29" });
  });
});
