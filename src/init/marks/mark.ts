import type { Kind } from "../../manifest/manifest.js";

/** A place where the code itself says that a shape is on its way out. */
export interface Mark {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** The words that say so, on one line: `@deprecated use fullName instead`. */
  readonly says: string;
}

/** A mark whose shape can be spelled as a manifest spells it. */
export interface Proposal extends Mark {
  readonly kind: Kind;
  readonly old: string;
  /** Only what is there, too. */
  readonly replacement?: string;
  /** The end that the mark gives, `YYYY-MM-DD`. */
  readonly sunset?: string;
}

export interface FoundMarks {
  readonly proposals: readonly Proposal[];
  /** Marks that leave open which shape they mean. */
  readonly notes: readonly Mark[];
}

export const NO_MARKS: FoundMarks = { proposals: [], notes: [] };

export function uniteMarks(found: readonly FoundMarks[]): FoundMarks {
  return {
    proposals: found.flatMap(({ proposals }) => proposals),
    notes: found.flatMap(({ notes }) => notes),
  };
}
