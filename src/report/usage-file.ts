import { UserError } from "../errors.js";
import type { CountedUsage, UncountedUsage, UsageFile } from "../gate/drops/other-repos.js";
import { HOME } from "../repos/repo-outcome.js";
import type { RepoEntry, RepoPlace } from "./repo-entry.js";
import type { ScanReport } from "./scan-report.js";

/**
 * What a result of `scan --repos` says of other repos. `isOwn`: an entry is the repo that is judged, which is left out. Where another
 * repo made the result, "." is that one.
 */
export function toUsageFile(
  file: string,
  report: ScanReport,
  isOwn: (place: RepoPlace) => boolean,
): UsageFile {
  const { repos, changes, declared } = report;
  if (repos === undefined)
    throw new UserError(
      `${file} is the scan of one repo. Write one of all: expand-contract scan --repos --format json --output ${file}`,
    );
  const own = repos.filter((entry) => entry.name !== HOME && isOwn(entry)).map(({ name }) => name);
  const left = own.length > 0 ? own : [HOME];
  return {
    file,
    changes: Object.keys(changes),
    repos: repos.filter(({ name }) => !left.includes(name)).map((entry) => toUsage(entry, report)),
    ...(declared && { declared }),
  };
}

function toUsage(entry: RepoEntry, report: ScanReport): CountedUsage | UncountedUsage {
  const { name } = entry;
  if (entry.status !== "ok") return { name, failure: entry.message };
  const { ref, commit, scanned } = entry;
  const isOf = ({ repo = HOME }: { readonly repo?: string }) => repo === name;
  return {
    name,
    ref: ref ?? commit?.slice(0, 7) ?? "its working tree",
    scanned,
    references: report.references.filter(isOf),
    unreadable: report.problems.filter((problem) => problem.isFatal && isOf(problem)).map((one) => one.file),
    ...(commit !== undefined && { commit }),
  };
}
