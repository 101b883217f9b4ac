import type { CommandModule } from "yargs";
import { addFormatOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";

const FORMATS = ["text", "json"] as const;

export interface ScanArguments extends CommonArguments {
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
    handler: run(async (io, args) => (await import("../handlers/scan.js")).scan(io, args)),
  };
}
