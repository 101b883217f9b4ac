import type { CommandModule } from "yargs";
import { RATCHET_NAME } from "../../ratchet/ratchet-file.js";
import { addBaseOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";

export interface AcceptArguments extends CommonArguments {
  readonly base: string | undefined;
  readonly change: string;
  readonly reason: string;
  readonly file: string | undefined;
  readonly owner: string | undefined;
  readonly until: string | undefined;
}

export function acceptCommand(run: Run): CommandModule<CommonArguments, AcceptArguments> {
  return {
    command: "accept",
    describe: `Raise ${RATCHET_NAME} by the new references of a change, on the record`,
    builder: (yargs) =>
      addBaseOption(yargs).options({
        change: {
          type: "string",
          demandOption: true,
          requiresArg: true,
          describe: "The change's id in the manifest",
        },
        reason: {
          type: "string",
          demandOption: true,
          requiresArg: true,
          describe: "Why the old shape is still needed",
        },
        file: { type: "string", requiresArg: true, describe: "Only the references in this file" },
        owner: { type: "string", requiresArg: true, describe: "Who takes it away again" },
        until: {
          type: "string",
          requiresArg: true,
          describe: "Until when, YYYY-MM-DD; the gate fails after that",
        },
      }),
    handler: run(async (io, args) => (await import("../handlers/accept.js")).accept(io, args)),
  };
}
