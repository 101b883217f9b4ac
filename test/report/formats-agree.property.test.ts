import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding, GateResult } from "../../src/gate/gate-result.js";
import { formatGateCodeQuality } from "../../src/report/code-quality.js";
import { escapeControls } from "../../src/report/escape-controls.js";
import { formatGateCodeowners } from "../../src/report/gate-codeowners.js";
import { formatGateGithub } from "../../src/report/gate-github.js";
import { formatGateJson } from "../../src/report/gate-json.js";
import { formatGateJunit } from "../../src/report/gate-junit.js";
import { formatGateMarkdown } from "../../src/report/gate-markdown.js";
import { formatGateSarif } from "../../src/report/gate-sarif.js";
import { formatGateText } from "../../src/report/gate-text.js";
import { formatCode } from "../../src/report/markdown-words.js";
import { readCommands } from "./runner-commands.js";
import { CONTEXT, createReference, GATE, HOSTILE_FILE } from "./service-results.js";

const FILES = [HOSTILE_FILE, "src/users/repo.ts", "über uns/50%/a,b:c.ts", "db/::error::x.sql", "src/`|`.ts"];
const CHANGES = ["user-full-name", "legacy-dsn", "sessions-old"] as const;

const place = fc.record({
  change: fc.constantFrom(...CHANGES),
  file: fc.constantFrom(...FILES),
  line: fc.integer({ min: 1, max: 3 }),
  column: fc.integer({ min: 1, max: 3 }),
});

const ofReference = fc
  .tuple(fc.constantFrom("new-reference" as const, "past-sunset" as const), place)
  .map(([rule, at]): Finding => {
    const reference = createReference({ ...at, endLine: at.line, endColumn: at.column + 4 });
    return { rule, ...at, message: `read of users.name in ${at.file}`, reference };
  });

const ofDrop = fc
  .tuple(fc.constantFrom("drop-before-stop-write" as const, "drop-before-stop-read" as const), place)
  .map(([rule, at]): Finding => ({
    ...{ rule, ...at, verdict: "blocked", message: "v1 still uses it", next: "release, then wait" },
  }));

const ofMigration = place.map(({ change: _, ...at }): Finding => ({
  rule: "backfill-unbatched",
  ...at,
  message: "it locks the table",
}));

/** Of a change that the manifest no longer has, too. */
const ofBaseline = fc.tuple(place, fc.boolean()).map(([at, isGone]): Finding => ({
  ...{ rule: "baseline-raised", ...at, message: "2 reads where the base allows 1" },
  ...(isGone && { change: "long-gone" }),
}));

/** As the gate sorts them, change by change; text shows no more than 20 past their sunset. */
const gate = fc
  .array(fc.oneof(ofReference, ofDrop, ofMigration, ofBaseline), { maxLength: 18 })
  .map((findings): GateResult => ({ ...GATE, ok: findings.length === 0, findings }));

/** `backfill-unbatched packages/api/db/fill.sql:2`, sorted. */
function getKeys({ findings }: Pick<GateResult, "findings">): string[] {
  return findings.map(({ rule, file, line }) => `${rule} ${CONTEXT.pathPrefix}${file}:${line}`).toSorted();
}

function readSarif(text: string): string[] {
  const { results } = (JSON.parse(text) as { runs: { results: SarifResult[] }[] }).runs[0] ?? { results: [] };
  return results
    .filter(({ suppressions }) => suppressions === undefined)
    .map(({ ruleId, locations: [location] }) => {
      const { artifactLocation, region } = location?.physicalLocation ?? {};
      return `${ruleId} ${decodeURIComponent(artifactLocation?.uri ?? "")}:${region?.startLine}`;
    })
    .toSorted();
}

interface SarifResult {
  readonly ruleId: string;
  readonly suppressions?: unknown;
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
}

interface Violation {
  readonly check_name: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

function readCodeQuality(text: string): string[] {
  return (JSON.parse(text) as Violation[])
    .map(({ check_name, location: { path, lines } }) => `${check_name} ${path}:${lines.begin}`)
    .toSorted();
}

function readJunit(xml: string): string[] {
  const lines = [...xml.matchAll(/<failure[^>]*>\n(.*?)<\/failure>/gs)].flatMap(([, text = ""]) =>
    text.split("\n").filter((line) => line !== "" && !line.startsWith("    ")),
  );
  return lines
    .map(unescapeXml)
    .map((line) => line.replace(/^(.*):\d+ {3}(.*)$/, "$2 $1"))
    .toSorted();
}

function unescapeXml(text: string): string {
  const characters = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" } as const;
  return text.replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: keyof typeof characters) => characters[name]);
}

/** All numbers that headings give, and the drops, which have a block each. */
function countMarkdown(text: string): number {
  const titled = [...text.matchAll(/^#### (?:New references|Past their sunset|Other findings): (\d+)$/gm)];
  const drops = [...text.matchAll(/^(?:`[\w-]+` · )?`drop-[\w-]+`: /gm)];
  return titled.reduce((sum, [, count]) => sum + Number(count), 0) + drops.length;
}

function countAnnotations(log: string): number {
  const commands = readCommands(log);
  const rest = commands.find(({ data }) => data.includes("not annotated"));
  const errors = commands.filter(({ name }) => name === "error").length;
  return errors + Number(rest?.data.split(" ", 1)[0] ?? 0);
}

/** `3 findings.`, `1 finding, 2 places to look at:`, `### ❌ expand-contract: 3 findings` */
function readTotal(text: string): number {
  return Number(/(?:^|: )(\d+) findings?(?:[.,]|$)/m.exec(text)?.[1] ?? 0);
}

describe("all formats of the gate", () => {
  it("name the same findings, at the same places", () => {
    fc.assert(
      fc.property(gate, (result) => {
        const keys = getKeys(result);
        expect(getKeys(JSON.parse(formatGateJson(result)) as GateResult)).toEqual(keys);
        expect(readSarif(formatGateSarif(result, CONTEXT))).toEqual(keys);
        expect(readCodeQuality(formatGateCodeQuality(result, CONTEXT))).toEqual(keys);
        expect(readJunit(formatGateJunit(result, CONTEXT))).toEqual(keys);
      }),
    );
  });

  it("count the same, and show people each place", () => {
    fc.assert(
      fc.property(gate, (result) => {
        const text = formatGateText(result, CONTEXT);
        const markdown = formatGateMarkdown(result, CONTEXT);
        const owners = formatGateCodeowners(result, CONTEXT);
        const github = formatGateGithub(result, CONTEXT);
        const total = result.findings.length;
        expect([text, markdown, owners, github].map(readTotal)).toEqual([total, total, total, total]);
        expect([countMarkdown(markdown), countAnnotations(github)]).toEqual([total, total]);
        for (const { file, line, column } of result.findings) {
          const path = escapeControls(file);
          expect(text).toContain(`${path}:${line}:${column}`);
          expect(owners).toContain(`${path}:${line}:${column}`);
          expect(markdown).toContain(formatCode(`${CONTEXT.pathPrefix}${file}:${line}`));
        }
      }),
    );
  });
});
