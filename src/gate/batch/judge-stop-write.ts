import { type Change, isTableTarget } from "../../manifest/manifest.js";
import type { Finding } from "../gate-result.js";
import type { UsageAt } from "../drops/judge-drop.js";
import type { Reference } from "../../references/reference.js";
import { toEvidence } from "../usage.js";

export interface StopWriteFacts {
  readonly change: Change;
  readonly base: UsageAt;
  readonly head: UsageAt;
  /** Writes at the base, with those of its triggers and functions: a trigger may be what keeps the old column true. */
  readonly stored: readonly Reference[];
  readonly manifestFile: string;
}

/**
 * One batch takes both reads and writes of a column or table to zero: while it rolls out, the old code reads what the new one no longer writes.
 * So it does where the batch drops the trigger that wrote it, whatever the new code reads.
 */
export function judgeStopWrite(facts: StopWriteFacts): Finding | undefined {
  const { change, base, head, stored, manifestFile } = facts;
  if (!isTableTarget(change.old)) return undefined;
  const { reads, writes: ownWrites } = split(base);
  const writes = stored.filter(({ access }) => access === "write");
  const after = split(head);
  if (reads.length === 0 || writes.length === 0 || after.writes.length > 0) return undefined;
  const isByDatabase = ownWrites.length === 0;
  if (after.reads.length > 0 && !isByDatabase) return undefined;
  return {
    rule: "stop-write-with-switch-reads",
    change: change.id,
    file: manifestFile,
    line: change.line,
    column: change.column,
    ...(isByDatabase ? explainDatabase(facts) : explainCode(change)),
    evidence: [...toEvidence(writes, base), ...toEvidence(reads, base)],
  };
}

function explainCode({ old: { text } }: Change) {
  return {
    message: `This batch takes both reads and writes of ${text} to zero: while it rolls out, old code reads what new code no longer writes`,
    next: `keep the writes, release the change of the reads, then remove the writes of ${text}`,
  };
}

function explainDatabase({ change, base, head }: StopWriteFacts) {
  const { text } = change.old;
  const switching =
    head.usage.reads.length > 0 ? "switch the reads and release that" : "release the change of the reads";
  return {
    message: `This batch drops what writes ${text} in the database, and ${base.name} still reads it there`,
    next: `keep the trigger, ${switching}, then drop it in a migration of its own`,
  };
}

function split({ usage }: UsageAt) {
  return {
    reads: usage.reads.filter(({ access }) => access === "read"),
    writes: usage.writes.filter(({ access }) => access === "write"),
  };
}
