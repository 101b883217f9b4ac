import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UserError } from "../../errors.js";
import { INSTALL_MERGE_DRIVER } from "../../ratchet/merge-driver-command.js";
import type { AcceptedConflict } from "../../ratchet/merge-ratchets.js";
import {
  formatWholeConflict,
  type MergeNames,
  mergeRatchetTexts,
} from "../../ratchet/merge-ratchet-texts.js";
import { RATCHET_NAME } from "../../ratchet/ratchet-file.js";
import type { ThreeSides } from "../../ratchet/three-sides.js";
import { escapeControls } from "../../report/escape-controls.js";
import { explainSystemError } from "../../trees/explain-system-error.js";
import { writeFileAtomically } from "../../trees/write-file-atomically.js";
import type { MergeDriverArguments } from "../commands/merge-driver.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import { getWorkFolder } from "../session.js";

export async function mergeFiles(io: Io, args: MergeDriverArguments): Promise<ExitCode> {
  const { base, ours, theirs } = args;
  if (base === undefined || ours === undefined || theirs === undefined)
    throw new UserError(
      `Git calls the merge driver, with the three versions of ${RATCHET_NAME}. Have it do so: ${INSTALL_MERGE_DRIVER}`,
    );
  const names: MergeNames = {
    file: escapeControls(args.path ?? RATCHET_NAME),
    markerSize: parseMarkerSize(args.markers),
  };
  const folder = getWorkFolder(io, args);
  const tell = (message: string) => io.stderr.write(`${message}\n`);
  try {
    const [baseText, oursText, theirsText] = await Promise.all(
      [base, ours, theirs].map((path) => readText(resolve(folder, path))),
    );
    const texts = { base: baseText ?? "", ours: oursText ?? "", theirs: theirsText ?? "" };
    const { text, complaints } = mergeOrMark(texts, names);
    await writeFileAtomically(resolve(folder, ours), text);
    for (const complaint of complaints) tell(complaint);
    return complaints.length === 0 ? EXIT.fine : EXIT.findings;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Git knows two answers only: merged, or left to a person.
    tell(error.message);
    return EXIT.findings;
  }
}

/** What can't be merged is left between markers: any text without them would pass for the result. */
function mergeOrMark(
  texts: ThreeSides<string>,
  names: MergeNames,
): { readonly text: string; readonly complaints: readonly string[] } {
  try {
    const { text, conflicts } = mergeRatchetTexts(texts, names);
    return { text, complaints: conflicts.map((conflict) => getComplaint(conflict, names)) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { text: formatWholeConflict(texts, names.markerSize), complaints: [error.message] };
  }
}

function getComplaint({ ours: { change, file, scope } }: AcceptedConflict, names: MergeNames): string {
  return escapeControls(
    `${names.file}: both sides changed the accepted reference of ${change} in ${file} (${scope}). Choose one and take the markers out.`,
  );
}

const DEFAULT_MARKER_SIZE = 7;

function parseMarkerSize(text: string | undefined): number {
  const size = Number(text);
  return Number.isSafeInteger(size) && size > 0 ? size : DEFAULT_MARKER_SIZE;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new UserError(`Can't read ${path}: ${explainSystemError(error)}.`, { cause: error });
  }
}
