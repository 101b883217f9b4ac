import type { CommandModule } from "yargs";
import { addHelpText, EXIT_WITHOUT_FINDINGS } from "../help-text.js";
import { addFormatOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";

const FORMATS = ["json", "text"] as const;

export interface MergeScansArguments extends CommonArguments {
  readonly format: (typeof FORMATS)[number];
  readonly files: readonly string[];
}

const HELP = {
  examples: [["in a CI job after the shards", "expand-contract scan merge shard-*.json --output usage.json"]],
  exit: EXIT_WITHOUT_FINDINGS,
  page: "commands.md#scan-merge",
} as const;

export function mergeScansCommand(run: Run): CommandModule<CommonArguments, MergeScansArguments> {
  return {
    command: "merge <files..>",
    describe: "Put together what `scan --repos --shard` wrote, as if it had been scanned at once",
    builder: (yargs) =>
      addHelpText(
        addFormatOption(
          yargs.positional("files", {
            type: "string",
            array: true,
            demandOption: true,
            describe: "The results of all shards, in any order",
          }),
          FORMATS,
        ),
        HELP,
      ),
    handler: run(async (io, args) => (await import("../handlers/merge-scans.js")).mergeScans(io, args)),
  };
}
