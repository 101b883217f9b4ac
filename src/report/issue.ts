import { createHash } from "node:crypto";
import type { Access } from "../references/reference.js";

/** From what only needs to be known to what fails the gate. */
export type IssueLevel = "note" | "warning" | "error";

/** A place as other services name it. */
export interface IssuePlace {
  /** POSIX path from the repository's top; in another repo that repo's name comes first. */
  readonly file: string;
  /** 1-based; the end is exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** The code there, on one line. */
  readonly text?: string;
}

/** Another place that an issue speaks of. */
export interface IssueEvidence extends IssuePlace {
  /** `v1.42.0: write in UserRepo.save` */
  readonly message: string;
}

/** What a service that knows nothing of changes shows at a line: a finding of the gate, or a reference that a scan found. */
export interface Issue {
  /** `new-reference`; with a page under docs/. */
  readonly rule: string;
  readonly change?: string;
  readonly level: IssueLevel;
  /** Plain text; the first sentence says what is wrong. */
  readonly message: string;
  readonly place: IssuePlace;
  readonly evidence: readonly IssueEvidence[];
  /** Compared with the base and the baseline; absent where nothing was compared. */
  readonly state?: "new" | "unchanged";
  /** The reason that a comment gives for it to be there. */
  readonly reason?: string;
  /** The same in every run, wherever the lines move; no two issues of a run have the same one. */
  readonly fingerprint: string;
  readonly facts: IssueFacts;
}

/** What a program may want to sort by. */
export interface IssueFacts {
  readonly access?: Access;
  readonly scope?: string;
  readonly via?: string;
  readonly certainty?: string;
  readonly repo?: string;
  /** The change's owner in the manifest. */
  readonly owner?: string;
  /** By CODEOWNERS. */
  readonly codeOwners?: readonly string[];
}

/** An issue with what makes it itself: words without line numbers, days or anything else that passes. */
export type IssueDraft = Omit<Issue, "fingerprint"> & { readonly identity: readonly string[] };

/** Equal ones are told apart by their order, which is that of their lines. */
export function addFingerprints(drafts: readonly IssueDraft[]): Issue[] {
  const seen = new Map<string, number>();
  return drafts.map(({ identity, ...issue }) => {
    const key = JSON.stringify(identity);
    const index = seen.get(key) ?? 0;
    seen.set(key, index + 1);
    const hash = createHash("sha256").update(`${key} ${index}`).digest("hex");
    return { ...issue, fingerprint: hash.slice(0, 32) };
  });
}
