import fc from "fast-check";
import { Lexer, type Token, type Tokens } from "marked";
import { describe, expect, it } from "vitest";
import type { Finding, GateResult } from "../../src/gate/gate-result.js";
import { formatGateMarkdown, MAX_COMMENT } from "../../src/report/gate-markdown.js";
import {
  formatCode,
  formatLink,
  formatProse,
  formatRow,
  formatTableHead,
} from "../../src/report/markdown-words.js";
import type { ReportContext } from "../../src/report/reporter.js";
import { formatMarker } from "../../src/report/report-marker.js";
import { createScanReport } from "../../src/report/scan-report.js";
import { formatScanMarkdown } from "../../src/report/scan-markdown.js";
import { CONTEXT, createReference, FINDINGS, GATE, MANY, PASSED, SCAN } from "./service-results.js";

const LINKED: ReportContext = {
  ...CONTEXT,
  blobs: { url: "https://github.com/acme/shop/blob/", sha: "3f2c1ab0000000000000000000000000000000aa" },
};

/** All tokens of a document, those in others too. */
function readTokens(markdown: string): Token[] {
  const all: Token[] = [];
  const visit = (tokens: readonly Token[]) => {
    for (const token of tokens) {
      all.push(token);
      if ("tokens" in token && token.tokens) visit(token.tokens);
      if (token.type === "table") for (const cell of getCells(token as Tokens.Table)) visit(cell.tokens);
      if (token.type === "list") visit((token as Tokens.List).items);
    }
  };
  visit(new Lexer({ gfm: true }).lex(markdown));
  return all;
}

function getCells({ header, rows }: Tokens.Table): Tokens.TableCell[] {
  return [...header, ...rows.flat()];
}

