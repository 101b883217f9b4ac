import type { CommandModule } from "yargs";
import { MANIFEST_NAME } from "../../manifest/find-manifest.js";
import { RATCHET_NAME } from "../../ratchet/ratchet-file.js";
import { addHelpText, EXIT_WITHOUT_FINDINGS } from "../help-text.js";
import type { CommonArguments } from "../options.js";
import type { Run } from "../run.js";

const DRY_RUN = {
  type: "boolean",
  default: false,
  describe: "Print what would be written, and write nothing",
} as const;

export interface InitArguments extends CommonArguments {
  readonly "dry-run": boolean;
}

export function initCommand(run: Run): CommandModule<CommonArguments, InitArguments> {
  return {
    command: "init",
    describe: `Write what is missing of ${MANIFEST_NAME} and ${RATCHET_NAME}; propose changes from the code`,
    builder: (yargs) =>
      addHelpText(yargs.option("dry-run", DRY_RUN), {
        examples: [
          ["in the folder of the repository", "expand-contract init"],
          ["what it would write, without writing", "expand-contract init --dry-run"],
        ],
        exit: EXIT_WITHOUT_FINDINGS,
        page: "commands.md#init",
      }),
    handler: run(async (io, args) => (await import("../handlers/init.js")).init(io, args)),
  };
}
