import { describe, expect, it } from "vitest";
import { GATE_REPORTERS } from "../../src/report/gate-reporters.js";
import { SCAN_REPORTERS } from "../../src/report/scan-reporters.js";
import { CONTEXT, PASSED, SCAN } from "./service-results.js";

const NOTE = "Only 1 file was looked at, src/a.ts.";

// Nothing found in one file must not look like nothing found.
describe("that only some files were looked at", () => {
  it.each(["text", "json", "github", "markdown", "sarif", "junit", "codeowners"] as const)(
    "is said in %s",
    async (format) => {
      const gate = await GATE_REPORTERS[format]();
      expect(gate({ ...PASSED, notes: [NOTE] }, CONTEXT)).toMatch(/Only 1 file was looked at, `?src\/a\.ts/);
      expect(gate(PASSED, CONTEXT)).not.toContain("looked at");
      const scan = await SCAN_REPORTERS[format]();
      expect(scan({ ...SCAN, notes: [NOTE] }, CONTEXT)).toMatch(/Only 1 file was looked at, `?src\/a\.ts/);
      expect(scan(SCAN, CONTEXT)).not.toContain("looked at");
    },
  );

  it("has no place in gitlab, which is a list of findings", async () => {
    const gate = await GATE_REPORTERS.gitlab();
    expect(gate({ ...PASSED, notes: [NOTE] }, CONTEXT)).toBe("[]\n");
  });
});
