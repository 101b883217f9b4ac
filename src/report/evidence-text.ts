import type {
  Evidence,
  Finding,
  ReferenceEvidence,
  StopWriteEvidence,
  UnusedElsewhereEvidence,
} from "../gate/gate-result.js";
import { countOf } from "./style.js";

/** Evidence that is no reference, in one line. */
export function formatEvidenceText(evidence: Exclude<Evidence, ReferenceEvidence>): string {
  if (evidence.kind === "stop-write") return formatStopWrite(evidence);
  if (evidence.kind === "unused-elsewhere") return formatUnusedElsewhere(evidence);
  return `never used in what is deployed, as far back as ${evidence.commit.slice(0, 7)}, ${evidence.date}`;
}

export function isReferenceEvidence(evidence: Evidence): evidence is ReferenceEvidence {
  return evidence.kind === "reference";
}

/** `unused in what is deployed since 3f2c1ab, 2026-05-10, 51 days ago (window: 7 days), first released in v1.42.0, 2026-05-12` */
function formatStopWrite({ commit, date, ageDays, windowDays, release }: StopWriteEvidence): string {
  const age = `${countOf(ageDays, "day")} ago (window: ${countOf(windowDays, "day")})`;
  const released = release === undefined ? "" : `, first released in ${release.name}, ${release.date}`;
  return `unused in what is deployed since ${commit.slice(0, 7)}, ${date}, ${age}${released}`;
}

/** `worker   unused at main 3f2c1ab, counted on 2026-09-25 by usage.json` */
function formatUnusedElsewhere({ repo, ref, commit, scanned, file, since }: UnusedElsewhereEvidence): string {
  const short = commit?.slice(0, 7);
  const at = short === undefined || short === ref ? ref : `${ref} ${short}`;
  const started = since === undefined ? "" : `, the first time on ${since}`;
  return `${repo}   unused at ${at}, counted on ${scanned} by ${file}${started}`;
}

/** Two rules on one drop have one way out: it stands under the last of them. */
export function withoutSameNext(findings: readonly Finding[]): Finding[] {
  return findings.map((finding, index) => {
    const after = findings[index + 1];
    const isSame =
      after?.next === finding.next && after?.file === finding.file && after.line === finding.line;
    if (!isSame) return finding;
    const { next: _, ...rest } = finding;
    return rest;
  });
}
