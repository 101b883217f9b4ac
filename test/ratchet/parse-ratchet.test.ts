import { describe, expect, it } from "vitest";
import { BrokenFileError } from "../../src/errors.js";
import { parseRatchet } from "../../src/ratchet/parse-ratchet.js";

function getProblems(text: string): readonly string[] {
  try {
    parseRatchet(text, "ratchet.json");
  } catch (error) {
    if (error instanceof BrokenFileError)
      return error.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
    throw error;
  }
  return [];
}

const ENTRY = { change: "a", file: "f.ts", scope: "s", access: "read", count: 1, reason: "audit" };

function withAccepted(entry: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ version: 1, changes: {}, accepted: [entry] });
}

describe("parseRatchet", () => {
  it("reads counts and accepted references", () => {
    const text = `{
  "version": 1,
  "changes": { "a": { "src/f.ts": { "UserRepo.find": { "read": 1, "write": 2 } } }, "b": {} },
  "accepted": [{ "change": "a", "file": "f.ts", "scope": "s", "access": "read", "count": 2, "reason": "audit", "owner": "@x", "until": "2026-11-30" }]
}`;
    expect(parseRatchet(text, "ratchet.json")).toEqual({
      version: 1,
      changes: { a: { "src/f.ts": { "UserRepo.find": { read: 1, write: 2 } } }, b: {} },
      accepted: [{ ...ENTRY, count: 2, owner: "@x", until: "2026-11-30" }],
    });
  });

  it("takes a Windows checkout with a byte order mark", () => {
    const text = '\uFEFF{\r\n  "version": 1,\r\n  "changes": {\r\n    "a": {}\r\n  }\r\n}\r\n';
    expect(parseRatchet(text, "ratchet.json")).toEqual({ version: 1, changes: { a: {} }, accepted: [] });
  });

  it("says of UTF-16, as Windows PowerShell redirects it, what it is and nothing else", () => {
    const text = Buffer.from('\uFEFF{ "version": 1, "changes": {} }', "utf16le").toString("utf8");
    expect(getProblems(text)).toEqual([expect.stringMatching(/^1:1 This is no UTF-8/)]);
  });

  it("takes scopes that are called like what every object has", () => {
    const text =
      '{ "version": 1, "changes": { "a": { "f.ts": { "constructor": { "read": 1 }, "toString": { "call": 1 } } } } }';
    expect(parseRatchet(text, "ratchet.json").changes).toEqual({
      a: { "f.ts": { constructor: { read: 1 }, toString: { call: 1 } } },
    });
  });

  it("takes an empty file for broken, not for empty", () => {
    expect(getProblems("")).toEqual([
      '1:1 The file is empty. Write one: delete it and run "expand-contract init".',
    ]);
  });

  it("says of conflict markers how to merge, and nothing else", () => {
    const text = '{\n  "version": 1,\n<<<<<<< HEAD\n  "changes": {}\n=======\n>>>>>>> main\n}\n';
    const [problem, ...others] = getProblems(text);
    expect(problem).toContain("3:1 Git left conflict markers here.");
    expect(problem).toContain(
      "expand-contract ratchet merge-driver --install && git checkout --merge -- ratchet.json\n",
    );
    expect(others).toEqual([]);
  });

  it("lists every problem of counts at its place", () => {
    const text = `{
  "version": 2,
  "changes": {
    "a": {
      "f.ts": {
        "s": {
          "read": -1,
          "write": 1.5,
          "reed": 1
        },
        "t": 3
      }
    }
  },
  "acepted": []
}`;
    expect(getProblems(text)).toEqual([
      '2:14 "version" is 2; this release reads version 1. Use the release that wrote the file.',
      "7:19 A count is a whole number from 0 up, not -1.",
      "8:20 A count is a whole number from 0 up, not 1.5.",
      '9:11 Unknown access "reed". Did you mean "read"?',
      '11:14 "t" must be an object: change → file → scope → access → count.',
      '15:3 Unknown key "acepted". Did you mean "accepted"?',
    ]);
  });

  it("reports a broken text where it breaks", () => {
    expect(getProblems('{ "version": 1,\n  "changes": { "a" }\n}')).toEqual([expect.stringMatching(/^2:/)]);
  });

  it("reports a key that stands twice: the last would win silently", () => {
    const text = '{ "version": 1, "changes": { "a": { "f.ts": {} }, "a": {} } }';
    expect(getProblems(text)).toEqual([expect.stringContaining('"a" stands here twice')]);
  });

  it("wants a reason for what was accepted", () => {
    expect(getProblems(withAccepted({ ...ENTRY, reason: " " }))).toEqual([
      expect.stringContaining('"reason" must be a text that is not empty.'),
    ]);
  });

  it("wants a date that is in the calendar", () => {
    expect(getProblems(withAccepted({ ...ENTRY, until: "2026-02-30" }))).toEqual([
      expect.stringContaining('"until" is no date: "2026-02-30". Write it as YYYY-MM-DD.'),
    ]);
    expect(getProblems(withAccepted({ ...ENTRY, until: "2026-02-28" }))).toEqual([]);
  });

  it("wants the keys that tell the place", () => {
    const { scope: _, ...rest } = ENTRY;
    expect(getProblems(withAccepted(rest))).toEqual([expect.stringContaining('"scope" is missing.')]);
  });
});
