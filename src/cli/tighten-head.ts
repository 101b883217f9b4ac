import { findMoves } from "../gate/references/find-moves.js";
import { type GateInput, getRatchet, WORKING_TREE } from "../gate/gate-input.js";
import type { ScannedTrees } from "../gate/scanned-trees.js";
import type { Change } from "../manifest/manifest.js";
import { formatRatchet } from "../ratchet/format-ratchet.js";
import { RATCHET_NAME, type Ratchet } from "../ratchet/ratchet-file.js";
import { isKnown, tightenRatchet } from "../ratchet/tighten.js";
import type { ChosenFiles } from "./chosen-files.js";
import { failOnFatal } from "./scanner.js";

export interface TightenedHead {
  readonly before: Ratchet | undefined;
  readonly after: Ratchet;
  /** Ids of the manifest's changes. */
  readonly changes: readonly string[];
  /** Changes that are known from now on though nothing here uses them, in any way. With other repos that is nothing strange: none then. */
  readonly enteredUnused: readonly Change[];
  readonly text: string;
  /** The text that is there says the same; a checkout with CRLF does, too. */
  readonly isSame: boolean;
}

/** The baseline as tight as head allows, in those files. Throws a UserError where head can't be counted. */
export async function tightenHead(
  input: GateInput,
  trees: ScannedTrees,
  files: ChosenFiles | undefined,
): Promise<TightenedHead> {
  const before = getRatchet(input);
  const scan = await trees.scan(WORKING_TREE);
  failOnFatal(scan, `${RATCHET_NAME} stays as it is: a file that can't be read never counts as zero.`);
  const moves = before === undefined ? [] : await findMoves(input, trees);
  const used = new Set(scan.references.map(({ change }) => change));
  const changes = input.manifest.changes.map(({ id }) => id);
  const after = tightenRatchet(before, {
    changes,
    references: scan.references,
    moves,
    ...(files && { isMeant: files.has }),
  });
  const text = formatRatchet(after);
  const declared = input.manifest.repos.length > 0 ? [] : input.manifest.changes;
  const enteredUnused = declared.filter(
    ({ id }) => isKnown(after, id) && !isKnown(before, id) && !used.has(id),
  );
  return {
    before,
    after,
    changes,
    enteredUnused,
    text,
    isSame: text === input.ratchetText?.replaceAll("\r\n", "\n"),
  };
}
