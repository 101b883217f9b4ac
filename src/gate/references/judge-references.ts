import { getDaysBetween } from "../../manifest/dates.js";
import type { Change } from "../../manifest/manifest.js";
import {
  type CompareInput,
  countNewlyAccepted,
  findNewReferences,
  findRaised,
  findStale,
  getMoves,
} from "../../ratchet/compare-baseline.js";
import { countReferences, isInBaseline } from "../../ratchet/count-references.js";
import { getLeafKey } from "../../ratchet/leaf.js";
import { flattenCounts, LeafCounts } from "../../ratchet/leaf-counts.js";
import type { ReferenceMatch } from "../../ratchet/match-references.js";
import { findAcceptedPlace, findLeafPlace } from "../../ratchet/parse-ratchet.js";
import type { Ratchet } from "../../ratchet/ratchet-file.js";
import { isKnown } from "../../ratchet/tighten.js";
import type { Reference } from "../../references/reference.js";
import type { Finding, Moved, Stale } from "../gate-result.js";
import { countDays } from "../usage.js";

/** What the base knows. */
export interface BaseKnowledge {
  readonly name: string;
  /** Changes that its manifest has. */
  readonly changes: readonly string[];
  readonly ratchet?: Ratchet;
  readonly references: readonly Reference[];
}

export interface RatchetText {
  readonly file: string;
  readonly text: string;
  readonly ratchet: Ratchet;
}

export interface ReferenceFacts {
  readonly changes: readonly Change[];
  readonly head: readonly Reference[];
  readonly match?: ReferenceMatch;
  readonly base?: BaseKnowledge;
  readonly baseline?: RatchetText;
  readonly today: string;
}

export interface JudgedReferences {
  readonly findings: readonly Finding[];
  readonly stale: readonly Stale[];
  readonly moved: readonly Moved[];
}

/** `new-reference`, `baseline-raised` and `past-sunset`; what is stale and what moved. */
export function judgeReferences(facts: ReferenceFacts): JudgedReferences {
  const { changes, head, match, base, baseline } = facts;
  const ids = changes.map(({ id }) => id);
  const ratchet = baseline?.ratchet;
  const newlyAccepted = countNewlyAccepted(ratchet, base?.ratchet, getMoves(match));
  const input: CompareInput = { head, newlyAccepted, ...(match && { match }), ...(ratchet && { ratchet }) };
  const fresh = findNewReferences(input).filter(({ change }) => isJudged(change, facts));
  return {
    findings: [
      ...fresh.map((reference) => getNewReference(reference, facts)),
      ...getRaised(facts, newlyAccepted),
      ...getExpired(facts),
      ...getPastSunset(facts),
    ],
    stale: findStale(input, ids),
    moved: getMoved(match),
  };
}

/** A change that neither baseline nor base knows is new in the manifest: what is there is where it starts. */
function isJudged(change: string, { base, baseline }: ReferenceFacts): boolean {
  return (
    isKnown(baseline?.ratchet, change) ||
    isKnown(base?.ratchet, change) ||
    base?.changes.includes(change) === true
  );
}

function getNewReference(reference: Reference, { changes, base, baseline }: ReferenceFacts): Finding {
  const { change: id, access, file, line, column } = reference;
  const change = changes.find((one) => one.id === id);
  const text = change?.old.text ?? id;
  const against = [...(baseline ? ["the baseline"] : []), ...(base ? [base.name] : [])].join(" and ");
  const use = change?.replacement === undefined ? `do without ${text}` : `use ${change.replacement.text}`;
  return {
    rule: "new-reference",
    change: id,
    ...{ file, line, column },
    message: `New ${access} of ${text} in ${reference.scope}, which ${against} ${base && baseline ? "do" : "does"} not have`,
    next: `${use}; or, if it must be: expand-contract ratchet accept --change ${id} --file ${file} --reason "…"`,
    reference,
  };
}

