import type { CommandModule } from "yargs";
import { RATCHET_NAME } from "../../ratchet/ratchet-file.js";
import { addHelpText, EXIT_WITHOUT_FINDINGS } from "../help-text.js";
import { addFilesPositional } from "../files-positional.js";
import { addBaseOption, addFormatOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";

export interface TightenArguments extends CommonArguments {
  readonly base: string | undefined;
  readonly files: readonly string[] | undefined;
  readonly format: "text" | "json";
}

export function tightenCommand(run: Run): CommandModule<CommonArguments, TightenArguments> {
  return {
    command: "tighten [files..]",
    describe: `Lower ${RATCHET_NAME} to what is there, and enter new changes; never raises one`,
    builder: (yargs) =>
      addHelpText(addFormatOption(addBaseOption(addFilesPositional(yargs)), ["text", "json"]), {
        examples: [["after references went away, and for a new change", "expand-contract ratchet tighten"]],
        exit: EXIT_WITHOUT_FINDINGS,
        page: "commands.md#ratchet-tighten",
      }),
    handler: run(async (io, args) => (await import("../handlers/tighten.js")).tighten(io, args)),
  };
}
