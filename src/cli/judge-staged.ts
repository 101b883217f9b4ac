import type { GateInput } from "../gate/gate-input.js";
import type { GateResult } from "../gate/gate-result.js";
import { limitResult } from "../gate/limit-result.js";
import { runGate } from "../gate/run-gate.js";
import { runMergeGate } from "../gate/run-merge-gate.js";
import type { ScannedTrees } from "../gate/scanned-trees.js";
import { RATCHET_NAME, type Ratchet } from "../ratchet/ratchet-file.js";
import { countOf } from "../report/style.js";
import { type StagedPlaces, stageText } from "../trees/stage-text.js";
import type { ChosenFiles } from "./chosen-files.js";
import type { Staged } from "./staged-session.js";
import { countAll } from "./tightened.js";
import { tightenHead } from "./tighten-head.js";

export interface StagedJob {
  readonly root: string;
  readonly staged: Staged;
  /** `--base`: then a merge is compared with that one alone. */
  readonly base: string | undefined;
  /** `--tighten` */
  readonly tighten: boolean;
  /** Absent: all. */
  readonly files: ChosenFiles | undefined;
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
  const { before, after, text, isSame } = await tightenHead(input, trees, job.files);
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
  { staged, base, files }: StagedJob,
): Promise<GateResult> {
  const { merged } = staged.index;
  const isMerge = merged.length > 0 && base === undefined;
  const result = await (isMerge ? runMergeGate(input, trees, merged) : runGate(input, trees));
  return files ? limitResult(result, files.has, files.note) : result;
}

function describe(before: Ratchet, after: Ratchet, { isNextLeft, isDiskLeft }: StagedPlaces): string[] {
  return [
    `${RATCHET_NAME} was tightened for what is staged, and staged: ${countAll(before)} → ${countOf(countAll(after), "reference")}.`,
    ...(isDiskLeft ? [`${RATCHET_NAME} on disk has changes that are not staged, and was left alone.`] : []),
    ...(isNextLeft
      ? [
          `Another ${RATCHET_NAME} is staged for a later commit, and was left alone: expand-contract ratchet tighten`,
        ]
      : []),
  ];
}
