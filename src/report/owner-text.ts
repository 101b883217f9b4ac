import type { Change } from "../manifest/manifest.js";
import type { Reference } from "../references/reference.js";
import { escapeControls } from "./escape-controls.js";
import { groupBy } from "../group-by.js";
import { formatReferenceLines } from "./reference-line.js";
import type { ReportContext } from "./reporter.js";
import { countOf } from "./style.js";

interface OwnedBy extends Pick<ReportContext, "style" | "ownersOf"> {
  readonly change: Change;
}

/** The change's owner stands in the heading already: code of nobody else needs no line about it. */
export function formatByOwner(
  references: readonly Reference[],
  { change, style, ownersOf }: OwnedBy,
): string[] {
  const byOwner = groupBy(references, ({ file }) => ownersOf?.(file).join(" ") ?? change.owner);
  if (byOwner.size === 1 && byOwner.has(change.owner)) return formatReferenceLines(references, style);
  // Code of nobody comes last.
  const owners = [...byOwner].toSorted(([a], [b]) => Number(a === "") - Number(b === "") || (a < b ? -1 : 1));
  return owners.flatMap(([owner, owned]) => [
    `    ${escapeControls(owner || "nobody in CODEOWNERS")}   ${countOf(owned.length, "reference")}`,
    ...formatReferenceLines(owned, style),
  ]);
}
