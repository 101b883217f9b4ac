import { CODE_OWNERS_FILES } from "../owners/find-code-owners.js";
import { compareText } from "../ratchet/leaf.js";
import { HOME } from "../repos/repo-outcome.js";
import { escapeControls } from "./escape-controls.js";
import { groupBy } from "../group-by.js";
import type { ReportContext } from "./reporter.js";

interface OwnedPlace {
  readonly file: string;
  readonly repo?: string;
}

/** Places of the same owners. */
export interface OwnerGroup<T> {
  /** Empty: nobody. Absent: the CODEOWNERS of their repo is not at hand. */
  readonly owners?: readonly string[];
  /** Where it is not at hand. */
  readonly repo?: string;
  readonly places: readonly T[];
}

/** Who has most comes first; what nobody owns, and then what cannot be told, comes last. */
export function groupByOwners<T extends OwnedPlace>(
  places: readonly T[],
  context: ReportContext,
): OwnerGroup<T>[] {
  const byKey = groupBy(places, (place) => JSON.stringify(findGroupKey(place, context)));
  const groups = [...byKey.values()].map((own): OwnerGroup<T> => ({
    ...(own[0] && findGroupKey(own[0], context)),
    places: own,
  }));
  return groups.toSorted(
    (a, b) =>
      getRank(a) - getRank(b) || b.places.length - a.places.length || compareText(getTitle(a), getTitle(b)),
  );
}

function findGroupKey(
  place: OwnedPlace,
  context: ReportContext,
): Pick<OwnerGroup<unknown>, "owners" | "repo"> {
  const { repo = HOME } = place;
  const owners = findPlaceOwners(place, context);
  return owners === undefined ? { repo } : { owners };
}

/** Owners of a file by the CODEOWNERS of its repo; where this repo has none, all is nobody's. Undefined where that of another repo is not at hand. */
function findPlaceOwners(
  { file, repo = HOME }: OwnedPlace,
  { ownersOf, ownersOfRepo }: ReportContext,
): readonly string[] | undefined {
  if (repo === HOME) return ownersOf?.(file) ?? [];
  return ownersOfRepo?.(repo)?.(file);
}

function getRank<T>({ owners }: OwnerGroup<T>): number {
  if (owners === undefined) return 2;
  return owners.length === 0 ? 1 : 0;
}

function getTitle<T>({ owners, repo = "" }: OwnerGroup<T>): string {
  if (owners === undefined) return `in ${repo}, whose CODEOWNERS is not at hand`;
  return owners.length === 0 ? NOBODY : owners.join(" ");
}

const NOBODY = "nobody";

/** `@acme/identity @acme/api`, `nobody` */
export function formatGroupTitle<T>(group: OwnerGroup<T>, { style }: ReportContext): string {
  const { bold, yellow } = style.colors;
  const paint = getRank(group) === 0 ? bold : yellow;
  return paint(escapeControls(getTitle(group)));
}

/** How many each one owns, alone or with others: `      3   @acme/api` */
export function formatTotals<T>(
  groups: readonly OwnerGroup<T>[],
  count: (places: readonly T[]) => number,
): string[] {
  const totals = new Map<string, number>();
  for (const group of groups) {
    const names = group.owners !== undefined && group.owners.length > 0 ? group.owners : [getTitle(group)];
    for (const name of names) totals.set(name, (totals.get(name) ?? 0) + count(group.places));
  }
  const width = Math.max(0, ...[...totals.values()].map((total) => String(total).length));
  return [...totals].map(([name, total]) => `  ${String(total).padStart(width)}   ${escapeControls(name)}`);
}

/** What a reader must know of the result; and who finds all with nobody. */
export function getOwnersNotes(notes: readonly string[], { ownersOf }: ReportContext): string[] {
  const lines = notes.map((note) => escapeControls(`note: ${note}`));
  if (ownersOf !== undefined) return lines;
  const files = CODE_OWNERS_FILES.join(", ");
  return [...lines, `note: this repository has no CODEOWNERS file, looked for as ${files}`];
}
