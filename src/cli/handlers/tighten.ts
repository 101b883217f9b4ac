import { join } from "node:path";
import { findMoves } from "../../gate/references/find-moves.js";
import { getRatchet, WORKING_TREE } from "../../gate/gate-input.js";
import { withScannedTrees } from "../../gate/scanned-trees.js";
import { countOf } from "../../report/style.js";
import { formatRatchet } from "../../ratchet/format-ratchet.js";
import { flattenCounts } from "../../ratchet/leaf-counts.js";
import { RATCHET_NAME, type Ratchet } from "../../ratchet/ratchet-file.js";
import { tightenRatchet } from "../../ratchet/tighten.js";
import { writeFileAtomically } from "../../trees/write-file-atomically.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { createGateInput } from "../gate-input.js";
import type { Io } from "../io.js";
import { failOnFatal } from "../scanner.js";
import { openSession, printAnswer } from "../session.js";
import type { TightenArguments } from "../commands/tighten.js";

export async function tighten(io: Io, args: TightenArguments): Promise<ExitCode> {
  const session = await openSession(io, args);
  const { root, manifest } = session;
  const input = await createGateInput(io, args, session);
  const before = getRatchet(input);
  const { references, moves } = await withScannedTrees(input, async (trees) => {
    const scan = await trees.scan(WORKING_TREE);
    failOnFatal(scan, `${RATCHET_NAME} stays as it is: a file that can't be read never counts as zero.`);
    const moves = before === undefined ? [] : await findMoves(input, trees);
    return { references: scan.references, moves };
  });
  const changes = manifest.changes.map(({ id }) => id);
  const after = tightenRatchet(before, { changes, references, moves });
  const text = formatRatchet(after);
  // A checkout with CRLF says the same: git would see no difference either.
  const isSame = text === input.ratchetText?.replaceAll("\r\n", "\n");
  if (!isSame) await writeFileAtomically(join(root, RATCHET_NAME), text);
  await printAnswer(io, args, `${describe(before, after, isSame)}\n`);
  return EXIT.fine;
}

function describe(before: Ratchet | undefined, after: Ratchet, isSame: boolean): string {
  if (isSame) return `${RATCHET_NAME} is as tight as it can be: ${countOf(sum(after), "reference")}.`;
  if (before === undefined) return `Wrote ${RATCHET_NAME}: ${countOf(sum(after), "reference")}.`;
  return `${RATCHET_NAME}: ${sum(before)} → ${countOf(sum(after), "reference")}.`;
}

function sum({ changes }: Ratchet): number {
  return flattenCounts(changes).reduce((total, { count }) => total + count, 0);
}
