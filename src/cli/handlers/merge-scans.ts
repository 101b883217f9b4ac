import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UserError } from "../../errors.js";
import { mergeShards } from "../../report/merge-shards.js";
import { parseScanReport } from "../../report/parse-scan-report.js";
import { formatScanJson } from "../../report/scan-json.js";
import type { ScanReport } from "../../report/scan-report.js";
import { formatReposText } from "../../report/scan-repos-text.js";
import { explainSystemError } from "../../trees/explain-system-error.js";
import type { MergeScansArguments } from "../commands/merge-scans.js";
import type { ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import { getReportExit, writeProblems } from "../report-problems.js";
import { getStyle, getWorkFolder, openSession, printAnswer } from "../session.js";

export async function mergeScans(io: Io, args: MergeScansArguments): Promise<ExitCode> {
  const folder = getWorkFolder(io, args);
  const read = async (file: string) => ({ file, report: await readReport(resolve(folder, file), file) });
  const report = mergeShards(await Promise.all(args.files.map(read)));
  await printAnswer(io, args, await format(io, args, report));
  const hasText = args.format === "text" && args.output === undefined;
  writeProblems(io, { ...args, hasText }, report);
  return getReportExit(report);
}

async function readReport(path: string, file: string): Promise<ScanReport> {
  try {
    return parseScanReport(await readFile(path, "utf8"), file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`Can't read ${file}: ${explainSystemError(error)}.`, { cause: error });
  }
}

/** The text tells owners and dates, which stand in the manifest alone. */
async function format(io: Io, args: MergeScansArguments, report: ScanReport): Promise<string> {
  if (args.format === "json") return formatScanJson(report);
  const { manifest, today } = await openSession(io, args);
  return formatReposText(report, { changes: manifest.changes, today, style: getStyle(io, args) });
}
