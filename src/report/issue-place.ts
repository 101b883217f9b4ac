import type { Reference } from "../references/reference.js";
import { HOME } from "../repos/repo-outcome.js";
import type { IssuePlace } from "./issue.js";
import type { ReportContext } from "./reporter.js";

interface Placed {
  readonly file: string;
  readonly repo?: string;
}

/** Services show files of one repository, by their path from its top: those of other repos stand under their repo's name. */
export function getIssueFile({ file, repo = HOME }: Placed, { pathPrefix }: ReportContext): string {
  return repo === HOME ? `${pathPrefix}${file}` : `${repo}/${file}`;
}

export function getReferencePlace(reference: Reference, context: ReportContext): IssuePlace {
  const { line, column, endLine, endColumn, text } = reference;
  return { file: getIssueFile(reference, context), line, column, endLine, endColumn, text };
}

/** By the CODEOWNERS of this repo; nothing is known of files in others. */
export function getCodeOwners(
  { file, repo = HOME }: Placed,
  { ownersOf }: ReportContext,
): { readonly codeOwners?: readonly string[] } {
  if (ownersOf === undefined || repo !== HOME) return {};
  return { codeOwners: ownersOf(file) };
}
