import type {
  AllowedDrop,
  ComparedCommit,
  Evidence,
  Finding,
  GateResult,
  Moved,
  StopWriteEvidence,
  Suppressed,
  UnusedElsewhereEvidence,
} from "../gate/gate-result.js";
import type { Change } from "../manifest/manifest.js";
import { formatChangeHeading, formatRemedy } from "./change-heading.js";
import { escapeControls } from "./escape-controls.js";
import { formatReferenceLine } from "./reference-line.js";
import { countOf, type Style } from "./style.js";

export interface GateTextOptions {
  readonly changes: readonly Change[];
  readonly today: string;
  readonly style: Style;
}

/** What a person needs, in the order they need it: where we stand, what fails and why, what to do next, what was allowed. */
export function formatGateText(result: GateResult, { changes, today, style }: GateTextOptions): string {
  const blocks = changes.flatMap((change) => {
    const lines = [
      ...withoutSameNext(result.findings.filter(isOf(change.id))).flatMap((finding) =>
        formatFinding(finding, change, style),
      ),
      ...result.allowed.filter(isOf(change.id)).flatMap((drop) => formatAllowed(drop, style)),
      ...result.suppressed.filter(isOf(change.id)).flatMap((one) => formatSuppressed(one, style)),
    ];
    return lines.length ? [[formatChangeHeading(change, today, style), ...lines].join("\n")] : [];
  });
  const ids = new Set(changes.map(({ id }) => id));
  const isWithoutChange = ({ change }: { readonly change?: string }) =>
    change === undefined || !ids.has(change);
  const others = [
    ...result.findings.filter(isWithoutChange).flatMap((finding) => formatFinding(finding, undefined, style)),
    ...result.suppressed.filter(isWithoutChange).flatMap((one) => formatSuppressed(one, style)),
  ];
  return `${[
    formatHead(result, style),
    ...blocks,
    ...(others.length ? [others.join("\n")] : []),
    formatSummary(result, style),
  ].join("\n\n")}\n`;
}

function isOf(id: string) {
  return ({ change }: { readonly change?: string }) => change === id;
}

/** Two rules on one drop have one way out: it stands under the last of them. */
function withoutSameNext(findings: readonly Finding[]): Finding[] {
  return findings.map((finding, index) => {
    const after = findings[index + 1];
    const isSame =
      after?.next === finding.next && after?.file === finding.file && after.line === finding.line;
    if (!isSame) return finding;
    const { next: _, ...rest } = finding;
    return rest;
  });
}

/** `expand-contract ratchet   base origin/main 3f2c1ab   deployed v1.42.0, 8 days old` */
function formatHead({ base, deployed }: GateResult, { colors }: Style): string {
  return [
    colors.bold("expand-contract ratchet"),
    base ? `base ${formatCommit(base)}` : "no base: only the baseline is compared",
    ...(deployed && !deployed.isBase
      ? [`deployed ${deployed.name}, ${countOf(deployed.ageDays, "day")} old`]
      : []),
    ...(deployed?.isBase ? [`the base is taken as deployed, ${countOf(deployed.ageDays, "day")} old`] : []),
  ].join("   ");
}

function formatCommit({ name, sha }: ComparedCommit): string {
  const short = sha.slice(0, 7);
  return sha.startsWith(name) ? short : `${name} ${short}`;
}

function formatFinding(finding: Finding, change: Change | undefined, style: Style): string[] {
  const { colors } = style;
  const place = formatPlace(finding);
  const { reference } = finding;
  const remedy = change && formatRemedy(change);
  if (reference) {
    return [
      `  ${colors.red("✗")} ${colors.bold(TITLES[finding.rule] ?? finding.rule)}`,
      formatReferenceLine(reference, style),
      ...(remedy ? [`      ${remedy}`] : []),
    ];
  }
  const verdict = finding.verdict === undefined ? "" : `drop ${finding.verdict}   `;
  return [
    `  ${colors.red("✗")} ${colors.bold(verdict)}${place}   ${finding.rule}`,
    `      ${escapeControls(finding.message)}`,
    // A soak that is still running stands in the message already.
    ...(finding.evidence ?? [])
      .filter(({ kind }) => kind === "reference")
      .map((evidence) => formatEvidence(evidence, style)),
    ...(finding.next ? [`      ${colors.cyan("next:")} ${escapeControls(finding.next)}`] : []),
  ];
}

const TITLES: Readonly<Partial<Record<Finding["rule"], string>>> = {
  "new-reference": "new reference",
  "past-sunset": "past its sunset",
};

function formatAllowed(drop: AllowedDrop, style: Style): string[] {
  return [
    `  ${style.colors.green("✓")} ${style.colors.bold("drop allowed")}   ${formatPlace(drop)}`,
    ...drop.evidence.map((evidence) => formatEvidence(evidence, style)),
  ];
}

function formatSuppressed(suppressed: Suppressed, { colors }: Style): string[] {
  return [
    `  ${colors.yellow("!")} allowed by a comment   ${formatPlace(suppressed)}   ${suppressed.rule}`,
    `      because ${escapeControls(suppressed.reason)}`,
  ];
}

function formatPlace({ file, line, column }: Pick<Finding, "file" | "line" | "column">): string {
  return escapeControls(`${file}:${line}:${column}`);
}

function formatEvidence(evidence: Evidence, style: Style): string {
  if (evidence.kind === "reference") return formatReferenceLine(evidence, style);
  if (evidence.kind === "stop-write") return formatStopWrite(evidence);
  if (evidence.kind === "unused-elsewhere") return formatUnusedElsewhere(evidence);
  return `      never used in what is deployed, as far back as ${evidence.commit.slice(0, 7)}, ${evidence.date}`;
}

/** `      unused in what is deployed since 3f2c1ab, 2026-05-10, 51 days ago (window: 7 days), first released in v1.42.0, 2026-05-12` */
function formatStopWrite({ commit, date, ageDays, windowDays, release }: StopWriteEvidence): string {
  const age = `${countOf(ageDays, "day")} ago (window: ${countOf(windowDays, "day")})`;
  const released = release === undefined ? "" : `, first released in ${release.name}, ${release.date}`;
  return escapeControls(
    `      unused in what is deployed since ${commit.slice(0, 7)}, ${date}, ${age}${released}`,
  );
}

/** `      worker   unused at main 3f2c1ab, counted on 2026-09-25 by usage.json` */
function formatUnusedElsewhere({ repo, ref, commit, scanned, file, since }: UnusedElsewhereEvidence): string {
  const short = commit?.slice(0, 7);
  const at = short === undefined || short === ref ? ref : `${ref} ${short}`;
  const started = since === undefined ? "" : `, the first time on ${since}`;
  return escapeControls(`      ${repo}   unused at ${at}, counted on ${scanned} by ${file}${started}`);
}

function formatSummary({ findings, stale, moved, notes, ok }: GateResult, { colors }: Style): string {
  const gone = stale.reduce((sum, { was, now }) => sum + was - now, 0);
  const verdict = ok ? colors.green("No findings.") : colors.red(`${countOf(findings.length, "finding")}.`);
  const went = `${countOf(gone, "reference")} went away since the baseline: expand-contract ratchet tighten`;
  return [
    [verdict, ...(gone ? [went] : [])].join(" "),
    ...moved.map(formatMoved),
    ...notes.map((note) => escapeControls(`note: ${note}`)),
  ].join("\n");
}

function formatMoved({ change, access, from, to }: Moved): string {
  const place = ({ file, scope }: Moved["from"]) => `${file} (${scope})`;
  return escapeControls(`moved: ${change} ${access}   ${place(from)} → ${place(to)}`);
}
