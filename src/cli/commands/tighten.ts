import type { CommandModule } from "yargs";
import { RATCHET_NAME } from "../../ratchet/ratchet-file.js";
import { addBaseOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";

export interface TightenArguments extends CommonArguments {
  readonly base: string | undefined;
}

export function tightenCommand(run: Run): CommandModule<CommonArguments, TightenArguments> {
  return {
    command: "tighten",
    describe: `Lower ${RATCHET_NAME} to what is there, and enter new changes; never raises one that it knows`,
    builder: (yargs) => addBaseOption(yargs),
    handler: run(async (io, args) => (await import("../handlers/tighten.js")).tighten(io, args)),
  };
}
