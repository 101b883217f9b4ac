import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRatchet } from "../../src/ratchet/format-ratchet.js";
import { parseRatchet } from "../../src/ratchet/parse-ratchet.js";
import { arbitraryRatchet } from "./arbitrary-ratchet.js";

describe("formatRatchet", () => {
  it("sorts by code unit, with two spaces and a newline at the end", () => {
    const text = formatRatchet({
      version: 1,
      changes: { b: { "z.ts": { s: { write: 2, read: 1 } } }, B: {}, "10": {}, "9": {} },
      accepted: [
        { change: "b", file: "z.ts", scope: "s", access: "write", count: 1, reason: "second" },
        { change: "b", file: "a.ts", scope: "s", access: "read", count: 1, reason: "first", owner: "@x" },
      ],
    });
    expect(text).toBe(`{
  "version": 1,
  "changes": {
    "10": {},
    "9": {},
    "B": {},
    "b": {
      "z.ts": {
        "s": {
          "read": 1,
          "write": 2
        }
      }
    }
  },
  "accepted": [
    {
      "change": "b",
      "file": "a.ts",
      "scope": "s",
      "access": "read",
      "count": 1,
      "reason": "first",
      "owner": "@x"
    },
    {
      "change": "b",
      "file": "z.ts",
      "scope": "s",
      "access": "write",
      "count": 1,
      "reason": "second"
    }
  ]
}
`);
  });

  it("is read back as it was", () => {
    fc.assert(
      fc.property(arbitraryRatchet, (ratchet) => {
        const text = formatRatchet(ratchet);
        expect(formatRatchet(parseRatchet(text, "ratchet.json"))).toBe(text);
        expect(parseRatchet(text, "ratchet.json").changes).toEqual(ratchet.changes);
      }),
    );
  });
});
