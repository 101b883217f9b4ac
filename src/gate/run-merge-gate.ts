import { type GateInput, getRatchet } from "./gate-input.js";
import type { Finding, GateResult } from "./gate-result.js";
import { runGate } from "./run-gate.js";
import type { ScannedTrees } from "./scanned-trees.js";
import { sortFindings } from "./sort-findings.js";
import { isKnown } from "../ratchet/tighten.js";

/**
 * The gate on a commit that merges `merged` into `HEAD`: what it brings is what none of its parents has, or what one of them had taken away. What one
 * side brought was judged when it was committed there, and two deploys of the other side are no single batch because they arrive together here.
 */
export async function runMergeGate(
  input: GateInput,
  trees: ScannedTrees,
  merged: readonly string[],
): Promise<GateResult> {
  const run = (base: string) => runGate({ ...input, base, merged }, trees);
  const result = await run("HEAD");
  const others: OtherSide[] = [];
  for (const sha of merged) others.push({ sha, result: await run(sha) });
  const keepCommon = <T extends Placed>(getItems: (of: GateResult) => readonly T[]): T[] =>
    others.reduce((items, other) => keepKnown(items, getItems(other.result)), [...getItems(result)]);
  const findings = keepCommon((one) => one.findings);
  for (const other of others)
    findings.push(...keepUnknown(await findUndone(result, other, { input, run }), findings));
  const names = merged.map((sha) => sha.slice(0, 7)).join(", ");
  return {
    ...result,
    ok: findings.length === 0,
    findings: sortFindings(findings, input.manifest.changes),
    allowed: keepCommon((one) => one.allowed),
    suppressed: keepCommon((one) => one.suppressed),
    notes: [
      ...result.notes,
      `This commit is a merge: what HEAD or ${names} has is not held against it, unless the other one took it away.`,
    ],
  };
}

interface OtherSide {
  readonly sha: string;
  readonly result: GateResult;
}

interface Gate {
  readonly input: GateInput;
  run(base: string): Promise<GateResult>;
}

/**
 * References that were there when the two sides parted, that one of them took away, and that the merge has again. Only of changes that the baseline
 * knows: of others, what is there may be where they start.
 */
async function findUndone(
  ours: GateResult,
  { sha, result: theirs }: OtherSide,
  { input, run }: Gate,
): Promise<Finding[]> {
  const baseline = getRatchet(input);
  const oneSided = [
    ...keepUnknown(ours.findings, theirs.findings),
    ...keepUnknown(theirs.findings, ours.findings),
  ].filter(({ rule, change = "" }) => rule === "new-reference" && isKnown(baseline, change));
  if (oneSided.length === 0) return [];
  const parted = await input.git?.findMergeBase("HEAD", sha);
  if (parted === undefined) return [];
  const { findings, moved } = await run(parted);
  // One of the same text elsewhere, which went away, makes what the other side brought look like a move of it.
  const isMoved = ({ change, file, line }: Finding) =>
    moved.some((one) => one.change === change && one.to.file === file && one.to.line === line);
  return keepUnknown(oneSided, findings).filter((finding) => !isMoved(finding));
}

function keepKnown<T extends Placed>(items: readonly T[], known: readonly Placed[]): T[] {
  const keys = new Set(known.map(getKey));
  return items.filter((item) => keys.has(getKey(item)));
}

function keepUnknown<T extends Placed>(items: readonly T[], known: readonly Placed[]): T[] {
  const keys = new Set(known.map(getKey));
  return items.filter((item) => !keys.has(getKey(item)));
}

interface Placed {
  readonly rule?: string;
  readonly change?: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

function getKey({ rule, change, file, line, column }: Placed): string {
  return JSON.stringify([rule, change, file, line, column]);
}
