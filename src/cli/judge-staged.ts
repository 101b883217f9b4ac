import type { GateInput } from "../gate/gate-input.js";
import type { GateResult } from "../gate/gate-result.js";
import { runGate } from "../gate/run-gate.js";
import { runMergeGate } from "../gate/run-merge-gate.js";
import type { ScannedTrees } from "../gate/scanned-trees.js";
import { flattenCounts } from "../ratchet/leaf-counts.js";
import { RATCHET_NAME, type Ratchet } from "../ratchet/ratchet-file.js";
import { countOf } from "../report/style.js";
import { type StagedPlaces, stageText } from "../trees/stage-text.js";
import type { Staged } from "./staged-session.js";
import { tightenHead } from "./tighten-head.js";

export interface StagedJob {
  readonly root: string;
  readonly staged: Staged;
  /** `--base`: then a merge is compared with that one alone. */
  readonly base: string | undefined;
  /** `--tighten` */
  readonly tighten: boolean;
}

/** The gate on what is staged; without findings, the baseline is lowered for it and staged, if that is wanted. */
export async function judgeStaged(
  input: GateInput,
  trees: ScannedTrees,
  job: StagedJob,
): Promise<GateResult> {
  const result = await judge(input, trees, job);
  const { ratchetText } = input;
  if (!result.ok || !job.tighten || ratchetText === undefined) return result;
  const { before, after, text, isSame } = await tightenHead(input, trees);
  if (isSame || before === undefined) return result;
  // What is lowered here is judged by the next run: it must not fail by what this one does.
  const lowered = await judge({ ...input, ratchetText: text }, trees, job);
  if (!lowered.ok)
    throw new Error(`${RATCHET_NAME} as it was to be staged does not pass: ${lowered.findings[0]?.message}`);
  const places = await stageText(job.root, job.staged.index, {
    ...{ path: RATCHET_NAME, before: ratchetText, after: text },
  });
  return { ...lowered, notes: [...lowered.notes, ...describe(before, after, places)] };
}

async function judge(
  input: GateInput,
  trees: ScannedTrees,
  { staged, base }: StagedJob,
): Promise<GateResult> {
  const { merged } = staged.index;
  return merged.length > 0 && base === undefined ? runMergeGate(input, trees, merged) : runGate(input, trees);
}

function describe(before: Ratchet, after: Ratchet, { isNextLeft, isDiskLeft }: StagedPlaces): string[] {
  return [
    `${RATCHET_NAME} was tightened for what is staged, and staged: ${sum(before)} → ${countOf(sum(after), "reference")}.`,
    ...(isDiskLeft ? [`${RATCHET_NAME} on disk has changes that are not staged, and was left alone.`] : []),
    ...(isNextLeft
      ? [
          `Another ${RATCHET_NAME} is staged for a later commit, and was left alone: expand-contract ratchet tighten`,
        ]
      : []),
  ];
}

function sum({ changes }: Ratchet): number {
  return flattenCounts(changes).reduce((total, { count }) => total + count, 0);
}
