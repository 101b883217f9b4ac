import { appendFileSync, statSync } from "node:fs";
import type { Reporter, ReportContext } from "../report/reporter.js";
import { explainSystemError } from "../trees/explain-system-error.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";

/** The runner drops a larger one as a whole (actions/runner, FileCommandManager.cs: AttachmentSizeLimit). */
const MAX_SUMMARY = 1024 * 1024;

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
  try {
    const taken = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const text = report(result, { ...context, maxBytes: MAX_SUMMARY - taken - 1 });
    const before = taken > 0 ? "\n" : "";
    if (Buffer.byteLength(text) + before.length + taken > MAX_SUMMARY) {
      if (!quiet) io.stderr.write("The job's summary is full: the answer is not added to it.\n");
      return;
    }
    appendFileSync(path, before + text);
  } catch (error) {
    if (!quiet) io.stderr.write(`Can't add to the job's summary, ${path}: ${explainSystemError(error)}.\n`);
  }
}
