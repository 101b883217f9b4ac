import yargs from "yargs";
import { Interruption, UserError } from "../errors.js";
import { EXIT, type ExitCode } from "./exit-code.js";
import { initCommand } from "./commands/init.js";
import { migrationsCommand } from "./commands/migrations.js";
import { ratchetCommand } from "./commands/ratchet.js";
import { scanCommand } from "./commands/scan.js";
import { statusCommand } from "./commands/status.js";
import type { Io } from "./io.js";
import type { Run } from "./run.js";
import { addCommonOptions } from "./options.js";
import { PACKAGE_VERSION } from "../package-version.js";

const EXIT_CODES =
  "Exit: 0 fine, 1 findings, 2 could not tell (usage, a broken file, git that cannot answer).";

/**
 * The whole command. Never throws for a user's mistake: the message goes to stderr and the exit code is 2.
 * A bug prints its stack and exits 2 as well.
 */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await runCommand(argv, io);
  } catch (error) {
    if (error instanceof Interruption) return EXIT.interrupted;
    io.stderr.write(`${error instanceof UserError ? error.message : formatBug(error)}\n`);
    return EXIT.unknown;
  }
}

async function runCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.fine;
  const run: Run = (handler) => async (args) => {
    exitCode = await handler(io, args);
  };
  let help = "";
  const args = joinDashes(argv);
  const parser = addCommonOptions(yargs(args))
    .scriptName("expand-contract")
    .usage(
      "$0 <command>\n\nFinishes expand/contract changes: finds what still uses the old shape, and proves that a drop is safe.",
    )
    .command(scanCommand(run))
    .command(ratchetCommand(run))
    .command(statusCommand(run))
    .command(migrationsCommand(run))
    .command(initCommand(run))
    .epilogue(EXIT_CODES)
    .demandCommand(1, "Name a command.")
    .strictCommands()
    .strict()
    .middleware(keepLast, true)
    .recommendCommands()
    .version(PACKAGE_VERSION)
    .help()
    .alias("help", "h")
    .locale("en")
    .wrap(Math.min(110, io.stdout.columns ?? 80))
    .exitProcess(false)
    .fail((message: string, error: unknown) => {
      // yargs hands over its own complaints as errors too, by name.
      if (error instanceof Error && error.name !== "YError") throw error;
      throw new UserError(`${message}\nSee: expand-contract --help`);
    });
  await parser.parseAsync(args, {}, (_error, _args, output) => {
    help = output;
  });
  if (help) io.stdout.write(`${help}\n`);
  return exitCode;
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

function formatBug(error: unknown): string {
  const stack = error instanceof Error ? error.stack : String(error);
  return `expand-contract failed; this is a bug, please report it.\n${stack}`;
}
