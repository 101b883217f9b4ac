import { relative, resolve, sep } from "node:path";
import { MANIFEST_NAME } from "../manifest/find-manifest.js";
import type { ReportContext } from "../report/reporter.js";
import { findRepoTop, getPathPrefix } from "../trees/find-repo-top.js";
import { findBlobs } from "./find-blobs.js";
import { findOwnersOf, findOwnersOfRepos } from "./find-owners-of.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";
import { getStyle, getWorkFolder, type Session } from "./session.js";

export interface Wanted {
  readonly session: Session;
  readonly format: string;
  /** Not for a terminal: plain, and as wide as it needs to be. */
  readonly isFile: boolean;
}

/** What nobody else reads is relative to the manifest. */
const OWN_FORMATS: ReadonlySet<string> = new Set(["text", "json", "codeowners"]);

/** What reporters need beside the result. */
export async function createReportContext(
  io: Io,
  args: CommonArguments,
  { session, format, isFile }: Wanted,
): Promise<ReportContext> {
  const { root, manifest, today } = session;
  const top = findRepoTop(root);
  const prefix = getPathPrefix(top, root);
  // A document for programs has the references' own keys alone.
  const ownersOf = format === "json" ? undefined : await findOwnersOf({ top, prefix });
  const ownersOfRepo = format === "codeowners" ? await findOwnersOfRepos(root, manifest.repos) : undefined;
  const blobs = await findBlobs(io, { root, format });
  return {
    changes: manifest.changes,
    today,
    style: getStyle(io, args, isFile),
    manifestPath: getManifestPath(io, args, root),
    pathPrefix: OWN_FORMATS.has(format) ? "" : prefix,
    ...(ownersOf && { ownersOf }),
    ...(ownersOfRepo && { ownersOfRepo }),
    ...(blobs && { blobs }),
  };
}

/** The manifest's path relative to the root, with `/` everywhere. */
export function getManifestPath(io: Io, args: CommonArguments, root: string): string {
  if (args.manifest === undefined) return MANIFEST_NAME;
  return relative(root, resolve(getWorkFolder(io, args), args.manifest))
    .split(sep)
    .join("/");
}
