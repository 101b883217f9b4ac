import type { Finding, GateRule } from "../gate/gate-result.js";
import type { Change } from "../manifest/manifest.js";
import type { Reference } from "../references/reference.js";
import { getRemedyParts } from "./change-heading.js";
import type { FindingContext } from "./finding-text.js";
import { foldParts } from "./fold-parts.js";
import { formatByOwner } from "./owner-text.js";

export interface ReferenceFinding extends Finding {
  readonly reference: Reference;
}

interface RuleText {
  readonly title: (count: number) => string;
  /** The rest is counted: who breaks a rule sees each place, what was there before is for `scan`. */
  readonly max: number;
}

const TEXTS: Readonly<Partial<Record<GateRule, RuleText>>> = {
  "new-reference": {
    title: (count) => (count === 1 ? "new reference" : `${count} new references`),
    max: Number.POSITIVE_INFINITY,
  },
  "past-sunset": {
    title: (count) => (count === 1 ? "past its sunset" : `${count} references past their sunset`),
    max: 20,
  },
};

/** Findings of one rule on one change: by owner and file, and once what to use instead. */
export function formatReferenceFindings(
  findings: readonly ReferenceFinding[],
  change: Change,
  { style, ownersOf }: FindingContext,
): string[] {
  const { colors } = style;
  const rule = findings[0]?.rule;
  const { title, max } = (rule && TEXTS[rule]) ?? { title: () => rule, max: Number.POSITIVE_INFINITY };
  const references = findings.map(({ reference }) => reference);
  const left = references.length - max;
  return [
    `  ${colors.red("✗")} ${colors.bold(String(title(references.length)))}`,
    ...formatByOwner(references.slice(0, max), { change, style, ...(ownersOf && { ownersOf }) }),
    ...(left > 0 ? [`      and ${left} more: expand-contract scan`] : []),
    ...foldParts(getRemedyParts(change), { first: 6, rest: 6 }, style),
  ];
}
