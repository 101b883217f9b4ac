import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/gate/gate-result.js";
import { formatGateText } from "../../src/report/gate-text.js";
import { formatScanText } from "../../src/report/scan-text.js";
import { formatStatusText } from "../../src/report/status-text.js";
import type { ChangeStatus } from "../../src/status/change-status.js";
import { createStyle, getWidth } from "../../src/report/style.js";
import { CONTEXT, createReference, GATE, SCAN } from "./service-results.js";

const onTerminal = (width: number) => ({
  ...CONTEXT,
  style: createStyle({ color: false, width, isTerminal: true }),
});

const LONG = "src/a/folder/whose/name/takes/most/of/a/line/of/eighty/columns/orders.ts";

function createNew(count: number, more: Partial<Finding> = {}): Finding[] {
  return Array.from({ length: count }, (_, line) => ({
    ...{ rule: "new-reference", change: "user-full-name", file: "src/a.ts", line: line + 1, column: 1 },
    ...{ message: "New read", reference: createReference({ file: "src/a.ts", line: line + 1, column: 1 }) },
    ...more,
  }));
}

describe("on a terminal of 80 columns", () => {
  it("is written as before", async () => {
    await expect(formatGateText(GATE, onTerminal(80))).toMatchFileSnapshot("golden/gate.text-80.txt");
    await expect(formatScanText(SCAN, onTerminal(80))).toMatchFileSnapshot("golden/scan.text-80.txt");
  });

  it("has no line that the terminal would break", () => {
    const lines = [formatGateText(GATE, onTerminal(80)), formatScanText(SCAN, onTerminal(80))]
      .join("")
      .split("\n");
    expect(lines.filter((line) => getWidth(line) > 80)).toEqual([]);
  });

  it("names a file once where its path leaves no room, and breaks none", () => {
    const references = [3, 104].map((line) =>
      createReference({ file: LONG, line, column: 9, text: "SELECT u.name FROM users u WHERE u.id = $1" }),
    );
    const text = formatScanText(
      { ...SCAN, references, excluded: [] },
      { ...onTerminal(80), changes: CONTEXT.changes.slice(0, 1) },
    );
    expect(text.split("\n").slice(2, 7)).toEqual([
      "    nobody in CODEOWNERS   2 references",
      `      ${LONG}`,
      "          3:9     read   UserRepo.find",
      "              SELECT u.name FROM users u WHERE u.id = $1",
      "          104:9   read   UserRepo.find",
    ]);
  });
});

describe("anywhere else", () => {
  it("is one line a reference, however wide, and one a message", () => {
    const narrow = { ...CONTEXT, style: createStyle({ color: false, width: 80 }) };
    const text = formatScanText({ ...SCAN, references: [createReference({ file: LONG })] }, narrow);
    expect(text).toContain(`      ${LONG}:14:39   read   UserRepo.find   SELECT u.name FROM …\n`);
  });
});

describe("references of one change", () => {
  it("are one finding's lines, and what to use instead stands once", () => {
    const text = formatGateText({ ...GATE, findings: createNew(2) }, CONTEXT);
    expect(text).toContain("  ✗ 2 new references\n");
    expect(text.match(/use users\.full_name/g)).toHaveLength(1);
    expect(formatGateText({ ...GATE, findings: createNew(1) }, CONTEXT)).toContain("  ✗ new reference\n");
  });

  it("are all shown where they are new, and counted after twenty where they are old", () => {
    const places = (findings: readonly Finding[]) =>
      formatGateText({ ...GATE, findings }, CONTEXT).match(/src\/a\.ts:\d+:1/g)?.length;
    expect(places(createNew(60))).toBe(60);
    const past = createNew(60, { rule: "past-sunset" });
    expect(places(past)).toBe(20);
    expect(formatGateText({ ...GATE, findings: past }, CONTEXT)).toContain(
      "and 40 more: expand-contract scan\n",
    );
  });

  it("stand below their code's owners, and without owners where CODEOWNERS is not there", () => {
    const { ownersOf: _, ...withoutOwners } = CONTEXT;
    expect(formatScanText(SCAN, CONTEXT)).toContain("    @acme/identity @acme/api   2 references\n");
    expect(formatScanText(SCAN, withoutOwners)).not.toContain("@acme/api");
  });
});

describe("a long list", () => {
  it("ends with what each change counts", () => {
    const references = createNew(60).flatMap(({ reference }) => reference ?? []);
    expect(formatScanText({ ...SCAN, references }, CONTEXT)).toContain(
      "\n\n  3   user-full-name\n  1   legacy-dsn\n  0   sessions-old\n\n60 references in 3 changes.\n",
    );
    expect(formatScanText({ ...SCAN, references: references.slice(0, 50) }, CONTEXT)).not.toContain(
      "3   user-full-name",
    );
  });
});

describe("status", () => {
  const STATUS: ChangeStatus = {
    change: "名前の変更",
    step: "drop",
    ...{ read: 0, write: 0, declare: 0, owner: "@acme/identity", sunset: "2026-09-18", daysToSunset: 40 },
    blockedBy: "users.name is unused in v1.6.0 since 3f2c1ab of 2026-08-20: 12 of 35 days",
  };

  it("keeps its columns where characters are two wide", () => {
    const [head = "", row = ""] = formatStatusText([STATUS], createStyle({ color: false, width: 140 })).split(
      "\n",
    );
    const before = (line: string, word: string) => getWidth(line.slice(0, line.indexOf(word)));
    expect(before(row, "drop")).toBe(before(head, "step"));
  });

  it("is a few lines a change where a terminal has no room for columns", () => {
    expect(formatStatusText([STATUS], createStyle({ color: false, width: 80, isTerminal: true }))).toBe(
      `名前の変更   drop   @acme/identity   sunset in 40 days
    0 read, 0 write, 0 declared
    users.name is unused in v1.6.0 since 3f2c1ab of 2026-08-20: 12 of 35 days
`,
    );
  });
});
