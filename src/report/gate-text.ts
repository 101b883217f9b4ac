import type { ComparedCommit, Finding, GateResult, Moved, Suppressed } from "../gate/gate-result.js";
import type { Change } from "../manifest/manifest.js";
import { formatChangeHeading } from "./change-heading.js";
import { escapeControls } from "./escape-controls.js";
import { withoutSameNext } from "./evidence-text.js";
import { type FindingContext, formatAllowed, formatFinding, formatPlace } from "./finding-text.js";
import { foldParts, wrapText } from "./fold-parts.js";
import { formatReferenceFindings, type ReferenceFinding } from "./reference-findings-text.js";
import type { ReportContext } from "./reporter.js";
import { countOf, type Style } from "./style.js";

export type GateTextOptions = Pick<ReportContext, "changes" | "today" | "style" | "ownersOf">;

/** What a person needs, in the order they need it: where we stand, what fails and why, what to do next, what was allowed. */
export function formatGateText(result: GateResult, options: GateTextOptions): string {
  const { changes, today, style } = options;
  const blocks = changes.flatMap((change) => {
    const lines = formatChange(result, change, options);
    return lines.length ? [[formatChangeHeading(change, today, style), ...lines].join("\n")] : [];
  });
  const ids = new Set(changes.map(({ id }) => id));
  const isWithoutChange = ({ change }: { readonly change?: string }) =>
    change === undefined || !ids.has(change);
  const others = [
    ...result.findings.filter(isWithoutChange).flatMap((finding) => formatFinding(finding, { style })),
    ...result.suppressed.filter(isWithoutChange).flatMap((one) => formatSuppressed(one, style)),
  ];
  return `${[
    formatHead(result, style),
    ...blocks,
    ...(others.length ? [others.join("\n")] : []),
    formatSummary(result, style),
  ].join("\n\n")}\n`;
}

function formatChange(result: GateResult, change: Change, { style, ownersOf }: GateTextOptions): string[] {
  const isOf = ({ change: id }: { readonly change?: string }) => change.id === id;
  const context: FindingContext = { change, style, ...(ownersOf && { ownersOf }) };
  return [
    ...groupReferences(withoutSameNext(result.findings.filter(isOf))).flatMap((group) =>
      Array.isArray(group) ? formatReferenceFindings(group, change, context) : formatFinding(group, context),
    ),
    ...result.allowed.filter(isOf).flatMap((drop) => formatAllowed(drop, style)),
    ...result.suppressed.filter(isOf).flatMap((one) => formatSuppressed(one, style)),
  ];
}

/** Findings of references stand together, rule by rule: they have one way out. */
function groupReferences(findings: readonly Finding[]): (Finding | ReferenceFinding[])[] {
  const groups: (Finding | ReferenceFinding[])[] = [];
  for (const finding of findings) {
    const { reference, rule } = finding;
    const last = groups.at(-1);
    if (reference === undefined) groups.push(finding);
    else if (Array.isArray(last) && last[0]?.rule === rule) last.push({ ...finding, reference });
    else groups.push([{ ...finding, reference }]);
  }
  return groups;
}

/** `expand-contract ratchet   base origin/main 3f2c1ab   deployed v1.42.0, 8 days old` */
function formatHead({ base, deployed }: GateResult, style: Style): string {
  const parts = [
    style.colors.bold("expand-contract ratchet"),
    base ? `base ${formatCommit(base)}` : "no base: only the baseline is compared",
    ...(deployed && !deployed.isBase
      ? [`deployed ${deployed.name}, ${countOf(deployed.ageDays, "day")} old`]
      : []),
    ...(deployed?.isBase ? [`the base is taken as deployed, ${countOf(deployed.ageDays, "day")} old`] : []),
  ];
  return foldParts(parts, { first: 0, rest: 4 }, style).join("\n");
}

function formatCommit({ name, sha }: ComparedCommit): string {
  const short = sha.slice(0, 7);
  return sha.startsWith(name) ? short : `${name} ${short}`;
}

function formatSuppressed(suppressed: Suppressed, style: Style): string[] {
  const head = [`${style.colors.yellow("!")} allowed by a comment`, formatPlace(suppressed), suppressed.rule];
  return [
    ...foldParts(head, { first: 2, rest: 6 }, style),
    ...wrapText(escapeControls(`because ${suppressed.reason}`), { first: 6, rest: 6 }, style),
  ];
}

function formatSummary({ findings, stale, moved, notes, ok }: GateResult, style: Style): string {
  const { colors } = style;
  const gone = stale.reduce((sum, { was, now }) => sum + was - now, 0);
  const verdict = ok ? colors.green("No findings.") : colors.red(`${countOf(findings.length, "finding")}.`);
  const went = `${countOf(gone, "reference")} went away since the baseline: expand-contract ratchet tighten`;
  const wrap = (text: string) => wrapText(text, { first: 0, rest: 6 }, style);
  return [
    ...foldSentences([verdict, ...(gone ? [went] : [])], style),
    ...moved.flatMap((one) => wrap(formatMoved(one))),
    ...notes.flatMap((note) => wrap(escapeControls(`note: ${note}`))),
  ].join("\n");
}

function foldSentences(sentences: readonly string[], style: Style): string[] {
  return wrapText(sentences.join(" "), { first: 0, rest: 0 }, style);
}

function formatMoved({ change, access, from, to }: Moved): string {
  const place = ({ file, scope }: Moved["from"]) => `${file} (${scope})`;
  return escapeControls(`moved: ${change} ${access}   ${place(from)} → ${place(to)}`);
}
