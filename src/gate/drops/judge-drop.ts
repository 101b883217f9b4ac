import type { Change } from "../../manifest/manifest.js";
import type { DeployedUnknown } from "../refs/find-deployed.js";
import { findDropDoubt } from "./find-drop-doubt.js";
import type { Evidence, GateRule, ReferenceEvidence, StopWriteEvidence } from "../gate-result.js";
import type { OtherUsage } from "./get-other-usage.js";
import { joinNames } from "./join-names.js";
import { countEvidence, getRemovalSteps } from "./removal-step.js";
import { getWait, type Rollout } from "./rollout.js";
import { isUsed, toEvidence, type Usage } from "../usage.js";

/** How long the old shape has been unused in what is deployed. */
export type SoakAnswer =
  | { readonly state: "passed"; readonly evidence: Evidence }
  | { readonly state: "running"; readonly evidence: StopWriteEvidence; readonly passes: string }
  | { readonly state: "unknown"; readonly reason: string; readonly next: string };

/** Usage at a commit, with the name that the user knows it by. */
export interface UsageAt {
  readonly name: string;
  readonly usage: Usage;
  /** Of another repo: what was scanned there. */
  readonly ref?: string;
}

/** What is deployed: its usage; why a file of it that could not be read leaves it open; how long it has been unused. */
export interface DeployedUsage extends UsageAt {
  readonly problem?: DeployedUnknown;
  /** Asked only where nothing uses it. */
  readonly soak?: SoakAnswer;
}

/** What is left when the batch has run. */
export interface HeadUsage extends UsageAt {
  /** Files that define what the database runs: views, functions, triggers. */
  readonly definitionFiles: readonly string[];
}

export interface DropFacts {
  readonly change: Change;
  /** What the batch is merged into: the base's branch as it stands now. */
  readonly base?: UsageAt;
  /** Where that branch went on since: what it used where the batch parted from it. */
  readonly parting?: UsageAt;
  readonly deployed: DeployedUsage | DeployedUnknown;
  readonly head: HeadUsage;
  readonly others: OtherUsage;
  readonly rollout: Rollout;
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
  const { change, base, parting = base, deployed, head, others } = facts;
  // What somebody else removed from the base meanwhile, or added to it, is not removed by this batch.
  const isRemoved = [base, parting].every((one) => one && isUsed(one.usage)) && !isUsed(head.usage);
  if (base && isRemoved) return { reasons: [getWithStopWrite(base, facts)] };
  // What runs speaks first, here and elsewhere; what will be merged, and what head still does, only where that is silent.
  const running = [...("usage" in deployed ? [deployed] : []), ...others.usages];
  const merged = base && parting !== base ? [base] : [];
  for (const used of [running, merged, [head]]) {
    const [first, ...rest] = getBeforeStop(used, facts);
    if (first !== undefined) return { reasons: [first, ...rest] };
  }
  const doubt = findDropDoubt(facts);
  if (doubt !== undefined) return { reasons: [doubt] };
  const soak = "usage" in deployed ? deployed.soak : undefined;
  if (soak?.state === "passed") return { evidence: [soak.evidence, ...others.evidence] };
  throw new Error(`No answer on how long ${change.id} has been unused`);
}

function getWithStopWrite({ name, usage }: UsageAt, { change, rollout }: DropFacts): DropReason {
  const evidence = toEvidence([...usage.writes, ...usage.reads], { name });
  const release = rollout.release === undefined ? "" : `${rollout.release}, `;
  return {
    rule: "drop-with-stop-write",
    verdict: "blocked",
    message: `This batch removes the last references of ${change.old.text} and drops it: two phases in one deploy`,
    next: `take the drop out, merge the change that removes ${countEvidence(evidence)}, ${release}${getWait(change, rollout)}`,
    evidence,
  };
}

function getBeforeStop(used: readonly UsageAt[], facts: DropFacts): DropReason[] {
  const evidence = used.flatMap((user) => toEvidence([...user.usage.writes, ...user.usage.reads], user));
  if (evidence.length === 0) return [];
  // One way out for both rules.
  const next = used.includes(facts.head) ? getHeadSteps(evidence, facts) : getSteps(evidence, facts);
  return [
    ...getReason("drop-before-stop-write", used, { change: facts.change, next }),
    ...getReason("drop-before-stop-read", used, { change: facts.change, next }),
  ];
}

function getReason(
  rule: "drop-before-stop-write" | "drop-before-stop-read",
  used: readonly UsageAt[],
  { change, next }: { readonly change: Change; readonly next: string },
): DropReason[] {
  const side = rule === "drop-before-stop-write" ? "writes" : "reads";
  const users = used.filter(({ usage }) => usage[side].length > 0);
  if (users.length === 0) return [];
  const evidence = users.flatMap((user) => toEvidence(user.usage[side], user));
  const isDeclared = side === "writes" && evidence.every(({ access }) => access === "declare");
  const verb = isDeclared ? "declare" : side.slice(0, -1);
  const names = joinNames(users.map(({ name }) => name));
  return [
    {
      rule,
      verdict: "blocked",
      message: `${names} still ${verb}${users.length === 1 ? "s" : ""} ${change.old.text}`,
      next,
      evidence,
    },
  ];
}

function getSteps(evidence: readonly ReferenceEvidence[], { change, rollout, head, base }: DropFacts) {
  return getRemovalSteps({ change, rollout, evidence, head: head.usage, ...(base && { base }) });
}

/**
 * As far as is known nothing that runs uses it. What the batch itself added, it can leave out; what the database runs, it can replace. What
 * the base has too goes before: taken out here, it would go together with the drop.
 */
function getHeadSteps(evidence: readonly ReferenceEvidence[], facts: DropFacts): string {
  const { base, head } = facts;
  const { definitionFiles } = head;
  const defined = evidence.filter(({ file }) => definitionFiles.includes(file));
  const code = evidence.filter((one) => !defined.includes(one));
  const names = [...new Set(defined.map(({ scope, file }) => (scope === "<module>" ? file : scope)))];
  const isOwn = base === undefined || !isUsed(base.usage);
  const removal = isOwn ? `take ${countEvidence(code)} out of this batch` : getSteps(code, facts);
  return [
    ...(code.length > 0 ? [removal] : []),
    ...(names.length > 0
      ? [`replace or drop ${joinNames(names)} in a migration that runs before this drop, or above it`]
      : []),
  ].join(", and ");
}
