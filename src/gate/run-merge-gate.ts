import type { GateInput } from "./gate-input.js";
import type { GateResult } from "./gate-result.js";
import { runGate } from "./run-gate.js";
import type { ScannedTrees } from "./scanned-trees.js";

/**
 * The gate on a commit that merges `merged` into `HEAD`: what it brings is what none of its parents has. What one side brought was judged when it was
 * committed there, and two deploys of the other side are no single batch because they arrive together here.
 */
export async function runMergeGate(
  input: GateInput,
  trees: ScannedTrees,
  merged: readonly string[],
): Promise<GateResult> {
  const result = await runGate({ ...input, base: "HEAD" }, trees);
  const others: GateResult[] = [];
  for (const base of merged) others.push(await runGate({ ...input, base }, trees));
  const keepCommon = <T extends Placed>(getItems: (of: GateResult) => readonly T[]): T[] => {
    const known = others.map((other) => new Set(getItems(other).map(getKey)));
    return getItems(result).filter((item) => known.every((keys) => keys.has(getKey(item))));
  };
  const findings = keepCommon((one) => one.findings);
  const names = merged.map((sha) => sha.slice(0, 7)).join(", ");
  return {
    ...result,
    ok: findings.length === 0,
    findings,
    allowed: keepCommon((one) => one.allowed),
    suppressed: keepCommon((one) => one.suppressed),
    notes: [...result.notes, `This commit is a merge: what HEAD or ${names} has is not held against it.`],
  };
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
