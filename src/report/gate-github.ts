import type { Finding, GateResult } from "../gate/gate-result.js";
import { getDaysBetween } from "../manifest/dates.js";
import { formatSunset } from "./change-heading.js";
import { isReferenceEvidence, withoutSameNext } from "./evidence-text.js";
import { formatGateText } from "./gate-text.js";
import type { ReportContext } from "./reporter.js";
import { type Annotation, formatAnnotations, formatLogText } from "./workflow-command.js";

/** Annotations of the files, new references first, then drops; after them what a person reads in the log. */
export function formatGateGithub(result: GateResult, context: ReportContext): string {
  const findings = withoutSameNext(result.findings).toSorted((a, b) => getRank(a) - getRank(b));
  const annotations = findings.map((finding) => getAnnotation(finding, context));
  const commands = formatAnnotations(annotations).map((line) => `${line}\n`);
  return commands.join("") + formatLogText(formatGateText(result, context));
}

function getRank({ rule, verdict }: Finding): number {
  if (rule === "new-reference") return 0;
  return verdict === undefined ? 2 : 1;
}

function getAnnotation(finding: Finding, context: ReportContext): Annotation {
  const { rule, verdict, change, file, line, column, reference, message, next } = finding;
  const what = verdict === undefined ? rule : `drop ${verdict} (${rule})`;
  return {
    level: "error",
    title: change === undefined ? what : `${change}: ${what}`,
    file: context.pathPrefix + file,
    line,
    column,
    ...(reference && { endLine: reference.endLine, endColumn: reference.endColumn }),
    message: [
      `${message}.`,
      ...getEvidenceLines(finding),
      ...(reference ? getChangeLines(finding, context) : []),
      ...(next === undefined ? [] : [`next: ${next}`]),
    ].join("\n"),
  };
}

const MAX_EVIDENCE = 5;

function getEvidenceLines({ evidence = [] }: Finding): string[] {
  const lines = evidence
    .filter(isReferenceEvidence)
    .map(({ repo, file, line, access, scope }) =>
      [repo, `${file}:${line}`, access, scope].filter(Boolean).join("   "),
    );
  if (lines.length <= MAX_EVIDENCE) return lines;
  return [...lines.slice(0, MAX_EVIDENCE), `and ${lines.length - MAX_EVIDENCE} more`];
}

/** What to use stands in what is next already. */
function getChangeLines({ change: id }: Finding, { changes, today }: ReportContext): string[] {
  const change = changes.find((one) => one.id === id);
  if (change === undefined) return [];
  const { owner, sunset, guide } = change;
  return [
    ...(guide === undefined ? [] : [guide]),
    `${owner}, ${formatSunset(getDaysBetween(today, sunset))}`,
  ];
}
