import { getMoves } from "../../ratchet/compare-baseline.js";
import type { Move } from "../../ratchet/move-counts.js";
import { findBase } from "../refs/find-base.js";
import { type GateInput, WORKING_TREE } from "../gate-input.js";
import { matchTrees } from "./match-trees.js";
import { checkBaseScan, checkHeadScan, type ScannedTrees } from "../scanned-trees.js";

/** References that changed their place since the base, for `ratchet tighten` to take their counts along; none without a base. */
export async function findMoves(input: GateInput, trees: ScannedTrees): Promise<Move[]> {
  const base = await findBase(input);
  if (base === undefined) return [];
  const head = await trees.scan(WORKING_TREE);
  checkHeadScan(head, await trees.open(WORKING_TREE));
  const before = await trees.scan(base.commit.sha);
  checkBaseScan(before, base.name);
  const sides = { baseSha: base.commit.sha, base: before.references, head: head.references };
  return getMoves(await matchTrees(trees, sides));
}
