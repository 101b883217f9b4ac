import type { CommandModule } from "yargs";
import type { CommonArguments } from "../options.js";
import type { Run } from "../run.js";

export interface MergeDriverArguments extends CommonArguments {
  readonly base: string | undefined;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

/** Git calls it with three temporary files; the result goes into the second one, and exit 1 means a conflict. */
export function mergeDriverCommand(run: Run): CommandModule<CommonArguments, MergeDriverArguments> {
  return {
    command: "merge-driver <base> <ours> <theirs>",
    describe: "Git's merge driver for ratchet.json: count by count",
    builder: (yargs) =>
      yargs
        .positional("base", { type: "string", describe: "%O, the common ancestor's version" })
        .positional("ours", {
          type: "string",
          describe: "%A, this branch's version; the result is written here",
        })
        .positional("theirs", { type: "string", describe: "%B, the other branch's version" })
        .epilogue(
          'Set it up once a clone: git config merge.expand-contract.driver "npx expand-contract ratchet merge-driver %O %A %B"\n' +
            'and once a repository: echo "ratchet.json merge=expand-contract" >> .gitattributes',
        ),
    handler: run(async (io, args) => (await import("../handlers/merge-driver.js")).mergeFiles(io, args)),
  };
}
