import { normalize, resolve } from "node:path";
import { UserError } from "../errors.js";
import type { ReportContext, Reporters } from "../report/reporter.js";
import { explainChoice } from "./explain-usage.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";
import { createReportContext } from "./report-context.js";
import { getWorkFolder, type Session } from "./session.js";
import { appendStepSummary } from "./step-summary.js";
import { writeAnswer } from "./write-answer.js";

/** One way in which an answer is wanted: `--format sarif=out.sarif`. */
export interface Output<F extends string> {
  readonly format: F;
  /** Absent: stdout. */
  readonly file?: string;
}

export interface OutputArguments extends Pick<CommonArguments, "output"> {
  /** `text`, `sarif=out.sarif` … */
  readonly format: readonly string[];
}

/**
 * What `--format` and `--output` ask for. Throws a UserError for a format that there is not, one without a file's name after its `=`, and
 * for two that would go to one place.
 */
export function getOutputs<F extends string>(
  { format: wanted, output }: OutputArguments,
  formats: readonly F[],
): readonly Output<F>[] {
  const outputs = wanted.map((text) => parseOutput(text, formats));
  const open = outputs.filter(({ file }) => file === undefined);
  if (open.length > 1) {
    const [first, second] = open.map(({ format }) => format);
    throw new UserError(
      `--format ${first} and --format ${second} both go to ${output ?? "stdout"}. Name a file for one of them: --format ${second}=FILE`,
    );
  }
  if (open.length === 0 && output !== undefined)
    throw new UserError(`--output ${output} has nothing to hold: each --format names a file of its own.`);
  const placed = outputs.map((one) => (one.file === undefined && output ? { ...one, file: output } : one));
  const paths = placed.map(({ file }) => (file === undefined ? undefined : normalize(file)));
  const twice = placed.find((_, index) => paths[index] !== undefined && paths.indexOf(paths[index]) < index);
  if (twice !== undefined)
    throw new UserError(`Two formats would be written to ${twice.file}. Name another file for one.`);
  return placed;
}

/** True where a person reads the text: stderr need not repeat what it says. */
export function hasTextOnStdout(outputs: readonly Output<string>[]): boolean {
  return outputs.some(({ format, file }) => format === "text" && file === undefined);
}

export interface Answer<F extends string, R> {
  readonly result: R;
  readonly outputs: readonly Output<F>[];
  readonly reporters: Reporters<NoInfer<F> | "markdown", R>;
  readonly session: Session;
}

/** Nothing is written before everything is put into words; files before stdout, so that what can't be written is no answer. */
export async function printOutputs<F extends string, R>(
  io: Io,
  args: CommonArguments,
  { result, outputs, reporters, session }: Answer<F, R>,
): Promise<void> {
  const texts: { readonly file?: string; readonly text: string }[] = [];
  for (const { format, file } of outputs) {
    const report = await reporters[format]();
    const context: ReportContext = await createReportContext(io, args, {
      session,
      format,
      isFile: file !== undefined,
    });
    texts.push({ text: report(result, context), ...(file !== undefined && { file }) });
  }
  for (const { file, text } of texts)
    if (file !== undefined) await writeAnswer(resolve(getWorkFolder(io, args), file), text);
  for (const { file, text } of texts) if (file === undefined) io.stdout.write(text);
  if (outputs.some(({ format }) => format === "github") && io.env["GITHUB_STEP_SUMMARY"]) {
    const context = await createReportContext(io, args, { session, format: "markdown", isFile: true });
    appendStepSummary(io, args, { result, report: await reporters.markdown(), context });
  }
}

function parseOutput<F extends string>(text: string, formats: readonly F[]): Output<F> {
  const equals = text.indexOf("=");
  const name = equals === -1 ? text : text.slice(0, equals);
  const format = formats.find((one) => one === name);
  if (format === undefined) throw new UserError(explainChoice(name, formats, "--format"));
  if (equals === -1) return { format };
  const file = text.slice(equals + 1);
  if (file === "")
    throw new UserError(
      `--format ${text} names no file. Write --format ${name}=FILE, or --format ${name} for stdout.`,
    );
  return { format, file };
}
