import { readFileSync } from "node:fs";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { GATE_RULES } from "../../src/gate/gate-result.js";
import { PACKAGE_VERSION } from "../../src/package-version.js";
import { formatGateSarif } from "../../src/report/gate-sarif.js";
import { formatSarif, GITHUB_LIMITS } from "../../src/report/sarif-log.js";
import { createScanSarifRules } from "../../src/report/sarif-rules.js";
import { getScanIssues } from "../../src/report/scan-issues.js";
import { formatScanSarif } from "../../src/report/scan-sarif.js";
import { CONTEXT, GATE, HOSTILE_FILE, MANY, PASSED, SCAN } from "./service-results.js";

const ajv = addFormats.default(new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false }));
const SCHEMA: object = JSON.parse(readFileSync(new URL("sarif-2.1.0.schema.json", import.meta.url), "utf8"));
const isSarif = ajv.compile(SCHEMA);

const LOGS = [
  ["a gate with findings", formatGateSarif(GATE, CONTEXT)],
  ["a gate without", formatGateSarif(PASSED, CONTEXT)],
  ["a scan", formatScanSarif(SCAN, CONTEXT)],
  ["a scan of many repos", formatScanSarif(MANY, CONTEXT)],
] as const;

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly Record<string, never>[] } };
  readonly results: readonly Record<string, never>[];
}

function getRun(log: string): Run & Record<string, never> {
  return JSON.parse(log).runs[0];
}

