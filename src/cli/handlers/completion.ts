import { UserError } from "../../errors.js";
import type { CompletionArguments } from "../commands/completion.js";
import { formatCompletionScript } from "../completion/completion-script.js";
import { SHELLS } from "../completion/shells.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import { printAnswer } from "../session.js";

export async function printCompletionScript(io: Io, args: CompletionArguments): Promise<ExitCode> {
  const shell = args.shell ?? SHELLS.find((name) => (io.env["SHELL"] ?? "").endsWith(name));
  if (shell === undefined)
    throw new UserError(
      `$SHELL names neither ${SHELLS.join(" nor ")}. Say which one: expand-contract completion ${SHELLS[0]}`,
    );
  await printAnswer(io, args, formatCompletionScript(shell));
  return EXIT.fine;
}
