import { describe, expect, it } from "vitest";
import { formatGateCodeQuality, formatScanCodeQuality } from "../../src/report/code-quality.js";
import { CONTEXT, GATE, HOSTILE_FILE, MANY, PASSED, SCAN } from "./service-results.js";

const REPORTS = [
  ["a gate with findings", formatGateCodeQuality(GATE, CONTEXT)],
  ["a scan", formatScanCodeQuality(SCAN, CONTEXT)],
  ["a scan of many repos", formatScanCodeQuality(MANY, CONTEXT)],
] as const;

describe("GitLab Code Quality", () => {
  it("is written as before", async () => {
    await expect(formatGateCodeQuality(GATE, CONTEXT)).toMatchFileSnapshot("golden/gate.gitlab.json");
    await expect(formatScanCodeQuality(SCAN, CONTEXT)).toMatchFileSnapshot("golden/scan.gitlab.json");
    await expect(formatScanCodeQuality(MANY, CONTEXT)).toMatchFileSnapshot("golden/scan-repos.gitlab.json");
  });

  // https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
  it.each(REPORTS)("of %s has what GitLab requires", (_, report) => {
    // "The GitLab parser does not allow a byte order mark."
    expect(report.startsWith("[")).toBe(true);
    const violations: readonly Record<string, unknown>[] = JSON.parse(report);
    for (const violation of violations) {
      expect(violation).toEqual({
        description: expect.stringMatching(/./),
        check_name: expect.stringMatching(/^[a-z-]+$/),
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/),
        location: {
          // From the repository's top, without `./`.
          path: expect.stringMatching(/^(packages\/api|billing-worker)\//),
          lines: { begin: expect.any(Number) },
        },
      });
    }
    expect(new Set(violations.map(({ fingerprint }) => fingerprint)).size).toBe(violations.length);
  });

  it("leaves paths as they are, and what is allowed out", () => {
    const violations: readonly { location: { path: string }; check_name: string; severity: string }[] =
      JSON.parse(REPORTS[0][1]);
    expect(violations[0]?.location.path).toBe(`packages/api/${HOSTILE_FILE}`);
    expect(violations.map(({ check_name, severity }) => [check_name, severity])).toEqual([
      ["new-reference", "major"],
      ["drop-before-stop-write", "blocker"],
      ["past-sunset", "major"],
      ["backfill-unbatched", "major"],
    ]);
  });

  it("has what could not be read first, so that a short list is no good news", () => {
    const getFirst = (report: string): unknown => JSON.parse(report)[0];
    expect(getFirst(REPORTS[1][1])).toMatchObject({
      ...{ check_name: "unreadable", description: "Unexpected token", severity: "major" },
      location: { path: "packages/api/src/broken.ts", lines: { begin: 7 } },
    });
    expect(getFirst(REPORTS[2][1])).toMatchObject({
      description: "web: There is no folder ../web.",
      location: { path: "packages/api/expand-contract.json", lines: { begin: 1 } },
    });
  });

  it("is an empty list where nothing is found", () => {
    expect(formatGateCodeQuality(PASSED, CONTEXT)).toBe("[]\n");
  });
});
