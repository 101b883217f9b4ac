import { createMoveTest } from "../../ratchet/create-move-test.js";
import { findRenames } from "../../ratchet/find-renames.js";
import { matchReferences, type ReferenceMatch } from "../../ratchet/match-references.js";
import type { Reference } from "../../references/reference.js";
import { WORKING_TREE } from "../gate-input.js";
import type { ScannedTrees } from "../scanned-trees.js";

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
  const paths = getChangedPaths(base, head);
  const baseTexts = await trees.readTexts(baseSha, paths);
  const headTexts = await trees.readTexts(WORKING_TREE, paths);
  const renames = findRenames(
    new Map([...baseTexts].filter(([path]) => !headTexts.has(path))),
    new Map([...headTexts].filter(([path]) => !baseTexts.has(path))),
  );
  const isMove = createMoveTest({ baseTexts, headTexts, renames });
  return matchReferences({ base, head, renames, isMove });
}

/** Files whose references are not the same in both: only those can hold one that is new or that moved. */
function getChangedPaths(base: readonly Reference[], head: readonly Reference[]): Set<string> {
  const [before, after] = [groupByFile(base), groupByFile(head)];
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return new Set(paths.filter((path) => before.get(path) !== after.get(path)));
}

function groupByFile(references: readonly Reference[]): Map<string, string> {
  const byFile = new Map<string, string>();
  for (const reference of references)
    byFile.set(reference.file, (byFile.get(reference.file) ?? "") + JSON.stringify(reference));
  return byFile;
}
