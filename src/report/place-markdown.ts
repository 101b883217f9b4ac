import type { Access } from "../references/reference.js";
import { formatCode, formatLink, formatRow, formatTableHead } from "./markdown-words.js";
import type { ReportContext } from "./reporter.js";
import { cutText } from "./style.js";

/** How files are named and linked. */
export type PlaceContext = Pick<ReportContext, "pathPrefix" | "blobs" | "ownersOf">;

interface Place {
  readonly file: string;
  readonly line?: number;
  readonly repo?: string;
}

/** `src/export.ts:14` as seen from the repository's top; a link where the service is known. `sha`: another commit's file. */
export function formatPlace(
  { file, line, repo }: Place,
  { pathPrefix, blobs }: PlaceContext,
  sha = blobs?.sha,
): string {
  const isElsewhere = repo !== undefined && repo !== ".";
  const path = isElsewhere ? file : pathPrefix + file;
  const code = formatCode(line === undefined ? path : `${path}:${line}`);
  if (isElsewhere) return `${formatCode(repo)} ${code}`;
  if (blobs === undefined || sha === undefined) return code;
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const anchor = line === undefined ? "" : `#L${line}`;
  return formatLink(code, `${blobs.url}${sha}/${encoded}${anchor}`);
}

export interface ReferenceRow extends Place {
  readonly line: number;
  readonly access: Access;
  readonly scope: string;
  readonly text: string;
  readonly certainty?: string;
}

/** Longer code makes a table that nobody reads. */
const MAX_CODE = 100;

export function formatReferenceHead({ ownersOf }: PlaceContext): string {
  return formatTableHead(["place", "access", "in", "code", ...(ownersOf ? ["owner"] : [])]);
}

export function formatReferenceRow(reference: ReferenceRow, context: PlaceContext, sha?: string): string {
  const { access, scope, text, certainty, repo, file } = reference;
  const doubt = certainty === undefined || certainty === "resolved" ? "" : ` (${certainty})`;
  const isElsewhere = repo !== undefined && repo !== ".";
  const owners = isElsewhere ? [] : (context.ownersOf?.(file) ?? []);
  return formatRow([
    formatPlace(reference, context, sha),
    `${access}${doubt}`,
    formatCode(scope),
    formatCode(cutText(text, MAX_CODE)),
    ...(context.ownersOf ? [owners.map(formatCode).join(" ")] : []),
  ]);
}
