import type { CommandModule } from "yargs";
import { SHELLS, type Shell } from "../completion/shells.js";
import { addHelpText, EXIT_WITHOUT_FINDINGS } from "../help-text.js";
import type { CommonArguments } from "../options.js";
import type { Run } from "../run.js";

export interface CompletionArguments extends CommonArguments {
  readonly shell: Shell | undefined;
}

export function completionCommand(run: Run): CommandModule<CommonArguments, CompletionArguments> {
  return {
    command: "completion [shell]",
    describe: "Print the script that completes commands, options and change ids in bash or zsh",
    builder: (yargs) =>
      addHelpText(
        yargs.positional("shell", {
          choices: SHELLS,
          describe: `${SHELLS.join(" or ")}; default: what $SHELL says`,
        }),
        {
          examples: [
            ["in ~/.bashrc", 'eval "$(expand-contract completion bash)"'],
            ["in ~/.zshrc, after compinit", 'eval "$(expand-contract completion zsh)"'],
            [
              "before it, where the command is installed in projects only",
              'expand-contract() { npx --no-install expand-contract "$@"; }',
            ],
          ],
          exit: EXIT_WITHOUT_FINDINGS,
          page: "commands.md#completion",
        },
      ),
    handler: run(async (io, args) =>
      (await import("../handlers/completion.js")).printCompletionScript(io, args),
    ),
  };
}
