import type { ExcludedReference, Reference } from "../references/reference.js";

export interface ScanProblem {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
  /** True when the count can't be trusted (unreadable, unparsable and mentions an old name): the run exits 2. */
  readonly isFatal: boolean;
}

/** What one tree's scan found. `references` are sorted by change, file, position. */
export interface ScanResult {
  readonly references: readonly Reference[];
  readonly excluded: readonly ExcludedReference[];
  readonly problems: readonly ScanProblem[];
  /** Migrations whose views, functions and triggers hold references: they are the database's, and no code of what is deployed. */
  readonly definitionFiles: readonly string[];
}
