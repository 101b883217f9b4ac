import { formatStatusJson } from "../../report/status-json.js";
import { formatStatusText } from "../../report/status-text.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import { getStyle, openSession, printAnswer } from "../session.js";
import { readStatuses } from "../read-statuses.js";
import type { StatusArguments } from "../commands/status.js";

export async function status(io: Io, args: StatusArguments): Promise<ExitCode> {
  const statuses = await readStatuses(io, args, await openSession(io, args));
  const answer =
    args.format === "json" ? formatStatusJson(statuses) : formatStatusText(statuses, getStyle(io, args));
  await printAnswer(io, args, answer);
  return EXIT.fine;
}
