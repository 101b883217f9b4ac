/** What a reference is: one place that depends on the old shape of a change. */

export const ACCESSES = ["read", "write", "call", "type", "import", "export", "declare", "implicit"] as const;
export type Access = (typeof ACCESSES)[number];

export const CERTAINTIES = ["resolved", "inferred", "unresolved"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export interface Reference {
  /** The change's id in the manifest. */
  readonly change: string;
  readonly access: Access;
  /** POSIX path relative to the repo. */
  readonly file: string;
  /** 1-based; the end is exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Path of enclosing named functions, methods and classes; `<module>` at the top. */
  readonly scope: string;
  /** The detector that found it: `import`, `sql`, `prisma`, `env` … */
  readonly via: string;
  /** The code around it on one line, for people; also what tells moved code from new code. */
  readonly text: string;
  readonly certainty: Certainty;
  /** With `--repos`: the repo's name. */
  readonly repo?: string;
}

/** A reference that a comment took out of the counts, and why. */
export interface ExcludedReference extends Reference {
  readonly reason: string;
}

/** Implicit and type-only references are listed but never fail the ratchet; unresolved ones stand apart. */
export function isCounted(reference: Pick<Reference, "access" | "certainty">): boolean {
  return (
    reference.access !== "implicit" && reference.access !== "type" && reference.certainty !== "unresolved"
  );
}
