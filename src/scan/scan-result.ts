import type { ExcludedReference, Reference } from "../references/reference.js";

export interface ScanProblem {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
  /** True when the count can't be trusted (unreadable, unparsable and mentions an old name): the run exits 2. */
  readonly isFatal: boolean;
}

/** How much a scan saw, and how much of it stayed open: 0 references of files that nobody could read is no 0. */
export interface ScanStats {
  /** Files that were searched. */
  readonly files: number;
  /** Those that hold an old name, so that detectors looked into them. */
  readonly candidates: number;
  /** Candidates that do not parse. */
  readonly failedParses: number;
  /** Imports of candidates that lead to nothing that was read: packages that are neither scanned nor known, mostly. */
  readonly unresolvedImports: number;
  /** Places of an old member's name where a type was asked whose member it is. */
  readonly receivers: number;
  /** Those of them where none could tell: the receiver is `any`, or of an unknown type. */
  readonly anyReceivers: number;
}

/** What one tree's scan found. `references` are sorted by change, file, position. */
export interface ScanResult {
  readonly references: readonly Reference[];
  readonly excluded: readonly ExcludedReference[];
  readonly problems: readonly ScanProblem[];
  /** Migrations whose views, functions and triggers hold references: they are the database's, and no code of what is deployed. */
  readonly definitionFiles: readonly string[];
  readonly stats: ScanStats;
  /** The parsers that read components, each by one file that it read: with another one the result may be another. */
  readonly parsers?: Readonly<Record<string, string>>;
}
