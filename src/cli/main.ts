import yargs from "yargs";
import { Interruption, UserError } from "../errors.js";
import { PACKAGE_VERSION } from "../package-version.js";
import { completionCommand } from "./commands/completion.js";
import { initCommand } from "./commands/init.js";
import { migrationsCommand } from "./commands/migrations.js";
import { ratchetCommand } from "./commands/ratchet.js";
import { scanCommand } from "./commands/scan.js";
import { statusCommand } from "./commands/status.js";
import { COMPLETION_FLAG } from "./completion/completion-flag.js";
import { EXIT, type ExitCode } from "./exit-code.js";
import { explainMissingBinary } from "./explain-missing-binary.js";
import { getCommandPath } from "./command-paths.js";
import { addHelpText, EXIT_WITH_FINDINGS } from "./help-text.js";
import type { Io } from "./io.js";
import { addCommonOptions, COMMON_VALUES } from "./options.js";
import type { Run } from "./run.js";
import { createMissingValue, isMissingValue, UsageError } from "./usage-error.js";

/**
 * The whole command. Never throws for a user's mistake: the message goes to stderr and the exit code is 2.
 * A bug prints its stack and exits 2 as well.
 */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    if (argv[0] !== COMPLETION_FLAG) return await runCommand(argv, io);
    const { printCompletions } = await import("./handlers/complete.js");
    // The first word is the command itself.
    return await printCompletions(io, {
      words: argv.slice(2),
      askYargs: (words) => askYargs(words, io),
      takesValue: (words) => takesValue(words, io),
    });
  } catch (error) {
    if (error instanceof Interruption) return EXIT.interrupted;
    const said = error instanceof UserError ? error.message : explainMissingBinary(error, io.platform);
    io.stderr.write(`${said ?? formatBug(error)}\n`);
    return EXIT.unknown;
  }
}

async function runCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.fine;
  const run: Run = (handler) => async (args) => {
    exitCode = await handler(io, args);
  };
  try {
    const said = await parse(joinDashes(argv), { io, run });
    if (said) io.stdout.write(`${said}\n`);
    return exitCode;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const path = getCommandPath(argv);
    const options = await askYargs([...(path === "" ? [] : path.split(" ")), "-"], io);
    const { explainUsage } = await import("./explain-usage.js");
    throw explainUsage(error.message, argv, options.map(getName));
  }
}

/** What yargs proposes for the last of the words. It runs the command where it has no proposal: so there is nothing to run. */
async function askYargs(words: readonly string[], io: Io): Promise<readonly string[]> {
  const said = await parse([COMPLETION_FLAG, "expand-contract", ...words], { io, run: RUN_NOTHING });
  return said.split("\n").filter((line) => line !== "");
}

async function takesValue(words: readonly string[], io: Io): Promise<boolean> {
  try {
    await parse(words, { io, run: RUN_NOTHING });
    return false;
  } catch (error) {
    if (error instanceof UsageError) return isMissingValue(error);
    throw error;
  }
}

const RUN_NOTHING: Run = () => async () => undefined;

/** In zsh yargs answers `--format:How to print …`. */
function getName(proposal: string): string {
  return proposal.split(":", 1)[0] ?? "";
}

interface Shell {
  readonly io: Io;
  readonly run: Run;
}

/** Runs the command that is named; resolves to what yargs itself has to say: help, version, proposals. */
async function parse(args: readonly string[], { io, run }: Shell): Promise<string> {
  let said = "";
  const parser = addHelpText(addCommonOptions(yargs([...args])), {
    examples: [
      ["once, in the folder of the repository", "expand-contract init"],
      ["what still uses the old shapes", "expand-contract scan"],
      ["whether this branch adds to it, or drops too early", "expand-contract ratchet"],
    ],
    exit: EXIT_WITH_FINDINGS,
    page: "commands.md",
  })
    .scriptName("expand-contract")
    .usage(
      "$0 <command>\n\nFinishes expand/contract changes: finds what still uses the old shape, and proves that a drop is safe.",
    )
    .command(initCommand(run))
    .command(scanCommand(run))
    .command(ratchetCommand(run))
    .command(statusCommand(run))
    .command(migrationsCommand(run))
    .command(completionCommand(run))
    .demandCommand(1, "Name a command.")
    .strictCommands()
    .strict()
    .middleware([keepLast, refuseEmpty], true)
    .version(PACKAGE_VERSION)
    .help()
    .alias("help", "h")
    .locale("en")
    .updateStrings({
      "Positionals:": "Arguments:",
      "Show help": "Show this",
      "Show version number": "Show the version",
    })
    .usageConfiguration({ "hide-types": true })
    .wrap(Math.min(110, io.stdout.columns ?? 80))
    .exitProcess(false)
    .fail((message: string, error: unknown) => {
      // yargs hands over its own complaints as errors too, by name.
      if (error instanceof Error && error.name !== "YError") throw error;
      throw new UsageError(message);
    });
  await parser.parseAsync([...args], {}, (_error, _args, output) => {
    said = output;
  });
  return said;
}

/** `--usage -` as `--usage=-`: yargs takes a dash that stands alone for no value. */
function joinDashes(argv: readonly string[]): string[] {
  return argv.flatMap((word, index) => {
    if (word === "-" && argv[index - 1] === "--usage") return [];
    return word === "--usage" && argv[index + 1] === "-" ? ["--usage=-"] : [word];
  });
}

/** What may be given more than once. */
const LISTS: ReadonlySet<string> = new Set(["_", "format", "repo", "usage", "files", "dir"]);

/** Given twice, the last one counts, as with `git -c`. yargs' own setting for this breaks lists too. */
function keepLast(args: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(args)) {
    if (Array.isArray(value) && !LISTS.has(key)) args[key] = value.at(-1);
  }
}

/** `--output=$FILE` where the variable is empty: left alone, it would mean the default without anybody's knowing. */
function refuseEmpty(args: Record<string, unknown>): void {
  const empty = COMMON_VALUES.find((name) => args[name] === "");
  if (empty !== undefined) throw createMissingValue(empty);
}

function formatBug(error: unknown): string {
  const stack = error instanceof Error ? error.stack : String(error);
  return `expand-contract failed; this is a bug, please report it.\n${stack}`;
}
