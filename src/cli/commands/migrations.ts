import type { CommandModule } from "yargs";
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
      addBaseOption(addFormatOption(yargs, FORMATS))
        .option("dir", {
          type: "string",
          array: true,
          nargs: 1,
          requiresArg: true,
          describe: "Only this directory, whether the manifest names it or not; may be repeated",
        })
        .option("new", {
          type: "boolean",
          default: false,
          describe: "Only those that the base lacks: what the gate judges",
        })
        .example("$0 migrations", "all of them, with what could not be told")
        .example("$0 migrations --new --base origin/main", "those of this branch"),
    handler: run(async (io, args) => (await import("../handlers/migrations.js")).migrations(io, args)),
  };
}
