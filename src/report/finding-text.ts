import type { AllowedDrop, Evidence, Finding } from "../gate/gate-result.js";
import type { Change } from "../manifest/manifest.js";
import { escapeControls } from "./escape-controls.js";
import { formatEvidenceText, isReferenceEvidence } from "./evidence-text.js";
import { foldParts, wrapText } from "./fold-parts.js";
import { formatSomeReferences } from "./reference-line.js";
import type { ReportContext } from "./reporter.js";
import type { Style } from "./style.js";

export interface FindingContext extends Pick<ReportContext, "style" | "ownersOf"> {
  /** Absent where no change of the manifest is concerned. */
  readonly change?: Change;
}

const HEAD = { first: 2, rest: 6 } as const;
const BODY = { first: 6, rest: 6 } as const;

/** One finding that is not about a reference by itself: a migration, or the baseline. */
export function formatFinding(finding: Finding, { style }: FindingContext): string[] {
  const { colors } = style;
  const { verdict, rule, message, evidence = [], next } = finding;
  const place = formatPlace(finding);
  const mark = colors.red("✗");
  const title =
    verdict === undefined ? [`${mark} ${place}`] : [`${mark} ${colors.bold(`drop ${verdict}`)}`, place];
  const toDo = next && `${colors.cyan("next:")} ${escapeControls(next)}`;
  return [
    ...foldParts([...title, rule], HEAD, style),
    ...wrapText(escapeControls(message), BODY, style),
    // A soak that is still running stands in the message already.
    ...formatReferenceEvidence(evidence, style),
    ...(toDo ? wrapText(toDo, BODY, style) : []),
  ];
}

export function formatAllowed(drop: AllowedDrop, style: Style): string[] {
  const { colors } = style;
  const title = [`${colors.green("✓")} ${colors.bold("drop allowed")}`, formatPlace(drop)];
  const others = drop.evidence.filter((one) => !isReferenceEvidence(one)).map(formatEvidenceText);
  return [
    ...foldParts(title, HEAD, style),
    ...formatReferenceEvidence(drop.evidence, style),
    ...others.flatMap((text) => wrapText(escapeControls(text), { first: 6, rest: 10 }, style)),
  ];
}

/** More would hide what to do about them. */
const MAX_EVIDENCE = 20;

function formatReferenceEvidence(evidence: readonly Evidence[], style: Style): string[] {
  const references = evidence.filter(isReferenceEvidence);
  return formatSomeReferences(references, style, { max: MAX_EVIDENCE, where: "--format json has them all" });
}

export function formatPlace({ file, line, column }: Pick<Finding, "file" | "line" | "column">): string {
  return escapeControls(`${file}:${line}:${column}`);
}
