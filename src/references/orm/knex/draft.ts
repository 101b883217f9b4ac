import type { SourceText } from "../../sql/source-text.js";

/** Where a fragment of SQL stands that no grammar takes there. */
export interface LooseFragment {
  readonly before: string;
  readonly text: SourceText;
  readonly after: string;
}

/** A statement while its builder's calls are read: what stands in each of its clauses. */
export interface Draft {
  readonly verbs: Set<"delete" | "insert" | "truncate" | "update">;
  readonly ctes: SourceText[];
  /** What the query is about: one for each branch of a condition. */
  readonly targets: SourceText[];
  /** Joined tables. */
  readonly tables: SourceText[];
  /** `join … on …` as raw SQL. */
  readonly joins: SourceText[];
  readonly columns: SourceText[];
  /** Boolean expressions of WHERE, ON and HAVING. */
  readonly conditions: SourceText[];
  readonly groups: SourceText[];
  readonly orders: SourceText[];
  readonly assignments: SourceText[];
  /** Columns of an INSERT, and its values where they are more than parameters. */
  readonly keys: SourceText[];
  readonly values: SourceText[];
  /** The query of an INSERT … SELECT. */
  readonly queries: SourceText[];
  readonly conflicts: SourceText[];
  /** What an INSERT conflicts on, as raw SQL. */
  readonly conflictTargets: SourceText[];
  readonly merges: SourceText[];
  readonly returning: SourceText[];
  readonly unions: SourceText[];
  readonly loose: LooseFragment[];
  alias?: SourceText;
  schema?: SourceText;
  isRecursive: boolean;
  /** Its rows are values, not objects. */
  isPlucked: boolean;
}

export function createDraft(): Draft {
  return {
    verbs: new Set(),
    ctes: [],
    targets: [],
    tables: [],
    joins: [],
    columns: [],
    conditions: [],
    groups: [],
    orders: [],
    assignments: [],
    keys: [],
    values: [],
    queries: [],
    conflicts: [],
    conflictTargets: [],
    merges: [],
    returning: [],
    unions: [],
    loose: [],
    isRecursive: false,
    isPlucked: false,
  };
}
