import { ACCESSES } from "../references/reference.js";
import { compareLeaves, getLeafKey, type Leaf, type LeafPlace } from "./leaf.js";
import type { BaselineCounts } from "./ratchet-file.js";

/** Counts by place, to reckon with; a place that is not there counts 0. */
export class LeafCounts {
  readonly #leaves = new Map<string, Leaf>();

  constructor(leaves: Iterable<Leaf> = []) {
    for (const leaf of leaves) this.add(leaf, leaf.count);
  }

  get(place: LeafPlace): number {
    return this.#leaves.get(getLeafKey(place))?.count ?? 0;
  }

  add(place: LeafPlace, count: number): void {
    const { change, file, scope, access } = place;
    const sum = this.get(place) + count;
    this.#leaves.set(getLeafKey(place), { change, file, scope, access, count: sum });
  }

  /** Sorted, without zeroes. */
  list(): Leaf[] {
    return [...this.#leaves.values()].filter(({ count }) => count !== 0).sort(compareLeaves);
  }
}

/** The nested form as a list, sorted. */
export function flattenCounts(counts: BaselineCounts): Leaf[] {
  const leaves: Leaf[] = [];
  for (const [change, files] of Object.entries(counts))
    for (const [file, scopes] of Object.entries(files))
      for (const [scope, accesses] of Object.entries(scopes))
        for (const access of ACCESSES) {
          const count = Object.hasOwn(accesses, access) ? (accesses[access] ?? 0) : 0;
          if (count > 0) leaves.push({ change, file, scope, access, count });
        }
  return leaves.sort(compareLeaves);
}

/** The list in nested form; a change of `known` without a count is there, empty: known to be at zero. */
export function nestCounts(known: Iterable<string>, leaves: Iterable<Leaf>): BaselineCounts {
  const changes = new Map([...known].map((id) => [id, new Map<string, Map<string, Leaf[]>>()]));
  for (const leaf of leaves) {
    if (leaf.count <= 0) continue;
    const files = getOrAdd(changes, leaf.change, () => new Map<string, Map<string, Leaf[]>>());
    const scopes = getOrAdd(files, leaf.file, () => new Map<string, Leaf[]>());
    getOrAdd(scopes, leaf.scope, () => []).push(leaf);
  }
  // `fromEntries` defines own properties, so names such as `constructor` are safe.
  return toObject(changes, (files) => toObject(files, (scopes) => toObject(scopes, toAccessCounts)));
}

function toAccessCounts(leaves: readonly Leaf[]) {
  return Object.fromEntries(leaves.map(({ access, count }) => [access, count]));
}

function toObject<V, W>(map: ReadonlyMap<string, V>, convert: (value: V) => W): Record<string, W> {
  return Object.fromEntries([...map].map(([key, value]) => [key, convert(value)]));
}

function getOrAdd<V>(map: Map<string, V>, key: string, create: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}
