import type { Change } from "../manifest/manifest.js";
import { formatMappingRemovals } from "../references/orm/mapping-removal.js";
import type { Reference } from "../references/reference.js";
import type { DeployedUnknown } from "./find-deployed.js";
import type { Evidence, GateRule, StopWriteEvidence } from "./gate-result.js";
import { countDays, countEvidence, isUsed, toEvidence, type Usage } from "./usage.js";

/** How long the old shape has been unused in what is deployed. */
export type SoakAnswer =
  | { readonly state: "passed"; readonly evidence: Evidence }
  | { readonly state: "running"; readonly evidence: StopWriteEvidence; readonly passes: string }
  | { readonly state: "unknown"; readonly reason: string; readonly next: string };

/** Usage at a commit, with the name that the user knows it by. */
export interface UsageAt {
  readonly name: string;
  readonly usage: Usage;
}

/** What is deployed: its usage; why a file of it that could not be read leaves it open; how long it has been unused. */
export interface DeployedUsage extends UsageAt {
  readonly problem?: DeployedUnknown;
  /** Asked only where nothing uses it. */
  readonly soak?: SoakAnswer;
}

export interface DropFacts {
  readonly change: Change;
  readonly base?: UsageAt;
  readonly deployed: DeployedUsage | DeployedUnknown;
  readonly head: UsageAt;
}

export interface DropReason {
  readonly rule: GateRule;
  readonly verdict: "blocked" | "unknown";
  readonly message: string;
  readonly next: string;
  readonly evidence: readonly Evidence[];
}

/** Why a drop may not go: the most telling rule, or both `before-stop` rules; or the evidence that it may. */
export type DropVerdict =
  { readonly reasons: readonly [DropReason, ...DropReason[]] } | { readonly evidence: readonly Evidence[] };

/** SPEC "One rule a drop, the most telling". Unknown is never allowed. */
export function judgeDrop(facts: DropFacts): DropVerdict {
  const { change, base, deployed, head } = facts;
  if (base && isUsed(base.usage) && !isUsed(head.usage)) return { reasons: [getWithStopWrite(change, base)] };
  const usages = "usage" in deployed ? [deployed, head] : [head];
  const [first, ...rest] = usages.flatMap((one) => getBeforeStop(one, facts));
  // What is deployed speaks first; what head still does, only where that is silent.
  if (first !== undefined) return { reasons: [first, ...rest.filter(isOfSame(first))] };
  const unknown = findUnknown(facts);
  if (unknown !== undefined) return { reasons: [unknown] };
  const soak = "usage" in deployed ? deployed.soak : undefined;
  if (soak?.state === "passed") return { evidence: [soak.evidence] };
  throw new Error(`No answer on how long ${change.id} has been unused`);
}

function isOfSame(first: DropReason) {
  const getRef = ({ evidence }: DropReason) => evidence.map((one) => ("ref" in one ? one.ref : ""))[0];
  return (other: DropReason) => getRef(other) === getRef(first);
}

function getWithStopWrite(change: Change, { name, usage }: UsageAt): DropReason {
  const evidence = toEvidence([...usage.writes, ...usage.reads], name);
  return {
    rule: "drop-with-stop-write",
    verdict: "blocked",
    message: `This batch removes the last references of ${change.old.text} and drops it: two phases in one deploy`,
    next: `take the drop out, release the change that removes ${countEvidence(evidence)}, ${getWait(change)}`,
    evidence,
  };
}

function getBeforeStop(used: UsageAt, { change, head }: DropFacts): DropReason[] {
  const { name, usage } = used;
  const { writes, reads } = usage;
  const release = (evidence: readonly Evidence[]): string =>
    used === head
      ? `remove ${countEvidence(evidence)}, release that`
      : `release the change that removes ${countEvidence(evidence)}`;
  const getReason = (rule: GateRule, verb: string, references: readonly Reference[]): DropReason => {
    const evidence = toEvidence(references, name);
    // Only mappings are left, and the batch leaves them, too.
    const removal = verb === "declares" ? formatMappingRemovals(head.usage.writes, change.kind) : undefined;
    return {
      rule,
      verdict: "blocked",
      message: `${name} still ${verb} ${change.old.text}`,
      next: `${removal ? `${removal}; release that` : release(evidence)}, ${getWait(change)}`,
      evidence,
    };
  };
  const verb = writes.every(({ access }) => access === "declare") ? "declares" : "writes";
  return [
    ...(writes.length > 0 ? [getReason("drop-before-stop-write", verb, writes)] : []),
    ...(reads.length > 0 ? [getReason("drop-before-stop-read", "reads", reads)] : []),
  ];
}

function getWait({ windowDays }: Change): string {
  const then = "then merge this migration";
  return windowDays === 0 ? then : `then wait ${countDays(windowDays)} and merge this migration`;
}

function findUnknown({ change, deployed, head }: DropFacts): DropReason | undefined {
  if (!("usage" in deployed)) return getUnknown(change, deployed, []);
  const { soak, problem, name } = deployed;
  // The window has its rule before the unknown: a date is more telling than a doubt.
  if (soak?.state === "running") return getBeforeWindow(change, name, soak);
  if (problem !== undefined) return getUnknown(change, problem, []);
  // `select *` in new code carries what is there: it survives the drop.
  const inHead = head.usage.doubtful.filter(({ access }) => access !== "implicit");
  for (const [where, doubtful] of [
    [name, deployed.usage.doubtful],
    [head.name, inHead],
  ] as const)
    if (doubtful.length > 0) return getDoubt(change, where, toEvidence(doubtful, where));
  return soak?.state === "unknown" ? getUnknown(change, soak, []) : undefined;
}

function getBeforeWindow(
  change: Change,
  name: string,
  { evidence, passes }: Extract<SoakAnswer, { state: "running" }>,
): DropReason {
  const { commit, date, ageDays } = evidence;
  const since = `since ${commit.slice(0, 7)} of ${date}`;
  return {
    rule: "drop-before-window",
    verdict: "blocked",
    message: `${change.old.text} is unused in ${name} ${since}: ${ageDays} of ${countDays(change.windowDays)}`,
    next: `merge this migration on ${passes} or later`,
    evidence: [evidence],
  };
}

function getDoubt(change: Change, name: string, evidence: readonly Evidence[]): DropReason {
  const { text } = change.old;
  const settling = `"expand-contract: not ${change.id} because …"`;
  if (evidence.every((one) => "via" in one && one.via === "text")) {
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
  evidence: readonly Evidence[],
): DropReason {
  return {
    rule: "drop-unknown",
    verdict: "unknown",
    message: `It can't be told whether ${change.old.text} is still used: ${reason}`,
    next,
    evidence,
  };
}
