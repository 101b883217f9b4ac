import type { Change } from "../../manifest/manifest.js";
import { formatMappingRemovals } from "../../references/orm/mapping-removal.js";
import type { ReferenceEvidence } from "../gate-result.js";
import { joinNames } from "./join-names.js";
import { getWait, type Rollout } from "./rollout.js";
import { isUsed, type Usage } from "../usage.js";

export interface RemovalFacts {
  readonly change: Change;
  readonly rollout: Rollout;
  /** The references that stand in the way. */
  readonly evidence: readonly ReferenceEvidence[];
  readonly head: Usage;
  /** Head before the batch, where there is one, by the name that the user knows. */
  readonly base?: { readonly name: string; readonly usage: Usage };
}

/** The steps from references in what is deployed, here and in other repos, to the day on which the drop may go. */
export function getRemovalSteps(facts: RemovalFacts): string {
  const { change, rollout, evidence } = facts;
  const here = evidence.filter(({ repo }) => repo === undefined);
  const elsewhere = evidence.filter(({ repo }) => repo !== undefined);
  const release = here.length > 0 && rollout.release !== undefined ? [rollout.release] : [];
  const steps = [
    ...(here.length > 0 ? [getOwnRemoval(here, facts)] : []),
    ...release,
    ...(elsewhere.length > 0 ? [getOtherRemoval(elsewhere, here.length > 0)] : []),
    getWait(change, rollout),
  ];
  const renewed = elsewhere.length > 0 ? " with a new usage file" : "";
  return `${steps.join(", ")}${renewed}${getMappingEdit(here, facts)}`;
}

function getOwnRemoval(here: readonly ReferenceEvidence[], facts: RemovalFacts): string {
  const { head, base } = facts;
  if (base !== undefined && !isUsed(base.usage) && !isUsed(head))
    return `${base.name} does without ${here.length === 1 ? "it" : "them"} already`;
  const removal = isMappedOnly(here) ? findMappingRemoval(facts) : undefined;
  return removal === undefined
    ? `merge the change that removes ${countEvidence(here)}`
    : `${removal}; merge that`;
}

/** Among other references a mapping is easily left: how it ends stands behind the steps. */
function getMappingEdit(here: readonly ReferenceEvidence[], facts: RemovalFacts): string {
  const isAmongOthers = here.some(({ access }) => access === "declare") && !isMappedOnly(here);
  const removal = isAmongOthers ? findMappingRemoval(facts) : undefined;
  return removal === undefined ? "" : `. The mapping: ${removal}`;
}

function isMappedOnly(here: readonly ReferenceEvidence[]): boolean {
  return here.every(({ access }) => access === "declare");
}

/** Of the mappings that the batch leaves. */
function findMappingRemoval({ head, change }: RemovalFacts): string | undefined {
  const mappings = head.writes.filter(({ access }) => access === "declare");
  return formatMappingRemovals(mappings, change.kind);
}

function getOtherRemoval(evidence: readonly ReferenceEvidence[], isBesideOwn: boolean): string {
  const repos = [...new Set(evidence.flatMap(({ repo }) => repo ?? []))];
  const one = evidence.length === 1;
  const others = one ? "the other one" : `the other ${evidence.length}`;
  const what = isBesideOwn ? others : countEvidence(evidence);
  return `remove ${what} in ${joinNames(repos)} and release that`;
}

/** `these 3 references` of evidence. */
export function countEvidence({ length }: readonly ReferenceEvidence[]): string {
  return length === 1 ? "this reference" : `these ${length} references`;
}
