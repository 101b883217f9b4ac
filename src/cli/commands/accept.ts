import type { CommandModule } from "yargs";
import { RATCHET_NAME } from "../../ratchet/ratchet-file.js";
import { addHelpText, EXIT_WITHOUT_FINDINGS } from "../help-text.js";
import { addBaseOption, addFormatOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";

export interface AcceptArguments extends CommonArguments {
  readonly base: string | undefined;
  readonly format: "text" | "json";
  readonly change: string;
  readonly reason: string;
  readonly file: string | undefined;
  readonly owner: string | undefined;
  readonly until: string | undefined;
}

const HELP = {
  examples: [
    ["all that is new", 'expand-contract ratchet accept --change dsn --reason "the vendor moves"'],
    ["until a day", "expand-contract ratchet accept --change dsn --reason CI-4 --until 2027-05-31"],
  ],
  exit: EXIT_WITHOUT_FINDINGS,
  page: "commands.md#ratchet-accept",
} as const;

export function acceptCommand(run: Run): CommandModule<CommonArguments, AcceptArguments> {
  return {
    command: "accept",
    describe: `Raise ${RATCHET_NAME} by the new references of a change, on the record`,
    builder: (yargs) =>
      addHelpText(addFormatOption(addBaseOption(yargs), ["text", "json"]), HELP).options({
        change: {
          type: "string",
          demandOption: true,
          requiresArg: true,
          describe: "The change ID of the manifest; required",
        },
        reason: {
          type: "string",
          demandOption: true,
          requiresArg: true,
          describe: "Why the old shape is still needed; required",
        },
        file: { type: "string", requiresArg: true, describe: "Only the references in FILE" },
        owner: {
          type: "string",
          requiresArg: true,
          describe: "Who takes them away again",
        },
        until: {
          type: "string",
          requiresArg: true,
          describe: "Until YYYY-MM-DD; the gate fails after that",
        },
      }),
    handler: run(async (io, args) => (await import("../handlers/accept.js")).accept(io, args)),
  };
}
