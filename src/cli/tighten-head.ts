import { findMoves } from "../gate/references/find-moves.js";
import { type GateInput, getRatchet, WORKING_TREE } from "../gate/gate-input.js";
import type { ScannedTrees } from "../gate/scanned-trees.js";
import { formatRatchet } from "../ratchet/format-ratchet.js";
import { RATCHET_NAME, type Ratchet } from "../ratchet/ratchet-file.js";
import { tightenRatchet } from "../ratchet/tighten.js";
import { failOnFatal } from "./scanner.js";

export interface TightenedHead {
  readonly before: Ratchet | undefined;
  readonly after: Ratchet;
  readonly text: string;
  /** The text that is there says the same; a checkout with CRLF does, too. */
  readonly isSame: boolean;
}

/** The baseline as tight as head allows. Throws a UserError where head can't be counted. */
export async function tightenHead(input: GateInput, trees: ScannedTrees): Promise<TightenedHead> {
  const before = getRatchet(input);
  const scan = await trees.scan(WORKING_TREE);
  failOnFatal(scan, `${RATCHET_NAME} stays as it is: a file that can't be read never counts as zero.`);
  const moves = before === undefined ? [] : await findMoves(input, trees);
  const changes = input.manifest.changes.map(({ id }) => id);
  const after = tightenRatchet(before, { changes, references: scan.references, moves });
  const text = formatRatchet(after);
  return { before, after, text, isSame: text === input.ratchetText?.replaceAll("\r\n", "\n") };
}
