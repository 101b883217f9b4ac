import type { Argv, CommandModule } from "yargs";
import { MERGE_ATTRIBUTE } from "../../ratchet/merge-driver-command.js";
import { addHelpText } from "../help-text.js";
import { OWN_GROUP, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";

export interface MergeDriverArguments extends CommonArguments {
  readonly install: boolean;
  readonly base: string | undefined;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
  readonly markers: string | undefined;
  readonly path: string | undefined;
}

const EXIT = `--install sets merge.expand-contract.driver in this clone, and adds "${MERGE_ATTRIBUTE}" to .gitattributes where it is missing.

Exit: 0 merged, or installed; 1 left to a person, with conflict markers in the file.`;

/** Git calls it with three temporary files; the result goes into the second one, and exit 1 means a conflict. */
export function mergeDriverCommand(run: Run): CommandModule<CommonArguments, MergeDriverArguments> {
  return {
    command: "merge-driver [base] [ours] [theirs] [markers] [path]",
    describe: "Git's merge driver for ratchet.json: count by count",
    builder: (yargs: Argv<CommonArguments>) =>
      addHelpText(
        yargs
          .positional("base", { type: "string", describe: "%O, the common ancestor's version" })
          .positional("ours", {
            type: "string",
            describe: "%A, this branch's version; the result is written here",
          })
          .positional("theirs", { type: "string", describe: "%B, the other branch's version" })
          .positional("markers", {
            type: "string",
            describe: "%L, how long conflict markers are; default: 7",
          })
          .positional("path", { type: "string", describe: "%P, what messages call the file" })
          .option("install", {
            group: OWN_GROUP,
            type: "boolean",
            default: false,
            describe: "Have git ask it: once in each clone",
          }),
        {
          examples: [["once in each clone", "expand-contract ratchet merge-driver --install"]],
          exit: EXIT,
          page: "commands.md#ratchet-merge-driver",
        },
      ),
    handler: run(async (io, args) =>
      args.install
        ? (await import("../handlers/install-merge-driver.js")).installMergeDriver(io, args)
        : (await import("../handlers/merge-driver.js")).mergeFiles(io, args),
    ),
  };
}