describe("SARIF", () => {
  it("is written as before", async () => {
    const golden = (log: string) =>
      log.replace(`"semanticVersion": "${PACKAGE_VERSION}"`, '"semanticVersion": "0.0.0"');
    await expect(golden(formatGateSarif(GATE, CONTEXT))).toMatchFileSnapshot("golden/gate.sarif.txt");
    await expect(golden(formatScanSarif(SCAN, CONTEXT))).toMatchFileSnapshot("golden/scan.sarif.txt");
    await expect(golden(formatScanSarif(MANY, CONTEXT))).toMatchFileSnapshot("golden/scan-repos.sarif.txt");
  });

  it.each(LOGS)("of %s follows the official schema", (_, log) => {
    isSarif(JSON.parse(log));
    expect(isSarif.errors).toBeNull();
  });

  it("does not follow it when a level is none of SARIF's", () => {
    expect(isSarif(JSON.parse(LOGS[0][1].replace('"level": "error"', '"level": "fatal"')))).toBe(false);
  });

  // https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#supported-sarif-output-file-properties
  it.each(LOGS)("of %s has what GitHub requires", (_, log) => {
    const { $schema, version } = JSON.parse(log);
    expect({ $schema, version }).toEqual({
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
    });
    const { tool, results } = getRun(log);
    expect(tool.driver).toMatchObject({ name: "expand-contract" });
    const text = { text: expect.stringMatching(/^.{1,1024}$/) };
    for (const rule of tool.driver.rules)
      expect(rule).toMatchObject({
        id: expect.stringMatching(/./),
        name: expect.stringMatching(/^\w{1,255}$/),
        shortDescription: text,
        fullDescription: text,
        help: text,
        defaultConfiguration: { level: expect.stringMatching(/^(note|warning|error)$/) },
      });
    for (const result of results)
      expect(result).toMatchObject({
        ruleId: expect.stringMatching(/./),
        message: { text: expect.stringMatching(/./) },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: expect.stringMatching(/./) },
              region: {
                startLine: expect.any(Number),
                startColumn: expect.any(Number),
                endLine: expect.any(Number),
                endColumn: expect.any(Number),
              },
            },
          },
        ],
        partialFingerprints: expect.any(Object),
      });
  });

  it("knows every rule of the gate, and each result's by its index", () => {
    const { tool, results } = getRun(LOGS[0][1]);
    const ids = tool.driver.rules.map(({ id }) => id);
    expect(ids).toEqual(Object.keys(GATE_RULES));
    for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex ?? -1]).toBe(ruleId);
  });

  it("escapes paths and brackets, and counts paths from the top", () => {
    const [first, drop] = getRun(LOGS[0][1]).results;
    expect(first).toMatchObject({
      locations: [
        {
          physicalLocation: {
            artifactLocation: {
              uri: "packages/api/src/%5Bid%5D/a%20b%231%2520%C3%BC%26%3Cc%3E.ts",
              uriBaseId: "%SRCROOT%",
            },
          },
        },
      ],
    });
    expect(decodeURIComponent("src/%5Bid%5D/a%20b%231%2520%C3%BC%26%3Cc%3E.ts")).toBe(HOSTILE_FILE);
    expect(drop).toMatchObject({
      message: { text: expect.stringContaining("[packages/api/src/users/repo.ts:12](0) v1.42.0: write") },
      relatedLocations: [
        { id: 0, physicalLocation: { artifactLocation: { uri: "packages/api/src/users/repo.ts" } } },
        { id: 1, physicalLocation: { artifactLocation: { uri: "billing-worker/src/sync.ts" } } },
      ],
    });
  });

  it("tells what is new, what was there and what a comment allows", () => {
    const results = getRun(LOGS[0][1]).results.map(({ ruleId, level, baselineState, suppressions }) => ({
      ...{ ruleId, level, baselineState, suppressions },
    }));
    expect(results).toEqual([
      { ruleId: "new-reference", level: "error", baselineState: "new" },
      { ruleId: "drop-before-stop-write", level: "error", baselineState: "new" },
      { ruleId: "past-sunset", level: "error", baselineState: "unchanged" },
      { ruleId: "backfill-unbatched", level: "error", baselineState: "new" },
      {
        ...{ ruleId: "rename-in-place", level: "note", baselineState: "new" },
        suppressions: [{ kind: "inSource", justification: "the service is stopped for this migration" }],
      },
    ]);
  });

  it("warns of references past their sunset alone", () => {
    const levels = getRun(LOGS[2][1]).results.map(({ ruleId, level }) => [ruleId, level]);
    expect(levels).toEqual([
      ["no-deprecated-config", "warning"],
      ...Array.from({ length: 6 }, () => ["no-deprecated-column", "note"]),
    ]);
  });

  it("says how the run ended", () => {
    const ends = LOGS.map(([, log]) => getRun(log)["invocations"]);
    expect(ends).toMatchObject([
      [{ executionSuccessful: true, exitCode: 1, toolExecutionNotifications: [{ level: "note" }] }],
      [{ executionSuccessful: true, exitCode: 0, toolExecutionNotifications: [] }],
      [
        {
          ...{ executionSuccessful: false, exitCode: 2 },
          toolExecutionNotifications: [{ level: "error" }, { level: "warning" }],
        },
      ],
      [{ executionSuccessful: false, exitCode: 2 }],
    ]);
  });

  it("stays within GitHub's limits, and says what it leaves out", () => {
    // https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
    expect(GITHUB_LIMITS).toMatchObject({ results: 25_000, locationsPerResult: 100 });
    const issues = getScanIssues(SCAN, CONTEXT).toReversed();
    const shared = { rules: createScanSarifRules(), notifications: [], exitCode: 0 };
    const cut = getRun(formatSarif({ ...shared, issues, maxResults: 2 }));
    expect(cut.results.map(({ level }) => level)).toEqual(["warning", "note"]);
    expect(cut["invocations"]).toMatchObject([
      {
        toolExecutionNotifications: [
          { message: { text: expect.stringMatching(/^5 more results are left out/) } },
        ],
      },
    ]);
    const whole = getRun(formatSarif({ ...shared, issues, maxResults: 7 }));
    expect(whole.results).toHaveLength(7);
    expect(whole["invocations"]).toMatchObject([{ toolExecutionNotifications: [] }]);
  });
});
