import { BrokenFileError } from "../errors.js";
import { type AcceptedPart, compareAccepted, formatAccepted, formatRatchetAround } from "./format-ratchet.js";
import { type AcceptedConflict, mergeRatchets } from "./merge-ratchets.js";
import { parseRatchet } from "./parse-ratchet.js";
import type { Ratchet } from "./ratchet-file.js";
import type { ThreeSides } from "./three-sides.js";

export interface MergeNames {
  /** What messages call the file: git's `%P`. */
  readonly file: string;
  /** How many characters a conflict marker has: git's `%L`. */
  readonly markerSize: number;
}

/** What the merge driver leaves: a text, and whether git must call it a conflict. */
export interface MergedText {
  readonly text: string;
  readonly conflicts: readonly AcceptedConflict[];
}

/** Merges three texts of `ratchet.json`. Git hands over an empty base where both sides added the file. Throws a BrokenFileError. */
export function mergeRatchetTexts(texts: ThreeSides<string>, { file, markerSize }: MergeNames): MergedText {
  const base = parseBase(texts.base, `${file} (common ancestor)`);
  const ours = parseRatchet(texts.ours, `${file} (ours)`);
  const theirs = parseRatchet(texts.theirs, `${file} (theirs)`);
  const { ratchet, conflicts } = mergeRatchets({ base, ours, theirs });
  const parts = [
    ...ratchet.accepted.map((entry) => ({ entry, part: { lines: formatAccepted(entry) } })),
    ...conflicts.map((conflict) => ({ entry: conflict.ours, part: formatConflict(conflict) })),
  ].sort((a, b) => compareAccepted(a.entry, b.entry));
  const text = formatRatchetAround(
    ratchet.changes,
    parts.map(({ part }) => part),
    markerSize,
  );
  return { text, conflicts };
}

/** Both sides as they are, between conflict markers: for a merge that can't be made. Either one would pass for the result. */
export function formatWholeConflict(
  { ours, theirs }: Pick<ThreeSides<string>, "ours" | "theirs">,
  markerSize: number,
): string {
  const [before, between, after] = ["<", "=", ">"].map((sign) => sign.repeat(markerSize));
  return `${before} ours\n${endLine(ours)}${between}\n${endLine(theirs)}${after} theirs\n`;
}

function endLine(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

function formatConflict({ ours, theirs }: AcceptedConflict): AcceptedPart {
  return { lines: formatAccepted(ours), theirs: formatAccepted(theirs) };
}

/** Where two branches were merged into each other, git merges their common ancestors first, by this driver: what conflicted there stands in the base. */
function parseBase(text: string, file: string): Ratchet | undefined {
  if (text.trim() === "") return undefined;
  try {
    return parseRatchet(text, file);
  } catch (error) {
    if (!(error instanceof BrokenFileError)) throw error;
    return parseRatchet(takeOurs(text), file);
  }
}

/** A text with conflict markers → what stood before the merge on our side. */
function takeOurs(text: string): string {
  let isTheirs = false;
  const lines = text.split("\n").filter((line) => {
    if (/^={7,}$/.test(line)) isTheirs = true;
    if (!/^>{7,}/.test(line)) return !isTheirs && !/^<{7,}/.test(line);
    isTheirs = false;
    return false;
  });
  return lines.join("\n");
}
