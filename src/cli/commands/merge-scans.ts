import type { CommandModule } from "yargs";
import { addFormatOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";

const FORMATS = ["json", "text"] as const;

export interface MergeScansArguments extends CommonArguments {
  readonly format: (typeof FORMATS)[number];
  readonly files: readonly string[];
}

export function mergeScansCommand(run: Run): CommandModule<CommonArguments, MergeScansArguments> {
  return {
    command: "merge <files..>",
    describe: "Put together what `scan --repos --shard` wrote, as if it had been scanned at once",
    builder: (yargs) =>
      addFormatOption(yargs, FORMATS)
        .positional("files", {
          type: "string",
          array: true,
          demandOption: true,
          describe: "The results of all shards, in any order",
        })
        .example("$0 scan merge shard-*.json --output usage.json", "in a CI job after the shards"),
    handler: run(async (io, args) => (await import("../handlers/merge-scans.js")).mergeScans(io, args)),
  };
}
