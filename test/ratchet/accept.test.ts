import { describe, expect, it } from "vitest";
import { acceptReferences } from "../../src/ratchet/accept.js";
import type { Ratchet } from "../../src/ratchet/ratchet-file.js";
import { createReference } from "./create-reference.js";

const ID = "user-full-name";
const BEFORE: Ratchet = {
  version: 1,
  changes: { [ID]: { "src/users.ts": { find: { read: 1 } } } },
  accepted: [],
};
const NEW = createReference({ line: 9 });
const ELSEWHERE = createReference({ file: "src/audit.ts", scope: "log" });
const FACTS = {
  changes: [ID],
  references: [createReference(), NEW, ELSEWHERE],
  surplus: [NEW, ELSEWHERE],
  today: "2026-06-30",
};
const REQUEST = { change: ID, reason: "audit" };

describe("acceptReferences", () => {
  it("raises by the surplus and records it a place", () => {
    const after = acceptReferences(BEFORE, { ...REQUEST, owner: "@x", until: "2026-11-30" }, FACTS);
    expect(after).toEqual({
      version: 1,
      changes: { [ID]: { "src/users.ts": { find: { read: 2 } }, "src/audit.ts": { log: { read: 1 } } } },
      accepted: [
        {
          ...{ change: ID, file: "src/audit.ts", scope: "log", access: "read", count: 1 },
          ...{ reason: "audit", owner: "@x", until: "2026-11-30" },
        },
        {
          ...{ change: ID, file: "src/users.ts", scope: "find", access: "read", count: 1 },
          ...{ reason: "audit", owner: "@x", until: "2026-11-30" },
        },
      ],
    });
  });

  it("takes only the file that was asked for", () => {
    const { changes, accepted } = acceptReferences(BEFORE, { ...REQUEST, file: "src/audit.ts" }, FACTS);
    expect(changes[ID]?.["src/users.ts"]).toEqual({ find: { read: 1 } });
    expect(accepted).toHaveLength(1);
  });

  it("adds to what was accepted for the same reason", () => {
    const once = acceptReferences(BEFORE, REQUEST, { ...FACTS, surplus: [NEW] });
    const twice = acceptReferences(once, REQUEST, { ...FACTS, surplus: [NEW] });
    expect(twice.accepted).toMatchObject([{ count: 2 }]);
  });

  it("enters a change that the file does not know with all that is there", () => {
    const { changes, accepted } = acceptReferences(undefined, REQUEST, FACTS);
    expect(changes).toEqual({
      [ID]: { "src/users.ts": { find: { read: 2 } }, "src/audit.ts": { log: { read: 1 } } },
    });
    expect(accepted).toHaveLength(2);
  });

  it("refuses a change that the manifest does not have, and names the nearest", () => {
    const request = { ...REQUEST, change: "user-fullname" };
    expect(() => acceptReferences(BEFORE, request, FACTS)).toThrowErrorMatchingInlineSnapshot(
      `[UserError: The manifest has no change user-fullname. Did you mean user-full-name?]`,
    );
  });

  it("refuses an empty reason", () => {
    expect(() =>
      acceptReferences(BEFORE, { ...REQUEST, reason: "  " }, FACTS),
    ).toThrowErrorMatchingInlineSnapshot(
      `[UserError: A reason is needed: --reason "why the old shape is still needed here"]`,
    );
  });

  it("refuses a date that is not in the calendar", () => {
    expect(() => acceptReferences(BEFORE, { ...REQUEST, until: "30.11.2026" }, FACTS)).toThrow(
      "--until 30.11.2026 is no date. Write it as YYYY-MM-DD, for example 2026-06-01.",
    );
  });

  it("refuses a date that has passed, since the gate would fail at once", () => {
    expect(() => acceptReferences(BEFORE, { ...REQUEST, until: "2026-06-29" }, FACTS)).toThrow(
      "--until 2026-06-29 has passed already: today is 2026-06-30. Name a later date.",
    );
    expect(acceptReferences(BEFORE, { ...REQUEST, until: "2026-06-30" }, FACTS).accepted).toHaveLength(2);
  });

  it("writes nothing where there is nothing new", () => {
    expect(() => acceptReferences(BEFORE, REQUEST, { ...FACTS, surplus: [] })).toThrow(
      "There is no new reference of user-full-name to accept, so nothing was written.",
    );
  });
});