/** A change that only the base's manifest knew is held to the base's references: entering it is no way to let new ones in. */
function getRaised({ base, baseline, match, changes }: ReferenceFacts, newlyAccepted: LeafCounts): Finding[] {
  if (base === undefined || baseline === undefined) return [];
  const { ratchet, text, file } = baseline;
  const isHeld = (id: string) => isKnown(base.ratchet, id) || base.changes.includes(id);
  const entered = base.references.filter(({ change }) => !isKnown(base.ratchet, change) && isHeld(change));
  const raised = findRaised({
    before: [...flattenCounts(base.ratchet?.changes ?? {}), ...countReferences(entered)],
    after: flattenCounts(ratchet.changes).filter(({ change }) => isHeld(change)),
    moves: getMoves(match),
    newlyAccepted,
  });
  return raised
    .filter((leaf) => changes.some(({ id }) => id === leaf.change))
    .map((leaf) => ({
      rule: "baseline-raised",
      change: leaf.change,
      file,
      ...findLeafPlace(text, leaf),
      place: { file: leaf.file, scope: leaf.scope, access: leaf.access },
      message: `${file} allows ${leaf.now} × ${leaf.access} in ${leaf.file} ${leaf.scope}, ${base.name} allows ${leaf.was}, and nothing says why`,
      next: `lower it again (git checkout ${base.name} -- ${file} takes that one back); if the reference must be, accept it then: expand-contract ratchet accept --change ${leaf.change} --file ${leaf.file} --reason "…"`,
    }));
}

/** Accepted references whose date has passed, where they are still needed. */
function getExpired({ baseline, head, changes, today }: ReferenceFacts): Finding[] {
  if (baseline === undefined) return [];
  const { ratchet, text, file } = baseline;
  const there = new LeafCounts(countReferences(head));
  const allowed = new LeafCounts(flattenCounts(ratchet.changes));
  const ids = new Set(changes.map(({ id }) => id));
  return ratchet.accepted.flatMap((entry, index): Finding[] => {
    const { change, until, count, owner, reason } = entry;
    if (until === undefined || until >= today || !ids.has(change)) return [];
    if (there.get(entry) <= allowed.get(entry) - count) return [];
    const whose = owner === undefined ? "" : ` by ${owner}`;
    return [
      {
        rule: "baseline-raised",
        change,
        file,
        ...findAcceptedPlace(text, index),
        place: { file: entry.file, scope: entry.scope, access: entry.access },
        message: `${entry.file} ${entry.scope}: the ${entry.access} was accepted${whose} until ${until} because ${reason}; that was ${countDays(getDaysBetween(until, today))} ago`,
        next: `remove the reference and run: expand-contract ratchet tighten; or agree on a later "until" in ${file}`,
      },
    ];
  });
}

function getPastSunset({ changes, head, today }: ReferenceFacts): Finding[] {
  return changes
    .filter(({ sunset }) => sunset < today)
    .flatMap((change) =>
      head
        .filter((one) => one.change === change.id && isInBaseline(one))
        .map((reference) => ({
          rule: "past-sunset" as const,
          change: change.id,
          ...{ file: reference.file, line: reference.line, column: reference.column },
          message: `The sunset of ${change.old.text} was ${change.sunset}, ${countDays(getDaysBetween(change.sunset, today))} ago, and this ${reference.access} remains`,
          next: `remove it, or let ${change.owner} agree on a later "sunset" in the manifest`,
          reference,
        })),
    );
}

function getMoved(match: ReferenceMatch | undefined): Moved[] {
  return (match?.pairs ?? [])
    .filter(({ base, head }) => getLeafKey(base) !== getLeafKey(head))
    .map(({ base, head }) => ({
      change: head.change,
      access: head.access,
      from: { file: base.file, line: base.line, scope: base.scope },
      to: { file: head.file, line: head.line, scope: head.scope },
    }));
}
