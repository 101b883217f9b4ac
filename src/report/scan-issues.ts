import type { Change, Kind } from "../manifest/manifest.js";
import { type ExcludedReference, isCounted, type Reference } from "../references/reference.js";
import { escapeControls } from "./escape-controls.js";
import { addFingerprints, type Issue, type IssueDraft } from "./issue.js";
import { getCodeOwners, getIssueFile, getReferencePlace } from "./issue-place.js";
import type { ReportContext } from "./reporter.js";
import type { ScanReport } from "./scan-report.js";

/** The ESLint rules that report the same places, so that both have one page and one name. */
export const SCAN_RULES = {
  symbol: "no-deprecated-symbol",
  column: "no-deprecated-column",
  table: "no-deprecated-column",
  config: "no-deprecated-config",
  endpoint: "no-deprecated-endpoint",
  event: "no-deprecated-event",
} as const satisfies Record<Kind, string>;

/** All references, then those that a comment takes out. A change that the manifest does not have says nothing: a result of many repos may be older. */
export function getScanIssues({ references, excluded }: ScanReport, context: ReportContext): Issue[] {
  const changes = new Map(context.changes.map((change) => [change.id, change]));
  return addFingerprints(
    [...references, ...excluded].flatMap((reference) => {
      const change = changes.get(reference.change);
      return change === undefined ? [] : [createDraft(reference, change, context)];
    }),
  );
}

function createDraft(
  reference: Reference | ExcludedReference,
  change: Change,
  context: ReportContext,
): IssueDraft {
  const { access, scope, via, certainty, repo, text } = reference;
  const reason = "reason" in reference ? escapeControls(reference.reason) : undefined;
  return {
    rule: SCAN_RULES[change.kind],
    change: change.id,
    level: getLevel(reference, change, context),
    message: getMessage(reference, change),
    place: getReferencePlace(reference, context),
    evidence: [],
    ...(reason !== undefined && { reason }),
    facts: {
      ...{ access, scope, via, certainty, owner: change.owner },
      ...(repo !== undefined && { repo }),
      ...getCodeOwners(reference, context),
    },
    identity: [change.id, getIssueFile(reference, context), access, scope, text],
  };
}

/** A reference is no news until its sunset. */
function getLevel(reference: Reference, { sunset }: Change, { today }: ReportContext): Issue["level"] {
  const isOpen = isCounted(reference) && !("reason" in reference);
  return isOpen && sunset < today ? "warning" : "note";
}

function getMessage(reference: Reference | ExcludedReference, change: Change): string {
  const { access, scope } = reference;
  const { id, old, replacement, sunset, owner, guide } = change;
  const place = scope === "<module>" ? "" : ` in ${scope}`;
  // The words of the ESLint rules, without the days that are left: they would change every night.
  return escapeControls(
    [
      `${id}: ${access} of ${old.text}${place}.`,
      ...getDoubt(reference),
      ...(replacement === undefined ? [] : [`Use ${replacement.text}.`]),
      `Owner ${owner}, sunset ${sunset}.`,
      ...(guide === undefined ? [] : [`See ${guide}`]),
    ].join(" "),
  );
}

function getDoubt(reference: Reference | ExcludedReference): string[] {
  if ("reason" in reference) return [`Not counted because ${reference.reason}.`];
  if (isCounted(reference)) return [];
  return [reference.certainty === "unresolved" ? "Not counted: only a type could tell." : "Not counted."];
}
