import { UserError } from "../errors.js";
import { isCalendarDate } from "../manifest/dates.js";
import { findNearest } from "../manifest/find-nearest.js";
import type { Reference } from "../references/reference.js";
import { countReferences } from "./count-references.js";
import { flattenCounts, LeafCounts, nestCounts } from "./leaf-counts.js";
import type { Ratchet } from "./ratchet-file.js";
import { isKnown, mergeEqual, tightenRatchet } from "./tighten.js";

export interface AcceptRequest {
  readonly change: string;
  /** Only references in this file; absent: all of the change. */
  readonly file?: string;
  readonly reason: string;
  readonly owner?: string;
  /** ISO date, inclusive. */
  readonly until?: string;
}

export interface AcceptFacts {
  /** Ids of the manifest's changes. */
  readonly changes: readonly string[];
  /** All references at head: where a change that the ratchet does not know starts. */
  readonly references: readonly Reference[];
  /** The new ones: those of the gate's `new-reference` findings. */
  readonly surplus: readonly Reference[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/**
 * Raises the baseline by the new references that the request means, and records who accepted them and why. Everything else stays as it is.
 * Throws a UserError for an unknown change, no reason, a bad date, or nothing to accept.
 */
export function acceptReferences(
  ratchet: Ratchet | undefined,
  request: AcceptRequest,
  facts: AcceptFacts,
): Ratchet {
  checkRequest(request, facts);
  const { change, file, reason, owner, until } = request;
  const isMeant = (reference: Reference) =>
    reference.change === change && (file === undefined || reference.file === file);
  const surplus = countReferences(facts.surplus.filter(isMeant));
  if (surplus.length === 0) throw new UserError(getNothingMessage(request));
  const start = enterChange(ratchet, change, facts);
  const counts = new LeafCounts(flattenCounts(start.changes));
  if (isKnown(ratchet, change)) for (const leaf of surplus) counts.add(leaf, leaf.count);
  const entries = surplus.map((leaf) => ({
    ...{ ...leaf, reason: reason.trim() },
    ...(owner === undefined ? {} : { owner }),
    ...(until === undefined ? {} : { until }),
  }));
  return {
    version: 1,
    changes: nestCounts(Object.keys(start.changes), counts.list()),
    accepted: mergeEqual([...start.accepted, ...entries]),
  };
}

/** A change that the ratchet does not know starts with all that is there, as `tighten` would enter it. */
function enterChange(
  ratchet: Ratchet = { version: 1, changes: {}, accepted: [] },
  change: string,
  { references }: AcceptFacts,
): Ratchet {
  if (isKnown(ratchet, change)) return ratchet;
  const entered = tightenRatchet(undefined, {
    changes: [change],
    references: references.filter((reference) => reference.change === change),
  });
  return { ...ratchet, changes: { ...ratchet.changes, ...entered.changes } };
}

function checkRequest({ change, reason, until }: AcceptRequest, { changes, today }: AcceptFacts): void {
  if (!changes.includes(change)) {
    const nearest = findNearest(change, changes);
    const hint =
      nearest === undefined ? `Known changes: ${changes.join(", ") || "none"}.` : `Did you mean ${nearest}?`;
    throw new UserError(`The manifest has no change ${change}. ${hint}`);
  }
  if (reason.trim() === "")
    throw new UserError('A reason is needed: --reason "why the old shape is still needed here"');
  if (until !== undefined && !isCalendarDate(until))
    throw new UserError(`--until ${until} is no date. Write it as YYYY-MM-DD, for example 2026-06-01.`);
  if (until !== undefined && until < today)
    throw new UserError(`--until ${until} has passed already: today is ${today}. Name a later date.`);
}

function getNothingMessage({ change, file }: AcceptRequest): string {
  const where = file === undefined ? "" : ` in ${file}`;
  return (
    `There is no new reference of ${change}${where} to accept, so nothing was written. ` +
    "See what there is: expand-contract ratchet"
  );
}
