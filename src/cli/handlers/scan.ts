import { SCAN_FORMATS } from "../../report/format-names.js";
import { createScanReport } from "../../report/scan-report.js";
import { SCAN_REPORTERS } from "../../report/scan-reporters.js";
import { openWorkingTree } from "../../trees/working-tree.js";
import type { ScanArguments } from "../commands/scan.js";
import type { ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import { getOutputs, hasTextOnStdout, printOutputs } from "../outputs.js";
import { getReportExit, writeProblems } from "../report-problems.js";
import { createScanner } from "../scanner.js";
import { openSession } from "../session.js";

export async function scan(io: Io, args: ScanArguments): Promise<ExitCode> {
  const outputs = getOutputs(args, SCAN_FORMATS);
  const session = await openSession(io, args);
  const { root, manifest } = session;
  const scanTree = createScanner(io, args, { root, manifest });
  const report = createScanReport(await scanTree(openWorkingTree(root)), manifest.changes);
  await printOutputs(io, args, { result: report, outputs, reporters: SCAN_REPORTERS, session });
  writeProblems(io, { ...args, hasText: hasTextOnStdout(outputs) }, report);
  return getReportExit(report);
}
