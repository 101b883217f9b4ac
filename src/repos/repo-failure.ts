import type { Repo } from "../manifest/manifest.js";
import type { FailedRepo } from "./opened-repo.js";

export type FailureKind = FailedRepo["kind"];

/** Ends the opening of one repo; the others go on. */
export class RepoFailure extends Error {
  override name = "RepoFailure";
  constructor(
    readonly kind: FailureKind,
    /** What happened, and what to do about it. Without any credential. */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** As a sentence, whatever it begins with: a URL or a name keeps its letters. */
export function createFailedRepo(repo: Repo, { kind, message }: RepoFailure): FailedRepo {
  const isWord = /^[a-z]+ /.test(message);
  return { repo, kind, message: isWord ? message.charAt(0).toUpperCase() + message.slice(1) : message };
}
