import { createScanReport } from "../../report/scan-report.js";
import { formatScanJson } from "../../report/scan-json.js";
import { formatScanText } from "../../report/scan-text.js";
import { openWorkingTree } from "../../trees/working-tree.js";
import type { ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import { getReportExit, writeProblems } from "../report-problems.js";
import { createScanner } from "../scanner.js";
import { getStyle, openSession, printAnswer } from "../session.js";
import type { ScanArguments } from "../commands/scan.js";

export async function scan(io: Io, args: ScanArguments): Promise<ExitCode> {
  const { root, manifest, today } = await openSession(io, args);
  const scanTree = createScanner(io, args, { root, manifest });
  const result = await scanTree(openWorkingTree(root));
  const report = createScanReport(result, manifest.changes);
  const answer =
    args.format === "json"
      ? formatScanJson(report)
      : formatScanText(report, { changes: manifest.changes, today, style: getStyle(io, args) });
  await printAnswer(io, args, answer);
  writeProblems(io, args, report);
  return getReportExit(report);
}
