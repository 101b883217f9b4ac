import type { CommandModule } from "yargs";
import { createScanReport } from "../../report/scan-report.js";
import { formatScanJson } from "../../report/scan-json.js";
import { formatScanText } from "../../report/scan-text.js";
import { openWorkingTree } from "../../trees/working-tree.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import { addFormatOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";
import { createScanner } from "../scanner.js";
import { getStyle, openSession, printAnswer, printNote } from "../session.js";

const FORMATS = ["text", "json"] as const;

interface ScanArguments extends CommonArguments {
  readonly format: (typeof FORMATS)[number];
}

export function scanCommand(run: Run): CommandModule<CommonArguments, ScanArguments> {
  return {
    command: "scan",
    describe: "List and count what still uses the old shapes",
    builder: (yargs) =>
      addFormatOption(yargs, FORMATS)
        .example("$0 scan", "the references of each change, by file and line")
        .example("$0 scan --format json --output usage.json", "for other tools"),
    handler: run(scan),
  };
}

async function scan(io: Io, args: ScanArguments): Promise<ExitCode> {
  const { root, manifest, today } = openSession(io, args);
  const scanTree = createScanner(io, args, manifest);
  const result = await scanTree(openWorkingTree(root));
  const report = createScanReport(result, manifest.changes);
  const answer =
    args.format === "json"
      ? formatScanJson(report)
      : formatScanText(report, { changes: manifest.changes, today, style: getStyle(io, args) });
  await printAnswer(io, args, answer);
  for (const { file, line, message } of result.problems) {
    printNote(io, args, `${line === undefined ? file : `${file}:${line}`}  ${message}`);
  }
  return result.problems.some(({ isFatal }) => isFatal) ? EXIT.unknown : EXIT.fine;
}
