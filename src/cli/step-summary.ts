import { appendFileSync, statSync } from "node:fs";
import type { Reporter, ReportContext } from "../report/reporter.js";
import { explainSystemError } from "../trees/explain-system-error.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";

/** The runner drops a larger one as a whole (actions/runner, FileCommandManager.cs: AttachmentSizeLimit). */
const MAX_SUMMARY = 1024 * 1024;

/** Enough for the verdict. */
const MIN_ROOM = 2048;

export interface StepSummary<R> {
  readonly result: R;
  readonly report: Reporter<R>;
  readonly context: ReportContext;
}

/**
 * Adds the answer to the summary of a GitHub job, as far as the step's other commands have left room. The answer stands in the log as well,
 * so a summary that can't be written is a note and no failure.
 */
export function appendStepSummary<R>(
  io: Io,
  { quiet }: CommonArguments,
  { result, report, context }: StepSummary<R>,
): void {
  const path = io.env["GITHUB_STEP_SUMMARY"];
  if (!path) return;
  const note = (text: string) => quiet || io.stderr.write(`${text}\n`);
  try {
    const taken = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const before = taken > 0 ? "\n" : "";
    const room = MAX_SUMMARY - taken - before.length;
    if (room < MIN_ROOM) note("The job's summary is full: the answer is not added to it.");
    else appendFileSync(path, before + report(result, { ...context, maxBytes: room }));
  } catch (error) {
    note(`Can't add to the job's summary, ${path}: ${explainSystemError(error)}.`);
  }
}
