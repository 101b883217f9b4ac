import fc from "fast-check";
import { nestCounts } from "../../src/ratchet/leaf-counts.js";
import type { Accepted, Ratchet } from "../../src/ratchet/ratchet-file.js";

const name = fc.constantFrom("a", "b", "find", "constructor", "UserRepo.save", "<module>", "ä b", "2", "10");

const place = fc.record({
  change: fc.constantFrom("one", "two", "3"),
  file: name.map((file) => `src/${file}.ts`),
  scope: name,
  access: fc.constantFrom("read", "write", "call", "declare"),
} as const);

export const arbitraryLeaf = fc
  .tuple(place, fc.integer({ min: 1, max: 4 }))
  .map(([where, count]) => ({ ...where, count }));

const arbitraryAccepted: fc.Arbitrary<Accepted> = fc
  .tuple(arbitraryLeaf, fc.constantFrom("audit", "vendor"))
  .map(([leaf, reason]) => ({ ...leaf, reason }));

export const arbitraryRatchet: fc.Arbitrary<Ratchet> = fc
  .tuple(
    fc.array(arbitraryLeaf, { maxLength: 12 }),
    fc.uniqueArray(arbitraryAccepted, { maxLength: 3, selector: ({ file, reason }) => `${file} ${reason}` }),
  )
  .map(([leaves, accepted]) => ({ version: 1, changes: nestCounts(["one", "two"], leaves), accepted }));
