import { escapeControls } from "./escape-controls.js";
import { formatXmlElement } from "./xml.js";

/** One test: passed, failed, skipped, or in error where it could not be told. */
export interface JunitCase {
  readonly name: string;
  readonly outcome?: JunitOutcome;
  /** For whoever looks at a case that passed. */
  readonly output?: readonly string[];
}

/** One a case: of several, GitLab and Jenkins show the first alone. */
export interface JunitOutcome {
  readonly kind: "failure" | "error" | "skipped";
  /** One line. */
  readonly message: string;
  readonly type?: string;
  readonly lines: readonly string[];
}

export interface JunitSuite {
  /** `expand-contract ratchet` */
  readonly name: string;
  readonly cases: readonly JunitCase[];
  /** What must be known to trust them all. */
  readonly notes?: readonly string[];
}

/** JUnit XML as Jenkins, GitLab, CircleCI and Azure read it. No times and dates: equal results are equal files. */
export function formatJunit({ name, cases, notes = [] }: JunitSuite): string {
  const count = (kind: JunitOutcome["kind"]) => cases.filter(({ outcome }) => outcome?.kind === kind).length;
  const totals = { name, tests: cases.length, failures: count("failure"), errors: count("error") };
  const suite = formatXmlElement({
    name: "testsuite",
    attributes: { ...totals, skipped: count("skipped") },
    // Jenkins groups by what stands before the last dot.
    children: [
      ...cases.map((one) => formatCase(one, name.replaceAll(" ", "."))),
      ...(notes.length > 0 ? [formatText("system-out", notes.map(formatNote))] : []),
    ],
  });
  const suites = formatXmlElement({ name: "testsuites", attributes: totals, children: [suite] });
  return ['<?xml version="1.0" encoding="UTF-8"?>', ...suites, ""].join("\n");
}

function formatCase({ name, outcome, output = [] }: JunitCase, classname: string): string[] {
  return formatXmlElement({
    name: "testcase",
    attributes: { name, classname },
    children: [
      ...(outcome ? [formatOutcome(outcome)] : []),
      ...(output.length > 0 ? [formatText("system-out", output)] : []),
    ],
  });
}

function formatOutcome({ kind, message, type, lines }: JunitOutcome): string[] {
  // Skipped tests have a reason and no more in most readers.
  if (lines.length === 0) return formatXmlElement({ name: kind, attributes: { message, type } });
  return formatXmlElement({ name: kind, attributes: { message, type }, text: `\n${lines.join("\n")}\n` });
}

function formatNote(note: string): string {
  return escapeControls(`note: ${note}`);
}

function formatText(name: string, lines: readonly string[]): string[] {
  return formatXmlElement({ name, text: `\n${lines.join("\n")}\n` });
}
