import { getDaysBetween } from "../../manifest/dates.js";
import type { Change } from "../../manifest/manifest.js";
import type { DeployedUnknown } from "../refs/find-deployed.js";
import type { ReferenceEvidence, StopWriteEvidence } from "../gate-result.js";
import type { OtherUsage } from "./get-other-usage.js";
import type { DropFacts, DropReason } from "./judge-drop.js";
import { countEvidence } from "./removal-step.js";
import { countDays, toEvidence } from "../usage.js";

/** Why a drop of what nothing is known to use has to wait: the window, or what leaves it open whether something does. */
export function findDropDoubt(facts: DropFacts): DropReason | undefined {
  const { change, deployed, others } = facts;
  if (!("usage" in deployed)) return getUnknown(change, deployed, []);
  const { soak, problem, name } = deployed;
  // The window has its rule before the unknown: a date is more telling than a doubt.
  const here = soak?.state === "running" ? soak : undefined;
  const elsewhere = others.running;
  if (elsewhere !== undefined && elsewhere.passes > (here?.passes ?? ""))
    return getBeforeWindowElsewhere(facts, elsewhere);
  if (here !== undefined) return getBeforeWindow(change, name, here);
  const open = problem ?? others.problem;
  if (open !== undefined) return getUnknown(change, open, []);
  return findImplicit(facts, name) ?? (soak?.state === "unknown" ? getUnknown(change, soak, []) : undefined);
}

function findImplicit({ change, deployed, head, others }: DropFacts, name: string): DropReason | undefined {
  // `select *` in new code carries what is there: it survives the drop.
  const inHead = head.usage.doubtful.filter(({ access }) => access !== "implicit");
  const inDeployed = "usage" in deployed ? deployed.usage.doubtful : [];
  const all = [
    { name, doubtful: inDeployed },
    ...others.usages.map((other) => ({ ...other, doubtful: other.usage.doubtful })),
    { name: head.name, doubtful: inHead },
  ];
  const found = all.find(({ doubtful }) => doubtful.length > 0);
  return found && getDoubt(change, found.name, toEvidence(found.doubtful, found));
}

function getBeforeWindow(
  change: Change,
  name: string,
  { evidence, passes }: { readonly evidence: StopWriteEvidence; readonly passes: string },
): DropReason {
  const { commit, date, ageDays, release, windowDays } = evidence;
  const since = `since ${commit.slice(0, 7)} of ${date}`;
  // A commit that waited for its release counts from that day.
  const isReleasedLater = release !== undefined && release.date > date;
  const released = isReleasedLater ? `, which ${release.name} of ${release.date} was the first to have` : "";
  const age = isReleasedLater ? release.ageDays : ageDays;
  return {
    rule: "drop-before-window",
    verdict: "blocked",
    message: `${change.old.text} is unused in ${name} ${since}${released}: ${age} of ${countDays(windowDays)}`,
    next: `merge this migration on ${passes} or later`,
    evidence: [evidence],
  };
}

function getBeforeWindowElsewhere(
  { change, rollout }: DropFacts,
  { name, evidence, since, passes }: NonNullable<OtherUsage["running"]>,
): DropReason {
  const ageDays = getDaysBetween(since, rollout.today);
  return {
    rule: "drop-before-window",
    verdict: "blocked",
    message: `${change.old.text} is unused in ${name} since the scan of ${since}: ${ageDays} of ${countDays(change.windowDays)}`,
    next: `merge this migration on ${passes} or later`,
    evidence: [evidence],
  };
}

function getDoubt(change: Change, name: string, evidence: readonly ReferenceEvidence[]): DropReason {
  const { text } = change.old;
  const settling = `"expand-contract: not ${change.id} because …"`;
  if (evidence.every(({ via }) => via === "text")) {
    const [place, mention] =
      evidence.length === 1 ? ["a place", "mentions"] : [`${evidence.length} places`, "mention"];
    const reason = `${place} in ${name} ${mention} it in files that are searched as text alone`;
    const next = `look at ${countEvidence(evidence)}: take out what uses it, or write ${settling} above in a comment of that language, and release that`;
    return getUnknown(change, { reason, next }, evidence);
  }
  return getUnknown(
    change,
    {
      reason: `${evidence.length === 1 ? "a place" : `${evidence.length} places`} in ${name} may use it without naming it`,
      next:
        `name the columns there instead of ${text}'s whole row, or write above each ` +
        `${settling}, and release that`,
    },
    evidence,
  );
}

function getUnknown(
  change: Change,
  { reason, next }: DeployedUnknown,
  evidence: readonly ReferenceEvidence[],
): DropReason {
  return {
    rule: "drop-unknown",
    verdict: "unknown",
    message: `It can't be told whether ${change.old.text} is still used: ${reason}`,
    next,
    evidence,
  };
}
