import { type Change, isTableTarget } from "../manifest/manifest.js";
import type { Finding } from "./gate-result.js";
import type { UsageAt } from "./judge-drop.js";
import { toEvidence } from "./usage.js";

export interface StopWriteFacts {
  readonly change: Change;
  readonly base: UsageAt;
  readonly head: UsageAt;
  readonly manifestFile: string;
}

/** One batch takes both reads and writes of a column or table to zero: while it rolls out, the old code reads what the new one no longer writes. */
export function judgeStopWrite({ change, base, head, manifestFile }: StopWriteFacts): Finding | undefined {
  if (!isTableTarget(change.old)) return undefined;
  const before = split(base);
  const after = split(head);
  if (before.reads.length === 0 || before.writes.length === 0) return undefined;
  if (after.reads.length + after.writes.length > 0) return undefined;
  const { text } = change.old;
  return {
    rule: "stop-write-with-switch-reads",
    change: change.id,
    file: manifestFile,
    line: change.line,
    column: change.column,
    message: `This batch takes both reads and writes of ${text} to zero: while it rolls out, old code reads what new code no longer writes`,
    next: `keep the writes, release the change of the reads, then remove the writes of ${text}`,
    evidence: [...toEvidence(before.writes, base), ...toEvidence(before.reads, base)],
  };
}

function split({ usage }: UsageAt) {
  return {
    reads: usage.reads.filter(({ access }) => access === "read"),
    writes: usage.writes.filter(({ access }) => access === "write"),
  };
}
