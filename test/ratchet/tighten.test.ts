import { describe, expect, it } from "vitest";
import type { Ratchet } from "../../src/ratchet/ratchet-file.js";
import { tightenRatchet } from "../../src/ratchet/tighten.js";
import { createReference } from "./create-reference.js";

const ID = "user-full-name";

function createRatchet(counts: Ratchet["changes"][string], accepted: Ratchet["accepted"] = []): Ratchet {
  return { version: 1, changes: { [ID]: counts }, accepted };
}

describe("tightenRatchet", () => {
  it("enters all changes where there is no file yet, also those at zero", () => {
    const references = [createReference(), createReference({ line: 2 })];
    expect(tightenRatchet(undefined, { changes: [ID, "other"], references })).toEqual({
      version: 1,
      changes: { [ID]: { "src/users.ts": { find: { read: 2 } } }, other: {} },
      accepted: [],
    });
  });

  it("counts neither implicit, nor type, nor unresolved references", () => {
    const references = [
      createReference({ access: "implicit" }),
      createReference({ access: "type" }),
      createReference({ certainty: "unresolved" }),
    ];
    expect(tightenRatchet(undefined, { changes: [ID], references }).changes).toEqual({ [ID]: {} });
  });

  it("lowers to what is there and removes what is gone", () => {
    const before = createRatchet({
      "src/users.ts": { find: { read: 3, write: 1 } },
      "src/gone.ts": { f: { read: 1 } },
    });
    const { changes } = tightenRatchet(before, { changes: [ID], references: [createReference()] });
    expect(changes).toEqual({ [ID]: { "src/users.ts": { find: { read: 1 } } } });
  });

  it("never raises a change that it knows", () => {
    const before = createRatchet({});
    expect(tightenRatchet(before, { changes: [ID], references: [createReference()] })).toEqual(before);
  });

  it("drops a change that the manifest no longer has", () => {
    expect(tightenRatchet(createRatchet({}), { changes: [], references: [] }).changes).toEqual({});
  });

  it("takes the count along where a reference moved", () => {
    const before = createRatchet({ "src/users.ts": { find: { read: 1 } } });
    const [from, to] = [createReference(), createReference({ file: "src/people.ts" })];
    const { changes } = tightenRatchet(before, { changes: [ID], references: [to], moves: [{ from, to }] });
    expect(changes).toEqual({ [ID]: { "src/people.ts": { find: { read: 1 } } } });
  });

  describe("accepted references", () => {
    const entry = {
      ...{ change: ID, file: "src/users.ts", scope: "find" },
      access: "read",
      reason: "audit",
    } as const;

    it("stay while they are there", () => {
      const before = createRatchet({ "src/users.ts": { find: { read: 2 } } }, [{ ...entry, count: 1 }]);
      const references = [createReference()];
      expect(tightenRatchet(before, { changes: [ID], references }).accepted).toEqual([
        { ...entry, count: 1 },
      ]);
    });

    it("go with the last reference of their place", () => {
      const before = createRatchet({ "src/users.ts": { find: { read: 1 } } }, [{ ...entry, count: 1 }]);
      expect(tightenRatchet(before, { changes: [ID], references: [] }).accepted).toEqual([]);
    });

    it("move with it", () => {
      const before = createRatchet({ "src/users.ts": { find: { read: 1 } } }, [{ ...entry, count: 1 }]);
      const [from, to] = [createReference(), createReference({ file: "src/people.ts" })];
      const { accepted } = tightenRatchet(before, { changes: [ID], references: [to], moves: [{ from, to }] });
      expect(accepted).toEqual([{ ...entry, file: "src/people.ts", count: 1 }]);
    });
  });
});
