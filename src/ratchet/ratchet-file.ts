import type { Access } from "../references/reference.js";

/** Stands beside the manifest. */
export const RATCHET_NAME = "ratchet.json";

/** change → file → scope → access → count */
export type BaselineCounts = Record<string, Record<string, Record<string, Partial<Record<Access, number>>>>>;

/** References allowed on the record although the base did not have them. */
export interface Accepted {
  readonly change: string;
  readonly file: string;
  readonly scope: string;
  readonly access: Access;
  readonly count: number;
  readonly reason: string;
  readonly owner?: string;
  /** ISO date, inclusive. */
  readonly until?: string;
}

/** `ratchet.json`, as SPEC §3 has it. */
export interface Ratchet {
  readonly version: 1;
  readonly changes: BaselineCounts;
  readonly accepted: readonly Accepted[];
}
