import type { ReportedProblem, ScanReport } from "../report/scan-report.js";
import { escapeControls } from "../report/escape-controls.js";
import { EXIT, type ExitCode } from "./exit-code.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";

interface Told extends Pick<CommonArguments, "quiet"> {
  /** The text of the report is on stdout. */
  readonly hasText: boolean;
}

/** Says on stderr what the scans could not read. What makes the counts untrustworthy is said even with --quiet: it explains the exit code. */
export function writeProblems(io: Io, { quiet, hasText }: Told, { problems, repos = [] }: ScanReport): void {
  // The text on stdout tells of repos that failed by itself.
  const told = new Set(hasText ? repos.flatMap(({ name, status }) => (status === "ok" ? [] : [name])) : []);
  for (const problem of problems) {
    if (problem.repo !== undefined && told.has(problem.repo)) continue;
    if (problem.isFatal || !quiet) io.stderr.write(`${escapeControls(formatProblem(problem))}\n`);
  }
}

function formatProblem({ repo, file, line, message }: ReportedProblem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  if (repo === undefined) return `${place}  ${message}`;
  return file === "." ? `${repo}  ${message}` : `${repo}  ${place}  ${message}`;
}

export function getReportExit({ problems }: Pick<ScanReport, "problems">): ExitCode {
  return problems.some(({ isFatal }) => isFatal) ? EXIT.unknown : EXIT.fine;
}
