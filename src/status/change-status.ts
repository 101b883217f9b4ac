import { getDaysBetween } from "../manifest/dates.js";
import { type Change, isTableTarget } from "../manifest/manifest.js";
import { formatMappingRemovals } from "../references/orm/mapping-removal.js";
import { ACCESSES, isCounted, type Reference } from "../references/reference.js";

/** The steps of a parallel change, in order; `done`: the old shape is gone from code and schema. */
export const STEPS = ["add", "dual-write", "backfill", "switch-reads", "stop-write", "drop", "done"] as const;
export type Step = (typeof STEPS)[number];

/** What a change's step is judged by. */
export interface ChangeFacts {
  readonly change: Change;
  /** References to the old shape, at head. */
  readonly references: readonly Reference[];
  /** References to the new shape, at head. */
  readonly replacementReferences: readonly Reference[];
  readonly schema: SchemaFacts;
  readonly today: string;
}

/** What the migrations tell of a column or table; `undefined` where nothing tells. */
export interface SchemaFacts {
  readonly hasOld: boolean | undefined;
  readonly hasNew: boolean | undefined;
  /** A migration fills the table's rows, after the new shape was added. */
  readonly isBackfilled: boolean;
}

/** One line of `expand-contract status`. */
export interface ChangeStatus {
  readonly change: string;
  readonly step: Step;
  readonly read: number;
  readonly write: number;
  readonly declare: number;
  readonly owner: string;
  readonly sunset: string;
  /** Negative when the date has passed. */
  readonly daysToSunset: number;
  /** What stands in the way of the next step, in words. */
  readonly blockedBy: string;
}

/** The step that is under way and what keeps it from being over. */
export function getChangeStatus(facts: ChangeFacts): ChangeStatus {
  const { change, today } = facts;
  const counted = facts.references.filter(isCounted);
  const declares = counted.filter(({ access }) => access === "declare");
  const writes = counted.filter(({ access }) => access === "write");
  const reads = counted.filter(({ access }) => access !== "declare" && access !== "write");
  const { step, blockedBy } = getStep(facts, { reads, writes, declares });
  return {
    change: change.id,
    step,
    read: reads.length,
    write: writes.length,
    declare: declares.length,
    owner: change.owner,
    sunset: change.sunset,
    daysToSunset: getDaysBetween(today, change.sunset),
    blockedBy,
  };
}

interface ByAccess {
  readonly reads: readonly Reference[];
  readonly writes: readonly Reference[];
  readonly declares: readonly Reference[];
}

interface StepAndBlock {
  readonly step: Step;
  readonly blockedBy: string;
}

function getStep(facts: ChangeFacts, { reads, writes, declares }: ByAccess): StepAndBlock {
  const before = reads.length ? getStepBeforeReads(facts) : undefined;
  if (before) return before;
  if (reads.length) return { step: "switch-reads", blockedBy: describe(reads) };
  // Only mappings are left: how they end, no search for uses would tell.
  const removal = writes.length === 0 ? formatMappingRemovals(declares, facts.change.kind) : undefined;
  if (removal !== undefined)
    return { step: "stop-write", blockedBy: `only mapped: ${removal}; release that` };
  const kept = [...writes, ...declares];
  if (kept.length) return { step: "stop-write", blockedBy: describe(kept) };
  return getStepAtZero(facts);
}

/** Reads can only be switched to a shape that exists, is written and is filled. Known for columns and tables alone. */
function getStepBeforeReads({
  change,
  schema,
  replacementReferences,
}: ChangeFacts): StepAndBlock | undefined {
  const { replacement } = change;
  if (!replacement || !isTableTarget(change.old)) return undefined;
  if (schema.hasNew === false) {
    return { step: "add", blockedBy: `no migration adds ${replacement.text}` };
  }
  if (!replacementReferences.some(({ access }) => access === "write")) {
    return { step: "dual-write", blockedBy: `nothing writes ${replacement.text}` };
  }
  if (schema.hasNew && !schema.isBackfilled) {
    return {
      step: "backfill",
      blockedBy: `no migration fills ${replacement.text}, or it is done outside of them`,
    };
  }
  return undefined;
}

function getStepAtZero({ change, schema }: ChangeFacts): StepAndBlock {
  const isStored = isTableTarget(change.old);
  if (isStored && schema.hasOld === false) {
    return { step: "done", blockedBy: "nothing: take the change out of the manifest" };
  }
  if (isStored) return { step: "drop", blockedBy: `${change.old.text} is still in the database` };
  return {
    step: "drop",
    blockedBy: "nothing: remove it where it is declared, then take the change out of the manifest",
  };
}

/** `2 calls, 1 read, first src/a.ts:12` */
function describe(references: readonly Reference[]): string {
  const counts = ACCESSES.map((access) => ({
    access,
    count: references.filter((reference) => reference.access === access).length,
  })).filter(({ count }) => count > 0);
  const list = counts.map(({ access, count }) => `${count} ${access}${count === 1 ? "" : "s"}`).join(", ");
  const [first] = references;
  return first ? `${list}, first ${first.file}:${first.line}` : list;
}
