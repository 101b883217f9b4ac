import type { Argv, CommandModule } from "yargs";
import { REPORT_FORMATS } from "../../report/format-names.js";
import { addHelpText, EXIT_WITH_FINDINGS } from "../help-text.js";
import { addBaseOption, addFormatsOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";
import { addFilesPositional } from "../files-positional.js";
import { addStagedOptions } from "../staged-options.js";
import { addUsageOptions, type UsageArguments } from "../usage-options.js";
import { acceptCommand } from "./accept.js";
import { mergeDriverCommand } from "./merge-driver.js";
import { tightenCommand } from "./tighten.js";

export interface RatchetArguments extends CommonArguments, UsageArguments {
  readonly format: readonly string[];
  readonly base: string | undefined;
  readonly staged: boolean;
  readonly tighten: boolean;
  readonly files: readonly string[] | undefined;
}

const HELP = {
  examples: [
    ["in CI: against the pull request's target", "expand-contract ratchet"],
    ["in a pre-commit hook: what the commit would hold", "expand-contract ratchet --staged"],
    ["with what last night's scan --repos found elsewhere", "expand-contract ratchet --usage usage.json"],
    [
      "annotations in GitHub, and a file for other tools",
      "expand-contract ratchet --format github --format json=gate.json",
    ],
  ],
  exit: EXIT_WITH_FINDINGS,
  page: "commands.md#ratchet",
} as const;

export function ratchetCommand(run: Run): CommandModule<CommonArguments, RatchetArguments> {
  return {
    command: "ratchet [files..]",
    describe: "The CI gate: fails on new references, passed sunsets, and drops that come too early",
    builder: (yargs: Argv<CommonArguments>) =>
      addHelpText(
        addStagedOptions(
          addUsageOptions(addBaseOption(addFormatsOption(addFilesPositional(yargs), REPORT_FORMATS))),
        ),
        HELP,
      )
        .command(tightenCommand(run))
        .command(acceptCommand(run))
        .command(mergeDriverCommand(run)),
    handler: run(async (io, args) => (await import("../handlers/ratchet.js")).ratchet(io, args)),
  };
}
