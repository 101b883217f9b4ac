import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/gate/gate-result.js";
import type { Reference } from "../../src/references/reference.js";
import { getGateIssues } from "../../src/report/gate-issues.js";
import type { Issue } from "../../src/report/issue.js";
import { getScanIssues } from "../../src/report/scan-issues.js";
import { CONTEXT, createReference, FINDINGS, GATE, SCAN } from "./service-results.js";

function scan(references: readonly Reference[]): Issue[] {
  return getScanIssues({ ...SCAN, references, excluded: [] }, CONTEXT);
}

function gate(findings: readonly Finding[]): Issue[] {
  return getGateIssues({ ...GATE, findings }, CONTEXT);
}

function getFingerprints(issues: readonly Issue[]): string[] {
  return issues.map(({ fingerprint }) => fingerprint);
}

function shift(reference: Reference, lines: number): Reference {
  return { ...reference, line: reference.line + lines, endLine: reference.endLine + lines };
}

/** Few words, so that equal references in one scope are common. */
const references = fc
  .array(
    fc.record({
      change: fc.constantFrom("user-full-name", "legacy-dsn"),
      access: fc.constantFrom("read", "write"),
      file: fc.constantFrom("src/a.ts", "src/b.ts"),
      scope: fc.constantFrom("find", "save"),
      text: fc.constantFrom("select name", "select name, name"),
      line: fc.integer({ min: 1, max: 50 }),
    }),
    { maxLength: 12 },
  )
  // As a scan sorts them.
  .map((all) =>
    all
      .map(({ line, ...rest }) => createReference({ ...rest, line, endLine: line }))
      .toSorted((a, b) => (a.change + a.file < b.change + b.file ? -1 : 1) || a.line - b.line),
  );

describe("fingerprints", () => {
  it("are unique", () => {
    fc.assert(
      fc.property(references, (all) => {
        expect(new Set(getFingerprints(scan(all))).size).toBe(all.length);
      }),
    );
  });

  it("stay when lines shift", () => {
    fc.assert(
      fc.property(references, fc.nat(1000), (all, lines) => {
        const shifted = all.map((reference) => shift(reference, lines));
        expect(getFingerprints(scan(shifted))).toEqual(getFingerprints(scan(all)));
      }),
    );
  });

  it("stay when other files, scopes and changes come and go", () => {
    fc.assert(
      fc.property(references, references, (all, more) => {
        const others = more.map((reference) => ({ ...reference, file: "src/other.ts" }));
        const known = new Set(getFingerprints(scan([...all, ...others])));
        for (const fingerprint of getFingerprints(scan(all))) expect(known).toContain(fingerprint);
      }),
    );
  });

  it("tell two equal references in one scope by their order", () => {
    const twin = createReference();
    const [first, second] = getFingerprints(scan([twin, shift(twin, 1)]));
    expect(first).not.toBe(second);
    expect(getFingerprints(scan([twin]))).toEqual([first]);
  });

  it.each([
    ["the access", { access: "write" }],
    ["the file", { file: "src/moved.ts" }],
    ["the scope", { scope: "UserRepo.all" }],
    ["the code", { text: "SELECT lower(u.name) FROM users u" }],
    ["the repo", { repo: "billing-worker" }],
  ] as const)("are others when %s is another", (_, more) => {
    expect(getFingerprints(scan([createReference(more)]))).not.toEqual(
      getFingerprints(scan([createReference()])),
    );
  });

  it("of code that moved to another line of its scope are the same", () => {
    const [a, b] = [
      createReference({ text: "one" }),
      createReference({ line: 20, endLine: 20, text: "two" }),
    ];
    const swapped = [shift(b, -6), shift(a, 6)];
    expect(getFingerprints(scan(swapped)).toSorted()).toEqual(getFingerprints(scan([a, b])).toSorted());
  });
});

describe("fingerprints of findings", () => {
  it("are unique, whatever the rule", () => {
    const twice = [...FINDINGS, ...FINDINGS];
    expect(new Set(getFingerprints(gate(twice))).size).toBe(twice.length + GATE.suppressed.length);
  });

  it("stay when lines shift and days pass", () => {
    const later = FINDINGS.map((finding) => ({
      ...finding,
      line: finding.line + 5,
      message: finding.message.replace("70 days", "71 days").replace("v1.42.0", "v1.43.0"),
      ...(finding.reference && { reference: shift(finding.reference, 5) }),
    }));
    expect(getFingerprints(gate(later))).toEqual(getFingerprints(gate(FINDINGS)));
  });

  it("of a raised baseline stay when another one goes, and when its counts change", () => {
    const raise = (scope: string, count: number): Finding => ({
      ...{ rule: "baseline-raised", change: "user-full-name", file: "ratchet.json", line: 1, column: 1 },
      message: `ratchet.json allows ${count} × read in src/a.ts ${scope}, main allows 0, and nothing says why`,
    });
    const [, second] = getFingerprints(gate([raise("find", 1), raise("save", 1)]));
    expect(getFingerprints(gate([raise("save", 2)]))[0]).toBe(second);
    expect(getFingerprints(gate([raise("find", 1)]))[0]).not.toBe(second);
  });

  it("of one reference under two rules differ", () => {
    const [added] = FINDINGS.filter(({ rule }) => rule === "new-reference");
    if (added === undefined) throw new Error("There is no new reference.");
    const [first, second] = getFingerprints(gate([added, { ...added, rule: "past-sunset" }]));
    expect(first).not.toBe(second);
  });
});
