import type { CommandModule } from "yargs";
import { addHelpText, EXIT_WITHOUT_FINDINGS } from "../help-text.js";
import { addFormatOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";
import { addUsageOptions, type UsageArguments } from "../usage-options.js";

const FORMATS = ["text", "json"] as const;

export interface StatusArguments extends CommonArguments, UsageArguments {
  readonly format: (typeof FORMATS)[number];
}

export function statusCommand(run: Run): CommandModule<CommonArguments, StatusArguments> {
  return {
    command: "status",
    describe: "One line a change: where it stands, and what blocks the next step",
    builder: (yargs) =>
      addHelpText(addUsageOptions(addFormatOption(yargs, FORMATS)), {
        examples: [
          ["every change", "expand-contract status"],
          [
            "with what last night's scan --repos found elsewhere",
            "expand-contract status --usage usage.json",
          ],
        ],
        exit: EXIT_WITHOUT_FINDINGS,
        page: "commands.md#status",
      }),
    handler: run(async (io, args) => (await import("../handlers/status.js")).status(io, args)),
  };
}
