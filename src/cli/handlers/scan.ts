import { REPORT_FORMATS } from "../../report/format-names.js";
import { createScanReport, type ReportedResult } from "../../report/scan-report.js";
import { SCAN_REPORTERS } from "../../report/scan-reporters.js";
import { openWorkingTree } from "../../trees/working-tree.js";
import { checkFileWords, type ChosenFiles, findChosenFiles } from "../chosen-files.js";
import { getSubcommands } from "../command-paths.js";
import type { ScanArguments } from "../commands/scan.js";
import type { ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import { getOutputs, hasTextOnStdout, printOutputs } from "../outputs.js";
import { getReportExit, writeProblems } from "../report-problems.js";
import { createScanner } from "../scanner.js";
import { getWorkFolder, openSession } from "../session.js";

export async function scan(io: Io, args: ScanArguments): Promise<ExitCode> {
  const outputs = getOutputs(args, REPORT_FORMATS);
  await checkFileWords({
    ...{ words: args.files ?? [], folder: getWorkFolder(io, args), commands: getSubcommands("scan") },
  });
  const session = await openSession(io, args);
  const { root, manifest } = session;
  const scanTree = createScanner(io, args, { root, manifest });
  const files = await findChosenFiles({
    ...{ words: args.files ?? [], folder: getWorkFolder(io, args), root },
    commands: getSubcommands("scan"),
  });
  const result = await scanTree(openWorkingTree(root));
  const report = files
    ? { ...createScanReport(limitScan(result, files), manifest.changes), notes: [files.note] }
    : createScanReport(result, manifest.changes);
  await printOutputs(io, args, { result: report, outputs, reporters: SCAN_REPORTERS, session });
  writeProblems(io, { ...args, hasText: hasTextOnStdout(outputs) }, report);
  return getReportExit(report);
}

/** A file elsewhere that can't be read stays: through it, what these files hold may look like less. */
function limitScan({ references, excluded, problems }: ReportedResult, files: ChosenFiles): ReportedResult {
  return {
    references: references.filter(({ file }) => files.has(file)),
    excluded: excluded.filter(({ file }) => files.has(file)),
    problems: problems.filter(({ file, isFatal }) => isFatal || files.has(file)),
  };
}
