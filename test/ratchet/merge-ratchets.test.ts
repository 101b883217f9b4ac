import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Leaf } from "../../src/ratchet/leaf.js";
import { flattenCounts, LeafCounts, nestCounts } from "../../src/ratchet/leaf-counts.js";
import { mergeRatchets, mergeRatchetTexts } from "../../src/ratchet/merge-ratchets.js";
import { parseRatchet } from "../../src/ratchet/parse-ratchet.js";
import type { Accepted, Ratchet } from "../../src/ratchet/ratchet-file.js";
import { formatRatchet } from "../../src/ratchet/format-ratchet.js";
import { arbitraryLeaf } from "./arbitrary-ratchet.js";

const ENTRY: Accepted = { change: "a", file: "f.ts", scope: "s", access: "read", count: 1, reason: "audit" };

function createRatchet(read: number | undefined, accepted: readonly Accepted[] = []): Ratchet {
  const changes: Ratchet["changes"] =
    read === undefined ? {} : { a: read === 0 ? {} : { "f.ts": { s: { read } } } };
  return { version: 1, changes, accepted };
}

function mergeCounts(base: number | undefined, ours: number | undefined, theirs: number | undefined) {
  const [baseSide, oursSide, theirsSide] = [base, ours, theirs].map((read) => createRatchet(read));
  return mergeRatchets({ base: baseSide, ours: oursSide, theirs: theirsSide }).ratchet.changes;
}

describe("mergeRatchets", () => {
  it("takes one off for each side that took one off", () => {
    expect(mergeCounts(3, 2, 2)).toEqual({ a: { "f.ts": { s: { read: 1 } } } });
  });

  it("adds up what both sides accepted", () => {
    expect(mergeCounts(1, 2, 2)).toEqual({ a: { "f.ts": { s: { read: 3 } } } });
  });

  it("never goes below zero where both took the same one off", () => {
    expect(mergeCounts(1, 0, 0)).toEqual({ a: {} });
  });

  it("takes the higher count of a change that both sides entered", () => {
    expect(mergeCounts(undefined, 3, 2)).toEqual({ a: { "f.ts": { s: { read: 3 } } } });
  });

  it("keeps a change out that one side finished", () => {
    expect(mergeCounts(1, undefined, 1)).toEqual({});
  });

  it("keeps a change in that one side entered", () => {
    expect(mergeCounts(undefined, 0, undefined)).toEqual({ a: {} });
  });

  it("equals the baseline of the merged code, whatever two branches removed and accepted", () => {
    const arbitraryLeaves = fc.array(arbitraryLeaf, { maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(arbitraryLeaf, fc.constantFrom("stays", "ours", "theirs")), { maxLength: 10 }),
        arbitraryLeaves,
        arbitraryLeaves,
        (start, oursAdds, theirsAdds) => {
          const without = (side: string) => start.filter(([, goes]) => goes !== side).map(([leaf]) => leaf);
          const base = start.map(([leaf]) => leaf);
          const stays = start.filter(([, goes]) => goes === "stays").map(([leaf]) => leaf);
          const { ratchet, conflicts } = mergeRatchets({
            base: toRatchet(base),
            ours: toRatchet([...without("ours"), ...oursAdds]),
            theirs: toRatchet([...without("theirs"), ...theirsAdds]),
          });
          expect(conflicts).toEqual([]);
          expect(flattenCounts(ratchet.changes)).toEqual(
            flattenCounts(toRatchet([...stays, ...oursAdds, ...theirsAdds]).changes),
          );
        },
      ),
    );
  });
});

function toRatchet(leaves: readonly Leaf[]): Ratchet {
  return {
    version: 1,
    changes: nestCounts(["one", "two", "3"], new LeafCounts(leaves).list()),
    accepted: [],
  };
}

describe("accepted references", () => {
  const merge = (base: readonly Accepted[], ours: readonly Accepted[], theirs: readonly Accepted[]) =>
    mergeRatchets({
      base: createRatchet(1, base),
      ours: createRatchet(1, ours),
      theirs: createRatchet(1, theirs),
    });

  it("of both sides stay side by side", () => {
    const other = { ...ENTRY, reason: "vendor" };
    expect(merge([], [ENTRY], [other]).ratchet.accepted).toEqual([ENTRY, other]);
  });

  it("go where one side took them out", () => {
    expect(merge([ENTRY], [], [ENTRY]).ratchet.accepted).toEqual([]);
  });

  it("take the date that one side changed", () => {
    const later = { ...ENTRY, until: "2027-01-01" };
    const { ratchet, conflicts } = merge(
      [{ ...ENTRY, until: "2026-11-30" }],
      [{ ...ENTRY, until: "2026-11-30" }],
      [later],
    );
    expect(conflicts).toEqual([]);
    expect(ratchet.accepted).toEqual([later]);
  });

  it("conflict where both changed the date, and not alike", () => {
    const ours = { ...ENTRY, until: "2026-12-01" };
    const theirs = { ...ENTRY, until: "2027-01-01" };
    const { ratchet, conflicts } = merge([ENTRY], [ours], [theirs]);
    expect(conflicts).toEqual([{ ours, theirs }]);
    expect(ratchet.accepted).toEqual([]);
  });
});

describe("mergeRatchetTexts", () => {
  it("takes an empty ancestor for a file that both sides added", () => {
    const text = formatRatchet(createRatchet(2));
    expect(mergeRatchetTexts({ base: "", ours: text, theirs: text }, "ratchet.json")).toEqual({
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
      "ratchet.json",
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
    expect(() => mergeRatchetTexts({ base: text, ours: text, theirs: "{" }, "ratchet.json")).toThrow(
      "ratchet.json (theirs):1:",
    );
  });
});