function decode(html: string): string {
  return html
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

const DOCUMENTS = [
  ["a gate with findings", formatGateMarkdown(GATE, LINKED)],
  ["a gate without", formatGateMarkdown(PASSED, LINKED)],
  ["a scan", formatScanMarkdown(SCAN, LINKED)],
  ["a scan of many repos", formatScanMarkdown(MANY, LINKED)],
] as const;

describe("--format markdown", () => {
  it("is written as before", async () => {
    await expect(formatGateMarkdown(GATE, LINKED)).toMatchFileSnapshot("golden/gate.markdown.txt");
    await expect(formatGateMarkdown(PASSED, CONTEXT)).toMatchFileSnapshot("golden/gate-passed.markdown.txt");
    await expect(formatScanMarkdown(SCAN, LINKED)).toMatchFileSnapshot("golden/scan.markdown.txt");
    await expect(formatScanMarkdown(MANY, LINKED)).toMatchFileSnapshot("golden/scan-repos.markdown.txt");
  });

  it("counts each access of a scan in a column of its own, so that a row adds up", () => {
    const called = createReference({ change: "legacy-dsn", access: "call" });
    const scan = createScanReport(
      { references: [createReference(), called], excluded: [], problems: [] },
      CONTEXT.changes,
    );
    const [head, , ...rows] = formatScanMarkdown(scan, CONTEXT).split("\n").slice(3, 8);
    expect(head).toBe("| change | old → new · owner · sunset | references | read | call | not counted |");
    expect(rows[0]).toMatch(/\| 1 \| 1 \| 0 \|  \|$/);
    expect(rows[1]).toMatch(/\| 1 \| 0 \| 1 \|  \|$/);
  });

  it.each(DOCUMENTS)("of %s starts with the marker by which a bot finds it", (_, text) => {
    expect(text.split("\n")[0]).toMatch(
      /^<!-- expand-contract (ratchet|scan) packages\/api\/expand-contract\.json -->$/,
    );
  });

  it.each(DOCUMENTS)("of %s has tables whose rows have all their cells and no more", (_, text) => {
    const lines = text.split("\n");
    const rows = lines.filter((line) => line.startsWith("|") && !/^\|(?: --- \|)+$/.test(line)).length;
    const tables = readTokens(text).filter((token): token is Tokens.Table => token.type === "table");
    expect(tables.reduce((sum, table) => sum + table.rows.length + 1, 0)).toBe(rows);
    // A cell too few is empty, one too many is cut off.
    for (const { header, rows: body } of tables)
      for (const row of body) expect(row.at(1)?.text, JSON.stringify(header)).not.toBe("");
  });

  it.each(DOCUMENTS)("of %s mentions nobody", (_, text) => {
    const plain = readTokens(text).filter(({ type }) => type === "text" || type === "escape");
    const outside = plain.filter((token) => !("tokens" in token && token.tokens)).map(({ raw }) => raw);
    expect(outside.filter((raw) => /@|#\d/.test(raw.replaceAll(/&#\d+;/g, "")))).toEqual([]);
  });

  it("links files at the commit that was read, and evidence at the deployed one", () => {
    const text = formatGateMarkdown(GATE, LINKED);
    expect(text).toContain(
      "/blob/3f2c1ab0000000000000000000000000000000aa/packages/api/db/migrations/0007_drop_name.sql#L1",
    );
    expect(formatGateMarkdown(GATE, CONTEXT)).not.toContain("/blob/");
  });

  it("folds new references after the first twenty, so that the drops are seen", () => {
    const text = formatGateMarkdown(createMany(23), CONTEXT);
    expect(text).toContain("#### New references: 23");
    expect(text).toContain(
      "<details><summary>New references: 3 more of <code>user-full-name</code></summary>",
    );
    expect(formatGateMarkdown(createMany(20), CONTEXT)).not.toContain(" more of ");
  });

  it("fits a comment, with whole rows and closed folds, and counts what is left out", () => {
    const text = formatGateMarkdown(createMany(2000), CONTEXT);
    expect(text.length).toBeLessThanOrEqual(MAX_COMMENT);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    const shown = text.match(/^\| `packages\/api\/src\/a\.ts:/gm)?.length ?? 0;
    const left = Number(/\*\*(\d+) more did not fit/.exec(text)?.[1]);
    expect(text).toContain("**Next:** release the change");
    // Beside the rows the fold of the one drop that is allowed, and that of what a comment allows.
    expect(left).toBe(2000 - shown + 2);
    expect(text.length).toBeGreaterThan(MAX_COMMENT - 500);
  });

  it("takes the room that it is given", () => {
    expect(formatGateMarkdown(createMany(2000), { ...CONTEXT, maxBytes: 1_000_000 })).not.toContain(
      "did not fit",
    );
  });
});

function createMany(count: number): GateResult {
  const findings = Array.from({ length: count }, (_, line): Finding => ({
    ...{ rule: "new-reference", change: "user-full-name", file: "src/a.ts", line: line + 1, column: 1 },
    ...{ message: "New read", reference: createReference({ file: "src/a.ts", line: line + 1 }) },
  }));
  return { ...GATE, findings: [...findings, ...FINDINGS.filter(({ verdict }) => verdict !== undefined)] };
}

const MARKS = fc.string({
  unit: fc.constantFrom(
    "|",
    "`",
    "\\",
    "*",
    "_",
    "<",
    ">",
    "&",
    "[",
    "]",
    "(",
    ")",
    "@",
    "#",
    "$",
    "~",
    " ",
    "a",
    "1",
    ":",
    "!",
  ),
  minLength: 1,
});

describe("code in a cell", () => {
  it("is what it was, in a table that keeps its columns", () => {
    fc.assert(
      fc.property(MARKS, (text) => {
        const table = `${formatTableHead(["a", "b"])}\n${formatRow([formatCode(`x${text}x`), "end"])}\n`;
        const [token] = new Lexer({ gfm: true }).lex(table);
        const [[code, end] = []] = (token as Tokens.Table).rows;
        expect(end?.text).toBe("end");
        const shown = code?.tokens.map((one) =>
          one.type === "codespan" ? one.text : one.type === "html" ? "" : one.raw,
        );
        expect(decode(shown?.join("") ?? "")).toBe(`x${text}x`);
      }),
    );
  });

  it("keeps backticks and spaces at its ends", () => {
    expect(formatCode("`a`")).toBe("`` `a` ``");
    expect(formatCode("a")).toBe("`a`");
    expect(formatCode(" ")).toBe("");
  });

  it("shows what would turn the direction of writing", () => {
    expect(formatCode("a\u202Eb")).toBe(String.raw`${"`"}a\u202eb${"`"}`);
  });
});

describe("a sentence", () => {
  it("shows words that hold markup as code, and mentions nobody", () => {
    expect(formatProse("add @ignore to the field (a tag v*), see #12.")).toBe(
      "add `@ignore` to the field (a tag `v*`), see `#12`.",
    );
    expect(formatProse("merge it, then wait 35 days: (it must be nullable)")).toBe(
      "merge it, then wait 35 days: (it must be nullable)",
    );
  });

  it("makes links of addresses, and of nothing else", () => {
    expect(formatProse("see https://wiki.example.com/a_b.")).toBe("see <https://wiki.example.com/a_b>.");
    expect(formatLink("guide", "javascript:alert(1)")).toBe("guide");
    expect(formatLink("guide", "https://example.com/a(b)|c d")).toBe(
      "[guide](https://example.com/a%28b%29%7Cc%20d)",
    );
  });

  it("never ends the cell it stands in", () => {
    fc.assert(
      fc.property(MARKS, (text) => {
        const table = `${formatTableHead(["a", "b"])}\n${formatRow([`x ${formatProse(text)}`, "end"])}\n`;
        const [token] = new Lexer({ gfm: true }).lex(table);
        expect((token as Tokens.Table).rows[0]?.[1]?.text).toBe("end");
      }),
    );
  });
});

it("ends no comment by the marker", () => {
  const marker = formatMarker("scan", { pathPrefix: "a--b>/", manifestPath: "x.json" });
  expect(marker).toBe("<!-- expand-contract scan a-%2Db%3E/x.json -->");
});
