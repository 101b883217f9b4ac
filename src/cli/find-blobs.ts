import type { ReportContext } from "../report/reporter.js";
import { runGit } from "../trees/git-process.js";
import type { Io } from "./io.js";

/** Formats that link to files. */
const LINKED: ReadonlySet<string> = new Set(["markdown"]);

/** Where the files of a CI job can be looked at; undefined elsewhere. Its own commit is what git says: a workflow may check out another one than the event's. */
export async function findBlobs(
  { env }: Pick<Io, "env">,
  { root, format }: { readonly root: string; readonly format: string },
): Promise<ReportContext["blobs"]> {
  const url = LINKED.has(format) ? getBlobsUrl(env) : undefined;
  if (url === undefined) return undefined;
  const { status, stdout } = await runGit(root, ["rev-parse", "HEAD"]);
  return status === 0 ? { url, sha: stdout.toString().trim() } : undefined;
}

/** By the documented variables of GitHub Actions and GitLab CI/CD. */
function getBlobsUrl(env: Io["env"]): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, CI_PROJECT_URL: project } = env;
  if (server && repository) return `${server}/${repository}/blob/`;
  return project ? `${project}/-/blob/` : undefined;
}
