import type { ReportContext } from "./reporter.js";

/**
 * The first line of a comment, by which a bot finds it again at the next push instead of writing another one. Of a repository's several
 * manifests each has its own.
 */
export function formatMarker(
  command: "ratchet" | "scan",
  { pathPrefix, manifestPath }: Pick<ReportContext, "pathPrefix" | "manifestPath">,
): string {
  // Neither `--` nor `>` may stand in an HTML comment.
  const path = encodeURI(pathPrefix + manifestPath).replaceAll("--", "-%2D");
  return `<!-- expand-contract ${command} ${path} -->`;
}
