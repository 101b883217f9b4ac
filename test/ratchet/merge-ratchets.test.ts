import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Leaf } from "../../src/ratchet/leaf.js";
import { flattenCounts, LeafCounts, nestCounts } from "../../src/ratchet/leaf-counts.js";
import { mergeRatchets } from "../../src/ratchet/merge-ratchets.js";
import type { Accepted, Ratchet } from "../../src/ratchet/ratchet-file.js";
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
            ours: toRatchet(without("ours"), oursAdds),
            theirs: toRatchet(without("theirs"), theirsAdds),
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

function toRatchet(leaves: readonly Leaf[], added: readonly Leaf[] = []): Ratchet {
  return {
    version: 1,
    changes: nestCounts(["one", "two", "3"], new LeafCounts([...leaves, ...added]).list()),
    accepted: new LeafCounts(added).list().map((leaf) => ({ ...leaf, reason: "audit" })),
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

  it("go where one side gave another reason and the other side took the reference away", () => {
    const renamed = createRatchet(1, [{ ...ENTRY, reason: "vendor" }]);
    const base = createRatchet(1, [ENTRY]);
    const merged = mergeRatchets({ base, ours: renamed, theirs: createRatchet(0) });
    expect(merged).toEqual({ ratchet: createRatchet(0), conflicts: [] });
    expect(mergeRatchets({ base, ours: renamed, theirs: base }).ratchet).toEqual(renamed);
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

describe("a file that one side renamed", () => {
  const leaf = (file: string, count: number, scope = "s"): Leaf => ({
    ...{ change: "one", file, scope, access: "read", count },
  });
  const merge = (base: readonly Leaf[], ours: readonly Leaf[], theirs: readonly Leaf[]) =>
    flattenCounts(
      mergeRatchets({ base: toRatchet(base), ours: toRatchet(ours), theirs: toRatchet(theirs) }).ratchet
        .changes,
    );

  it("has its counts lowered where the other side lowered them", () => {
    const merged = [leaf("new.ts", 1)];
    expect(merge([leaf("old.ts", 2)], [leaf("new.ts", 2)], [leaf("old.ts", 1)])).toEqual(merged);
    expect(merge([leaf("old.ts", 2)], [leaf("old.ts", 1)], [leaf("new.ts", 2)])).toEqual(merged);
  });

  it("and lowered itself loses what both took off", () => {
    expect(merge([leaf("old.ts", 3)], [leaf("new.ts", 2)], [leaf("old.ts", 2)])).toEqual([leaf("new.ts", 1)]);
  });

  it("on both sides alike loses what both took off", () => {
    expect(merge([leaf("old.ts", 3)], [leaf("new.ts", 2)], [leaf("new.ts", 2)])).toEqual([leaf("new.ts", 1)]);
  });

  it("is followed where a function of another file moved into it", () => {
    const base = [leaf("old.ts", 2), leaf("old.ts", 1, "t"), leaf("other.ts", 1, "moved")];
    const ours = [leaf("new.ts", 2), leaf("new.ts", 1, "t"), leaf("new.ts", 1, "moved")];
    const theirs = [leaf("old.ts", 1), leaf("old.ts", 1, "t"), leaf("other.ts", 1, "moved")];
    expect(merge(base, ours, theirs)).toEqual([
      leaf("new.ts", 1, "moved"),
      leaf("new.ts", 1),
      leaf("new.ts", 1, "t"),
    ]);
  });

  it("is none where two may be meant, and stays too high", () => {
    const base = [leaf("old.ts", 2), leaf("other.ts", 2)];
    expect(merge(base, [leaf("new.ts", 2)], [leaf("old.ts", 1), leaf("other.ts", 2)])).toEqual([
      leaf("new.ts", 2),
    ]);
  });

  it("is none where the new one was accepted", () => {
    const accepted = { ...leaf("new.ts", 2), reason: "audit" };
    const { ratchet } = mergeRatchets({
      base: toRatchet([leaf("old.ts", 2)]),
      ours: { ...toRatchet([leaf("new.ts", 2)]), accepted: [accepted] },
      theirs: toRatchet([leaf("old.ts", 1)]),
    });
    expect(flattenCounts(ratchet.changes)).toEqual([leaf("new.ts", 2)]);
    expect(ratchet.accepted).toEqual([accepted]);
  });

  it("takes along what was accepted in it, with reason, owner and date", () => {
    const accepted = (file: string): Accepted => ({
      ...leaf(file, 1),
      ...{ reason: "audit", owner: "@acme/audit", until: "2026-11-30" },
    });
    const { ratchet } = mergeRatchets({
      base: toRatchet([leaf("old.ts", 2)]),
      ours: toRatchet([leaf("new.ts", 2)]),
      theirs: { ...toRatchet([leaf("old.ts", 3)]), accepted: [accepted("old.ts")] },
    });
    expect(flattenCounts(ratchet.changes)).toEqual([leaf("new.ts", 3)]);
    expect(ratchet.accepted).toEqual([accepted("new.ts")]);
  });

  it("is followed where all of it was accepted long ago", () => {
    const accepted = (file: string): Accepted => ({ ...leaf(file, 2), reason: "audit" });
    const { ratchet } = mergeRatchets({
      base: { ...toRatchet([leaf("old.ts", 2)]), accepted: [accepted("old.ts")] },
      ours: { ...toRatchet([leaf("new.ts", 2)]), accepted: [accepted("new.ts")] },
      theirs: { ...toRatchet([leaf("old.ts", 1)]), accepted: [{ ...accepted("old.ts"), count: 1 }] },
    });
    expect(flattenCounts(ratchet.changes)).toEqual([leaf("new.ts", 1)]);
    expect(ratchet.accepted).toEqual([{ ...accepted("new.ts"), count: 1 }]);
  });
});

describe("a change that both sides entered", () => {
  it("has what each of them accepted on top of where it started", () => {
    const { ratchet } = mergeRatchets({
      base: { version: 1, changes: {}, accepted: [] },
      ours: createRatchet(4, [ENTRY]),
      theirs: createRatchet(4, [{ ...ENTRY, reason: "vendor" }]),
    });
    expect(ratchet.changes).toEqual({ a: { "f.ts": { s: { read: 5 } } } });
  });
});
