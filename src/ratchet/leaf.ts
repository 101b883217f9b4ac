import type { Access } from "../references/reference.js";

/** Where a count of the baseline stands. */
export interface LeafPlace {
  readonly change: string;
  readonly file: string;
  readonly scope: string;
  readonly access: Access;
}

/** One count of the baseline. */
export interface Leaf extends LeafPlace {
  readonly count: number;
}

/** Equal for equal places, whatever characters the names have. */
export function getLeafKey({ change, file, scope, access }: LeafPlace): string {
  return JSON.stringify([change, file, scope, access]);
}

/** By change, file, scope, access, each by code unit. */
export function compareLeaves(a: LeafPlace, b: LeafPlace): number {
  return (
    compareText(a.change, b.change) ||
    compareText(a.file, b.file) ||
    compareText(a.scope, b.scope) ||
    compareText(a.access, b.access)
  );
}

/** By code unit: the same order on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
