import { relative, resolve, sep } from "node:path";
import { MANIFEST_NAME } from "../manifest/find-manifest.js";
import type { ReportContext } from "../report/reporter.js";
import { runGit } from "../trees/git-process.js";
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
const OWN_FORMATS: ReadonlySet<string> = new Set(["text", "json"]);

/** What reporters need beside the result. Git is asked for those formats alone that tell other services of files. */
export async function createReportContext(
  io: Io,
  args: CommonArguments,
  { session, format, isFile }: Wanted,
): Promise<ReportContext> {
  const { root, manifest, today } = session;
  return {
    changes: manifest.changes,
    today,
    style: getStyle(io, args, isFile),
    manifestPath: getManifestPath(io, args, root),
    pathPrefix: OWN_FORMATS.has(format) ? "" : await findPathPrefix(root),
  };
}

/** The manifest's path relative to the root, with `/` everywhere. */
export function getManifestPath(io: Io, args: CommonArguments, root: string): string {
  if (args.manifest === undefined) return MANIFEST_NAME;
  return relative(root, resolve(getWorkFolder(io, args), args.manifest))
    .split(sep)
    .join("/");
}

/** `packages/api/`; empty at the top of a repository and outside of git. */
async function findPathPrefix(root: string): Promise<string> {
  const { status, stdout } = await runGit(root, ["rev-parse", "--show-prefix"]);
  return status === 0 ? stdout.toString().replace(/\n$/, "") : "";
}
