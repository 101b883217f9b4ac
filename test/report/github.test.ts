import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/gate/gate-result.js";
import { formatGateGithub } from "../../src/report/gate-github.js";
import { formatScanGithub } from "../../src/report/scan-github.js";
import { formatLogText, formatWorkflowCommand } from "../../src/report/workflow-command.js";
import { readCommands } from "./runner-commands.js";
import {
  CONTEXT,
  createReference,
  FINDINGS,
  GATE,
  HOSTILE_FILE,
  MANY,
  PASSED,
  SCAN,
} from "./service-results.js";

describe("--format github", () => {
  it("is written as before", async () => {
    await expect(formatGateGithub(GATE, CONTEXT)).toMatchFileSnapshot("golden/gate.github.txt");
    await expect(formatScanGithub(SCAN, CONTEXT)).toMatchFileSnapshot("golden/scan.github.txt");
    await expect(formatScanGithub(MANY, CONTEXT)).toMatchFileSnapshot("golden/scan-repos.github.txt");
  });

  it("annotates new references first, then drops, in files as seen from the repository's top", () => {
    const findings = [...FINDINGS].toReversed();
    const commands = readCommands(formatGateGithub({ ...GATE, findings }, CONTEXT));
    expect(commands.map(({ name, properties: { file } }) => [name, file])).toEqual([
      ["error", `packages/api/${HOSTILE_FILE}`],
      ["error", "packages/api/db/migrations/0007_drop_name.sql"],
      ["error", "packages/api/db/migrations/0006_fill.sql"],
      ["error", "packages/api/src/db.ts"],
    ]);
    expect(commands[0]).toMatchObject({
      properties: {
        line: "3",
        endLine: "3",
        col: "9",
        endColumn: "13",
        title: "user-full-name: new-reference",
      },
    });
    expect(commands[0]?.data).toContain("\nnext: use users.full_name");
  });

  it("annotates nothing where nothing fails", () => {
    expect(readCommands(formatGateGithub(PASSED, CONTEXT))).toEqual([]);
  });

  it("keeps to GitHub's ten a step, and counts the rest", () => {
    const findings = Array.from({ length: 13 }, (_, line): Finding => ({
      ...{ rule: "new-reference", change: "user-full-name", file: "src/a.ts", line: line + 1, column: 1 },
      ...{ message: "New read", reference: createReference({ file: "src/a.ts", line: line + 1 }) },
    }));
    const commands = readCommands(formatGateGithub({ ...GATE, findings }, CONTEXT));
    expect(commands.map(({ name }) => name)).toEqual([...Array(10).fill("error"), "notice"]);
    expect(commands.at(-1)?.data).toContain("3 more are not annotated");
    const ten = readCommands(formatGateGithub({ ...GATE, findings: findings.slice(0, 10) }, CONTEXT));
    expect(ten).toHaveLength(10);
  });

  it("has no control characters but ends of lines, whatever names hold", () => {
    const [first] = FINDINGS;
    if (first === undefined) throw new Error("There is a finding");
    const findings = [{ ...first, message: "read in \u001B[31ma\rb", next: "use c" }];
    const [command] = readCommands(formatGateGithub({ ...GATE, findings }, CONTEXT));
    expect(command?.data.split("\n", 1)).toEqual(["read in \\u001b[31ma\\u000db."]);
    expect(command?.data.split("\n").at(-1)).toBe("next: use c");
  });

  it("warns of references, and reports what could not be counted as an error", () => {
    const commands = readCommands(formatScanGithub(SCAN, CONTEXT));
    expect(new Set(commands.map(({ name }) => name))).toEqual(new Set(["error", "warning"]));
    expect(commands[0]?.name).toBe("error");
  });

  it("annotates files of this repo alone", () => {
    const files = readCommands(formatScanGithub(MANY, CONTEXT)).map(({ properties }) => properties["file"]);
    const own = MANY.references.filter(({ repo }) => repo === ".").map(({ file }) => `packages/api/${file}`);
    expect(files.filter((file) => file !== undefined && !own.includes(file))).toEqual([]);
  });
});

describe("a workflow command", () => {
  it("leaves out columns of more than one line, which the runner refuses", () => {
    const place = { file: "a.ts", line: 1, column: 5, endColumn: 2 };
    const annotation = { level: "error", title: "t", message: "m", ...place } as const;
    expect(formatWorkflowCommand({ ...annotation, endLine: 2 })).toBe(
      "::error file=a.ts,line=1,endLine=2,title=t::m",
    );
    expect(formatWorkflowCommand({ ...annotation, endLine: 1, endColumn: 7 })).toBe(
      "::error file=a.ts,line=1,endLine=1,col=5,endColumn=7,title=t::m",
    );
  });

  it("says to the runner what was meant, whatever that holds", () => {
    const text = fc.string({
      unit: fc.constantFrom("%", "\n", "\r", ":", ",", "=", " ", "a", "2", "5", "0", "A"),
    });
    fc.assert(
      fc.property(text, text, (title, message) => {
        const command = formatWorkflowCommand({ level: "error", title: `t${title}`, message });
        expect(readCommands(command)).toEqual([
          { name: "error", properties: { title: `t${title}` }, data: message },
        ]);
      }),
    );
  });
});

describe("the text for the log", () => {
  it("is left as it is where the runner finds no command in it", () => {
    expect(formatLogText("a::b\nSELECT 1::text\n")).toBe("a::b\nSELECT 1::text\n");
  });

  it.each(["  ::error::from a file's name\n", "src/a.ts   read   ##[error]from its code\n"])(
    "is no command, whatever stands in it: %j",
    (text) => {
      expect(readCommands(text)).toHaveLength(1);
      const log = formatLogText(text);
      expect(log).toContain(text);
      expect(readCommands(log)).toEqual([]);
      expect(readCommands(`${log}::error::ours`)).toHaveLength(1);
    },
  );
});
