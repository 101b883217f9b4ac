import type { CommandModule } from "yargs";
import { addHelpText, EXIT_WITHOUT_FINDINGS } from "../help-text.js";
import { addBaseOption, addFormatOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";

const FORMATS = ["text", "json"] as const;

export interface MigrationsArguments extends CommonArguments {
  readonly format: (typeof FORMATS)[number];
  readonly base: string | undefined;
  readonly dir: readonly string[] | undefined;
  readonly new: boolean;
}

export function migrationsCommand(run: Run): CommandModule<CommonArguments, MigrationsArguments> {
  return {
    command: "migrations",
    describe: "List every migration with what it does, in the order in which its tool runs them",
    builder: (yargs) =>
      addHelpText(addBaseOption(addFormatOption(yargs, FORMATS)), {
        examples: [
          ["all of them, with what could not be told", "expand-contract migrations"],
          ["those of this branch", "expand-contract migrations --new --base origin/main"],
        ],
        exit: EXIT_WITHOUT_FINDINGS,
        page: "commands.md#migrations",
      })
        .option("dir", {
          type: "string",
          array: true,
          nargs: 1,
          requiresArg: true,
          describe: "Only those in DIR, whether the manifest names it or not; may be repeated",
        })
        .option("new", {
          type: "boolean",
          default: false,
          describe: "Only those that the base lacks: what the gate judges",
        }),
    handler: run(async (io, args) => (await import("../handlers/migrations.js")).migrations(io, args)),
  };
}
