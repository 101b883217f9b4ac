import { describe, expect, it } from "vitest";
import { formatGateCodeowners } from "../../src/report/gate-codeowners.js";
import { formatScanCodeowners } from "../../src/report/scan-codeowners.js";
import { CONTEXT, createReference, GATE, MANY, PASSED, SCAN } from "./service-results.js";

const { ownersOf: _, ...WITHOUT } = CONTEXT;
const SOUND = { ...SCAN, problems: [] };

describe("by code owner", () => {
  it("is written as before", async () => {
    await expect(formatGateCodeowners(GATE, CONTEXT)).toMatchFileSnapshot("golden/gate.codeowners.txt");
    await expect(formatScanCodeowners(SCAN, CONTEXT)).toMatchFileSnapshot("golden/scan.codeowners.txt");
    await expect(formatScanCodeowners(MANY, CONTEXT)).toMatchFileSnapshot("golden/scan-repos.codeowners.txt");
  });

  it("lists a place of two owners once, and counts it for both", () => {
    const text = formatScanCodeowners({ ...SOUND, references: [createReference()] }, CONTEXT);
    expect(text.split("\n")).toEqual([
      "@acme/identity @acme/api   1 reference: 1 read",
      "  user-full-name   users.name → users.full_name   @acme/identity   sunset in 144 days",
      "      src/users/repo.ts   1 reference: 1 read",
      "",
      "1 reference left:",
      "  1   @acme/identity",
      "  1   @acme/api",
      "",
    ]);
  });

  it("puts nobody's last, however much it is", () => {
    const lost = createReference({ file: "src/lost.ts" });
    const text = formatScanCodeowners({ ...SOUND, references: [lost, lost, createReference()] }, CONTEXT);
    expect(text.split("\n\n").map((block) => block.split("   ")[0])).toEqual([
      "@acme/identity @acme/api",
      "nobody",
      expect.stringMatching(/^3 references left:/),
    ]);
    expect(text.endsWith("  1   @acme/identity\n  1   @acme/api\n  2   nobody\n")).toBe(true);
  });

  it("says what could not be read", () => {
    const note = "note: could not be read, so there may be more: ";
    expect(formatScanCodeowners(SCAN, CONTEXT)).toContain(`${note}src/broken.ts\n`);
    expect(formatScanCodeowners(MANY, CONTEXT)).toContain(`${note}web\n`);
    expect(formatScanCodeowners(SOUND, CONTEXT)).not.toContain("could not be read");
  });

  it("says that there is no CODEOWNERS file", () => {
    expect(formatScanCodeowners(SCAN, WITHOUT)).toContain("note: this repository has no CODEOWNERS file");
    expect(formatGateCodeowners(GATE, WITHOUT)).toContain("note: this repository has no CODEOWNERS file");
    expect(formatGateCodeowners(GATE, CONTEXT)).not.toContain("no CODEOWNERS file");
  });

  it("asks another repo's CODEOWNERS for its files", () => {
    const ownersOfRepo = (repo: string) => (repo === "billing-worker" ? () => ["@acme/billing"] : undefined);
    const text = formatScanCodeowners(MANY, { ...CONTEXT, ownersOfRepo });
    expect(text).toContain("@acme/billing   1 reference: 1 read");
    expect(text).not.toContain("not at hand");
    expect(formatScanCodeowners(MANY, CONTEXT)).toContain(
      "in billing-worker, whose CODEOWNERS is not at hand",
    );
  });

  it("has nothing for anybody where the gate is green and nothing is left", () => {
    expect(formatGateCodeowners(PASSED, CONTEXT)).toBe("No findings: nobody has anything to do.\n");
    expect(formatScanCodeowners({ ...SOUND, references: [] }, CONTEXT)).toBe("0 references left.\n");
  });
});
