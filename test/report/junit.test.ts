import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { formatGateJunit } from "../../src/report/gate-junit.js";
import { formatJunit } from "../../src/report/junit.js";
import { formatScanJunit } from "../../src/report/scan-junit.js";
import { CONTEXT, GATE, MANY, PASSED, SCAN } from "./service-results.js";

const SCHEMA = readFileSync(new URL("junit.xsd", import.meta.url), "utf8");

async function getErrors(...files: readonly string[]): Promise<string[]> {
  const xml = files.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: [SCHEMA] });
  return errors.map(({ rawMessage }) => rawMessage);
}

describe("JUnit", () => {
  it("is written as before", async () => {
    await expect(formatGateJunit(GATE, CONTEXT)).toMatchFileSnapshot("golden/gate.junit.xml");
    await expect(formatScanJunit(SCAN, CONTEXT)).toMatchFileSnapshot("golden/scan.junit.xml");
    await expect(formatScanJunit(MANY, CONTEXT)).toMatchFileSnapshot("golden/scan-repos.junit.xml");
  });

  it("follows the schema", async () => {
    const files = [formatGateJunit(GATE, CONTEXT), formatGateJunit(PASSED, CONTEXT)];
    expect(await getErrors(...files, formatScanJunit(SCAN, CONTEXT), formatScanJunit(MANY, CONTEXT))).toEqual(
      [],
    );
  });

  it("does not follow it with a case that both fails and is skipped, nor with a bare ampersand", async () => {
    const xml = formatGateJunit(GATE, CONTEXT);
    const twice = xml.replace("</failure>", '</failure><skipped message="later" />');
    expect(await getErrors(twice)).toHaveLength(1);
    expect(await getErrors(xml.replace("&amp;", "&"))).not.toEqual([]);
  });

  it("has a case for each change and one for migrations of none", () => {
    expect(getCases(formatGateJunit(GATE, CONTEXT))).toEqual([
      ["user-full-name", "failure"],
      ["legacy-dsn", "failure"],
      ["sessions-old", "passed"],
      ["migrations of no change", "failure"],
    ]);
    expect(getCases(formatGateJunit(PASSED, CONTEXT)).map(([, outcome]) => outcome)).toEqual(
      Array.from({ length: 4 }, () => "passed"),
    );
  });

  it("skips a change that has time, fails one past its sunset, passes one that is done", () => {
    expect(getCases(formatScanJunit(SCAN, CONTEXT))).toEqual([
      ["user-full-name", "skipped"],
      ["legacy-dsn", "failure"],
      ["sessions-old", "passed"],
      ["all files were read", "error"],
    ]);
    expect(getCases(formatScanJunit({ ...SCAN, problems: [] }, CONTEXT)).at(-1)).toEqual([
      "all files were read",
      "passed",
    ]);
  });

  it("counts what it holds", () => {
    const [, suites, suite] = formatScanJunit(SCAN, CONTEXT).split("\n");
    const totals = 'name="expand-contract scan" tests="4" failures="1" errors="1"';
    expect(suites).toBe(`<testsuites ${totals}>`);
    expect(suite).toBe(`  <testsuite ${totals} skipped="1">`);
  });

  it("can be read whatever names and code hold", async () => {
    // One start of the validator for all: it takes longer than they do.
    const unit = fc.oneof(fc.nat(0xffff), fc.nat(0x7f));
    const anything = fc.array(unit, { maxLength: 20 }).map((units) => String.fromCharCode(...units));
    const texts = fc.sample(anything, { numRuns: 60, seed: 7 });
    const more = ["\u0000", "\u001B[31m", "\uD800", "\uFFFE", "]]>", "<![CDATA[", "&#0;", "\r\n\t"];
    const cases = [...texts, ...more].map((text, index) => ({
      name: `${index} ${text}`,
      outcome: { kind: "failure", message: text, lines: [text, text] } as const,
      output: [text],
    }));
    expect(await getErrors(formatJunit({ name: "expand-contract scan", cases }))).toEqual([]);
  });
});

/** Names and outcomes, read by a program that knows no XML: the schema's test has shown that it is. */
function getCases(xml: string): (readonly [string, string])[] {
  return xml
    .split("<testcase ")
    .slice(1)
    .map((part) => {
      const [, name = ""] = part.split('"');
      const outcome = ["failure", "error", "skipped"].find((kind) => part.includes(`<${kind} `));
      return [name, outcome ?? "passed"] as const;
    });
}
