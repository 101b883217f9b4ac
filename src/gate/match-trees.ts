import { createMoveTest } from "../ratchet/create-move-test.js";
import { findRenames } from "../ratchet/find-renames.js";
import { matchReferences, type ReferenceMatch } from "../ratchet/match-references.js";
import type { Reference } from "../references/reference.js";
import { WORKING_TREE } from "./gate-input.js";
import type { ScannedTrees } from "./scanned-trees.js";

export interface TwoScans {
  readonly baseSha: string;
  readonly base: readonly Reference[];
  readonly head: readonly Reference[];
}

/** Pairs the references of base and head, with the texts of the files around them. */
export async function matchTrees(
  trees: ScannedTrees,
  { baseSha, base, head }: TwoScans,
): Promise<ReferenceMatch> {
  const paths = new Set([...base, ...head].map(({ file }) => file));
  const baseTexts = await trees.readTexts(baseSha, paths);
  const headTexts = await trees.readTexts(WORKING_TREE, paths);
  const renames = findRenames(
    new Map([...baseTexts].filter(([path]) => !headTexts.has(path))),
    new Map([...headTexts].filter(([path]) => !baseTexts.has(path))),
  );
  const isMove = createMoveTest({ baseTexts, headTexts, renames });
  return matchReferences({ base, head, renames, isMove });
}
