import type { Argv, CommandModule } from "yargs";
import { GATE_FORMATS } from "../../report/format-names.js";
import { addBaseOption, addFormatsOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";
import { addUsageOptions, type UsageArguments } from "../usage-options.js";
import { acceptCommand } from "./accept.js";
import { mergeDriverCommand } from "./merge-driver.js";
import { tightenCommand } from "./tighten.js";

export interface RatchetArguments extends CommonArguments, UsageArguments {
  readonly format: readonly string[];
  readonly base: string | undefined;
}

export function ratchetCommand(run: Run): CommandModule<CommonArguments, RatchetArguments> {
  return {
    command: "ratchet",
    describe: "The CI gate: new references, raised baseline, sunset passed, migrations out of order",
    builder: (yargs: Argv<CommonArguments>) =>
      addUsageOptions(addBaseOption(addFormatsOption(yargs, GATE_FORMATS)))
        .command(tightenCommand(run))
        .command(acceptCommand(run))
        .command(mergeDriverCommand(run))
        .example("$0 ratchet", "in CI: against the pull request's target")
        .example("$0 ratchet --base HEAD", "before a commit")
        .example("$0 ratchet --usage usage.json", "with what last night's scan --repos found elsewhere"),
    handler: run(async (io, args) => (await import("../handlers/ratchet.js")).ratchet(io, args)),
  };
}
