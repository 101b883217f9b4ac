import { CODE_OWNERS_FILES } from "../owners/find-code-owners.js";
import { HOME } from "../repos/repo-outcome.js";
import { escapeControls } from "./escape-controls.js";
import type { ReportContext } from "./reporter.js";
import { countOf, type Style } from "./style.js";

interface OwnedPlace {
  readonly file: string;
  readonly repo?: string;
}

export interface OwnerGroup<T> {
  /** Absent: nobody. */
  readonly owner?: string;
  readonly places: readonly T[];
}

/** A place of two owners stands with both: either may be asked. Who has most comes first, nobody last. */
export function groupByOwner<T extends OwnedPlace>(
  places: readonly T[],
  getOwners: (place: T) => readonly string[],
): OwnerGroup<T>[] {
  const byOwner = new Map<string | undefined, T[]>();
  for (const place of places) {
    const owners = getOwners(place);
    for (const owner of owners.length > 0 ? owners : [undefined])
      byOwner.set(owner, [...(byOwner.get(owner) ?? []), place]);
  }
  return [...byOwner]
    .map(([owner, owned]) => ({ places: owned, ...(owner !== undefined && { owner }) }))
    .toSorted(compareGroups);
}

function compareGroups<T>(a: OwnerGroup<T>, b: OwnerGroup<T>): number {
  const isNobody = Number(a.owner === undefined) - Number(b.owner === undefined);
  if (isNobody !== 0) return isNobody;
  if (a.places.length !== b.places.length) return b.places.length - a.places.length;
  return (a.owner ?? "") < (b.owner ?? "") ? -1 : 1;
}

/** Owners of a file by the CODEOWNERS of its repo; undefined where that is not at hand. */
export function findPlaceOwners(
  { file, repo = HOME }: OwnedPlace,
  { ownersOf, ownersOfRepo }: ReportContext,
): readonly string[] | undefined {
  if (repo === HOME) return ownersOf?.(file);
  return ownersOfRepo?.(repo)?.(file);
}

export function formatOwner(owner: string | undefined, { colors }: Style): string {
  return owner === undefined ? colors.yellow("nobody") : colors.bold(escapeControls(owner));
}

/** `also @acme/web`, where a file has more owners than the one whose list this is. */
export function formatOtherOwners(owners: readonly string[], owner: string | undefined): string[] {
  const others = owners.filter((other) => other !== owner);
  return others.length === 0 ? [] : [escapeControls(`also ${others.join(", ")}`)];
}

/** What a reader must know who finds all with nobody. */
export function getOwnersNotes({ ownersOf }: ReportContext): string[] {
  if (ownersOf !== undefined) return [];
  return [`note: this repository has no CODEOWNERS file, looked for as ${CODE_OWNERS_FILES.join(", ")}`];
}

/** `2 owners, 3 of nobody` */
export function formatOwnerCount<T>(groups: readonly OwnerGroup<T>[], noun: string): string {
  const owners = groups.filter(({ owner }) => owner !== undefined).length;
  const lost = groups.find(({ owner }) => owner === undefined)?.places.length ?? 0;
  return [countOf(owners, "owner"), ...(lost > 0 ? [`${countOf(lost, noun)} of nobody`] : [])].join(", ");
}

export function groupBy<T>(items: readonly T[], getKey: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = getKey(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
