import { findNearest } from "../manifest/find-nearest.js";
import type { Exclusion } from "./exclusion.js";
import type { LineStarts } from "./line-starts.js";
import type { ExcludedReference, Reference } from "./reference.js";

/** Something wrong with a comment of ours in a file; the line is 1-based. */
export interface DetectionProblem {
  readonly line: number;
  readonly message: string;
}

export interface FileReferences {
  readonly references: readonly Reference[];
  readonly excluded: readonly ExcludedReference[];
  readonly problems: readonly DetectionProblem[];
}

/** Moves what a comment on the line above takes out; a comment without a reason, or about no known change, is a problem. */
export function applyExclusions(
  references: readonly Reference[],
  exclusions: readonly Exclusion[],
  { lines, changes }: { readonly lines: LineStarts; readonly changes: readonly string[] },
): FileReferences {
  const problems: DetectionProblem[] = [];
  const reasons = new Map<string, string>();
  for (const exclusion of exclusions) {
    const { line } = lines.getPosition(exclusion.end);
    const message = getExclusionProblem(exclusion, changes);
    if (message === undefined)
      reasons.set(`${getLineBelow(line, lines)} ${exclusion.change}`, exclusion.reason);
    else problems.push({ line: lines.getPosition(exclusion.start).line, message });
  }
  const kept: Reference[] = [];
  const excluded: ExcludedReference[] = [];
  for (const reference of references) {
    const reason = reasons.get(`${reference.line} ${reference.change}`);
    if (reason === undefined) kept.push(reference);
    else excluded.push({ ...reference, reason });
  }
  return { references: kept, excluded, problems };
}

function getExclusionProblem({ change, reason }: Exclusion, changes: readonly string[]): string | undefined {
  if (change === "") return `This comment names no change, so it does nothing. ${getNamesHint(changes)}`;
  if (!changes.includes(change)) {
    const nearest = findNearest(change, changes);
    const hint = nearest === undefined ? getNamesHint(changes) : `Did you mean ${nearest}?`;
    return `The manifest has no change "${change}", so this comment does nothing. ${hint} If it is over, delete the comment.`;
  }
  if (reason !== "") return undefined;
  return `Without a reason this comment does nothing. Write: expand-contract: not ${change} because <why this place does not use it>`;
}

function getNamesHint(changes: readonly string[]): string {
  return `Name one of: ${changes.join(", ")}.`;
}

// `-- ` with its space: `--count` is code.
const COMMENT_OPENERS = ["//", "/*", "{/*", "-- ", "# ", "<!--", ";; ", "<%#", "{{!--", "{#"];

/** The first line below that is not a comment of its own: comments for several changes may stand above one place. */
function getLineBelow(line: number, lines: LineStarts): number {
  const text = lines.getLine(line + 1).trimStart();
  return COMMENT_OPENERS.some((opener) => text.startsWith(opener)) ? getLineBelow(line + 1, lines) : line + 1;
}
