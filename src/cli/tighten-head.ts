import { findMoves } from "../gate/references/find-moves.js";
import { type GateInput, getRatchet, WORKING_TREE } from "../gate/gate-input.js";
import type { ScannedTrees } from "../gate/scanned-trees.js";
import { formatRatchet } from "../ratchet/format-ratchet.js";
import { RATCHET_NAME, type Ratchet } from "../ratchet/ratchet-file.js";
import { tightenRatchet } from "../ratchet/tighten.js";
import type { ChosenFiles } from "./chosen-files.js";
import { failOnFatal } from "./scanner.js";

export interface TightenedHead {
  readonly before: Ratchet | undefined;
  readonly after: Ratchet;
  /** Ids of the manifest's changes. */
  readonly changes: readonly string[];
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
  const changes = input.manifest.changes.map(({ id }) => id);
  const after = tightenRatchet(before, {
    changes,
    references: scan.references,
    moves,
    ...(files && { isMeant: files.has }),
  });
  const text = formatRatchet(after);
  return { before, after, changes, text, isSame: text === input.ratchetText?.replaceAll("\r\n", "\n") };
}
