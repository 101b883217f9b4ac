import type { TextFile } from "../../references/detector.js";
import type { KnownColumns } from "./known-columns.js";
import { type FoundMarks, type Mark, type Proposal, uniteMarks } from "./mark.js";
import { findReplacementNames, findSunset, isMarker, toOneLine } from "./read-words.js";

/** Comments of a script in SQL that mark a step to come: `-- contract-pending: users.name`. */
export function listSqlMarks({ path, text }: TextFile): Mark[] {
  return text.split(/\r\n|\n/).flatMap((line, index) => {
    const start = line.indexOf("--");
    // What stands before the dashes may be a string that holds them.
    if (start === -1 || line.slice(0, start).includes("'")) return [];
    const says = toOneLine(line.slice(start));
    return isMarker(says) ? [{ file: path, line: index + 1, says }] : [];
  });
}

/** A mark becomes a proposal where it names a column or a table that there is. */
export function settleMark(mark: Mark, known: KnownColumns): FoundMarks {
  const named = known.findNamed(mark.says);
  const [first, second] = named;
  if (first === undefined) return { proposals: [], notes: [mark] };
  const sunset = findSunset(mark.says);
  const end = sunset === undefined ? {} : { sunset };
  // "users.name, use users.full_name": the one after such a word stays.
  const staying = findReplacementNames(mark.says).flatMap((name) => known.findNamed(name));
  const replacement = [...staying, ...(isRename(mark.says) && second ? [second] : [])].find(
    ({ kind, old }) => kind === first.kind && old !== first.old,
  );
  const proposals = named
    .filter(({ old }) => old !== replacement?.old)
    .map((shape): Proposal => ({
      ...{ ...mark, ...shape, ...end },
      ...(replacement !== undefined && { replacement: replacement.old }),
    }));
  return { proposals, notes: [] };
}

function isRename(says: string): boolean {
  return /→|->|=>|\bto\b|\bby\b/.test(says);
}

export function settleMarks(marks: readonly Mark[], known: KnownColumns): FoundMarks {
  return uniteMarks(marks.map((mark) => settleMark(mark, known)));
}
