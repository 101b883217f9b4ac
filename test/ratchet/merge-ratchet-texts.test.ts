import { describe, expect, it } from "vitest";
import { formatRatchet } from "../../src/ratchet/format-ratchet.js";
import { mergeRatchetTexts } from "../../src/ratchet/merge-ratchet-texts.js";
import { parseRatchet } from "../../src/ratchet/parse-ratchet.js";
import type { Accepted, Ratchet } from "../../src/ratchet/ratchet-file.js";

const NAMES = { file: "ratchet.json", markerSize: 7 };
const ENTRY: Accepted = { change: "a", file: "f.ts", scope: "s", access: "read", count: 1, reason: "audit" };

function createRatchet(read: number, accepted: readonly Accepted[] = []): Ratchet {
  return { version: 1, changes: { a: { "f.ts": { s: { read } } } }, accepted };
}

describe("mergeRatchetTexts", () => {
  it("takes an empty ancestor for a file that both sides added", () => {
    const text = formatRatchet(createRatchet(2));
    expect(mergeRatchetTexts({ base: "", ours: text, theirs: text }, NAMES)).toEqual({
      text,
      conflicts: [],
    });
  });

  it("leaves a text that a person can finish where accepted references conflict", () => {
    const side = (until: string) => formatRatchet(createRatchet(1, [{ ...ENTRY, until }]));
    const { text, conflicts } = mergeRatchetTexts(
      {
        base: formatRatchet(createRatchet(1, [ENTRY])),
        ours: side("2026-12-01"),
        theirs: side("2027-01-01"),
      },
      NAMES,
    );
    expect(conflicts).toHaveLength(1);
    expect(() => parseRatchet(text, "ratchet.json")).toThrow("Git left conflict markers here");
    const ours = text.replace(/=======\n[^]*>>>>>>> theirs\n/, "").replace("<<<<<<< ours\n", "");
    expect(ours).toBe(side("2026-12-01"));
    const theirs = text.replace(/<<<<<<< ours\n[^]*=======\n/, "").replace(">>>>>>> theirs\n", "");
    expect(theirs).toBe(side("2027-01-01"));
  });

  it("says which side is broken", () => {
    const text = formatRatchet(createRatchet(1));
    expect(() => mergeRatchetTexts({ base: text, ours: text, theirs: "{" }, NAMES)).toThrow(
      "ratchet.json (theirs):1:",
    );
  });
});
