import { join } from "node:path";
import { UserError } from "../../errors.js";
import { withScannedTrees } from "../../gate/scanned-trees.js";
import type { Change } from "../../manifest/manifest.js";
import { RATCHET_NAME, type Ratchet } from "../../ratchet/ratchet-file.js";
import { countOf } from "../../report/style.js";
import { writeFileAtomically } from "../../trees/write-file-atomically.js";
import { createBaselineTest } from "../baseline-files.js";
import { checkFileWords, type ChosenFiles, findChosenFiles } from "../chosen-files.js";
import { getSubcommands } from "../command-paths.js";
import type { TightenArguments } from "../commands/tighten.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { createGateInput } from "../gate-input.js";
import type { Io } from "../io.js";
import { getWorkFolder, openSession, printAnswer } from "../session.js";
import { countAll, getTightened } from "../tightened.js";
import { type TightenedHead, tightenHead } from "../tighten-head.js";

export async function tighten(io: Io, args: TightenArguments): Promise<ExitCode> {
  await checkFileWords({
    ...{ words: args.files ?? [], folder: getWorkFolder(io, args), commands: getSubcommands("ratchet") },
  });
  const session = await openSession(io, args);
  const { root } = session;
  const input = await createGateInput(io, args, session);
  const files = await findChosenFiles({
    ...{ words: args.files ?? [], folder: getWorkFolder(io, args), root },
    ...{ commands: getSubcommands("ratchet"), isInBaseline: createBaselineTest(input) },
  });
  if (files !== undefined && input.ratchetText === undefined) throw new UserError(NOTHING_TO_LOWER);
  const tightened = await withScannedTrees(input, (trees) => tightenHead(input, trees, files));
  if (!tightened.isSame) await writeFileAtomically(join(root, RATCHET_NAME), tightened.text);
  const answer =
    args.format === "json"
      ? JSON.stringify({ ...getTightened(tightened), ...(files && { note: files.note }) }, null, 2)
      : describe(tightened, { files, manifestPath: input.manifest.file });
  await printAnswer(io, args, `${answer}\n`);
  return EXIT.fine;
}

const NOTHING_TO_LOWER = `There is no ${RATCHET_NAME} yet, and one for some files alone would call all others new. Write it for all: expand-contract ratchet tighten`;

interface Told {
  readonly files: ChosenFiles | undefined;
  readonly manifestPath: string;
}

function describe(tightened: TightenedHead, { files, manifestPath }: Told): string {
  const unknown = files === undefined ? [] : getUnknown(tightened);
  return [
    describeChange(tightened),
    ...tightened.enteredUnused.map((change) => describeUnused(change, manifestPath)),
    ...(files ? [files.note] : []),
    ...(unknown.length > 0
      ? [`${RATCHET_NAME} does not know ${unknown.join(", ")} yet. Enter it: expand-contract ratchet tighten`]
      : []),
  ].join("\n");
}

function describeChange({ before, after, isSame }: TightenedHead): string {
  if (isSame) return `${RATCHET_NAME} is as tight as it can be: ${sum(after)}.`;
  if (before === undefined) return `Wrote ${RATCHET_NAME}: ${sum(after)}.`;
  return `${RATCHET_NAME}: ${countAll(before)} → ${sum(after)}.`;
}

/** Who declares a change has seen it used: zero is a finished one, or a slip that nothing else would tell. */
function describeUnused({ old, line, column }: Change, manifestPath: string): string {
  return `note: Nothing here uses ${old.text} (${manifestPath}:${line}:${column}). If something does, "old" is misspelt, or "source" leaves its files out.`;
}

function getUnknown({ after, changes }: TightenedHead): string[] {
  return changes.filter((id) => !Object.hasOwn(after.changes, id));
}

function sum(ratchet: Ratchet): string {
  return countOf(countAll(ratchet), "reference");
}
