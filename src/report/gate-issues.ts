import type { Evidence, Finding, GateResult, ReferenceEvidence, Suppressed } from "../gate/gate-result.js";
import type { Change } from "../manifest/manifest.js";
import { escapeControls } from "./escape-controls.js";
import { addFingerprints, type Issue, type IssueDraft, type IssueEvidence } from "./issue.js";
import { getCodeOwners, getIssueFile, getReferencePlace } from "./issue-place.js";
import type { ReportContext } from "./reporter.js";

/** What fails the gate, then what comments allow. */
export function getGateIssues({ findings, suppressed }: GateResult, context: ReportContext): Issue[] {
  const added = new Set(findings.filter(({ rule }) => rule === "new-reference").map(getPlaceKey));
  return addFingerprints([
    ...findings.map((finding) => createFindingDraft(finding, added, context)),
    ...suppressed.map((one) => createSuppressedDraft(one, context)),
  ]);
}

function getPlaceKey({ change, file, line, column }: Finding): string {
  return JSON.stringify([change, file, line, column]);
}

function createFindingDraft(
  finding: Finding,
  added: ReadonlySet<string>,
  context: ReportContext,
): IssueDraft {
  const { reference, rule } = finding;
  // Only the sunset concerns what was there before: all else is judged for what the batch adds.
  const isOld = rule === "past-sunset" && !added.has(getPlaceKey(finding));
  return {
    ...createDraft(finding, context),
    level: "error",
    message: getFindingMessage(finding),
    place: reference ? getReferencePlace(reference, context) : getPlace(finding, context),
    evidence: (finding.evidence ?? [])
      .filter(isReferenceEvidence)
      .map((evidence) => createEvidence(evidence, context)),
    state: isOld ? "unchanged" : "new",
  };
}

function createSuppressedDraft(suppressed: Suppressed, context: ReportContext): IssueDraft {
  return {
    ...createDraft(suppressed, context),
    // Services that don't know of allowances show it like all else; a note stops nobody.
    level: "note",
    message: escapeControls(
      `${getPrefix(suppressed)}${endSentence(suppressed.message)} Allowed because ${suppressed.reason}`,
    ),
    place: getPlace(suppressed, context),
    evidence: [],
    state: "new",
    reason: escapeControls(suppressed.reason),
  };
}

type Judged = Pick<Finding, "rule" | "change" | "file" | "message" | "reference">;

function createDraft(judged: Judged, context: ReportContext) {
  const { rule, change, reference } = judged;
  const owner = context.changes.find(({ id }: Change) => id === change)?.owner;
  return {
    rule,
    ...(change !== undefined && { change }),
    facts: {
      ...(reference && getReferenceFacts(reference)),
      ...(owner !== undefined && { owner }),
      ...getCodeOwners(judged, context),
    },
    identity: getIdentity(judged, context),
  };
}

function getReferenceFacts({ access, scope, via, certainty }: NonNullable<Finding["reference"]>) {
  return { access, scope, via, certainty };
}

/** A message about a change may name days and commits; one about none, or about the baseline, names what it is about beside numbers. */
function getIdentity({ rule, change, file, message, reference }: Judged, context: ReportContext): string[] {
  const place = getIssueFile({ file }, context);
  if (reference) return [rule, reference.change, place, reference.access, reference.scope, reference.text];
  const isNamed = change === undefined || rule === "baseline-raised";
  return [rule, change ?? "", place, ...(isNamed ? [message.replaceAll(/\d+/g, "")] : [])];
}

function getPlace({ file, line, column }: Pick<Finding, "file" | "line" | "column">, context: ReportContext) {
  return { file: getIssueFile({ file }, context), line, column };
}

function isReferenceEvidence(evidence: Evidence): evidence is ReferenceEvidence {
  return evidence.kind === "reference";
}

function createEvidence(evidence: ReferenceEvidence, context: ReportContext): IssueEvidence {
  const { ref, access, scope, line, column, text } = evidence;
  const where = scope === "<module>" ? "" : ` in ${scope}`;
  const message = escapeControls(`${ref}: ${access}${where}`);
  return { file: getIssueFile(evidence, context), line, column, text, message };
}

function getFindingMessage(finding: Finding): string {
  const verdict = finding.verdict === undefined ? "" : `drop ${finding.verdict}, `;
  const next = finding.next === undefined ? "" : ` Next: ${endSentence(finding.next)}`;
  return escapeControls(`${getPrefix(finding)}${verdict}${endSentence(finding.message)}${next}`);
}

function getPrefix({ change }: { readonly change?: string }): string {
  return change === undefined ? "" : `${change}: `;
}

function endSentence(text: string): string {
  return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : `${text}.`;
}
