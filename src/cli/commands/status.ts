import type { CommandModule } from "yargs";
import { formatStatusJson } from "../../report/status-json.js";
import { formatStatusText } from "../../report/status-text.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import { addFormatOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";
import { getStyle, openSession, printAnswer } from "../session.js";
import { readStatuses } from "../read-statuses.js";

const FORMATS = ["text", "json"] as const;

interface StatusArguments extends CommonArguments {
  readonly format: (typeof FORMATS)[number];
}

export function statusCommand(run: Run): CommandModule<CommonArguments, StatusArguments> {
  return {
    command: "status",
    describe: "One line a change: where it stands, and what blocks the next step",
    builder: (yargs) => addFormatOption(yargs, FORMATS),
    handler: run(status),
  };
}

async function status(io: Io, args: StatusArguments): Promise<ExitCode> {
  const statuses = await readStatuses(io, args, openSession(io, args));
  const answer =
    args.format === "json" ? formatStatusJson(statuses) : formatStatusText(statuses, getStyle(io, args));
  await printAnswer(io, args, answer);
  return EXIT.fine;
}
