import type { Argv } from "yargs";

/** Flags that every command takes. */
export interface CommonArguments {
  readonly cwd: string | undefined;
  readonly manifest: string | undefined;
  readonly output: string | undefined;
  readonly today: string | undefined;
  readonly color: boolean;
  readonly quiet: boolean;
  readonly cache: boolean;
  readonly cacheDir: string | undefined;
}

const COMMON = {
  cwd: { type: "string", requiresArg: true, describe: "Run as if started in this folder" },
  manifest: {
    type: "string",
    requiresArg: true,
    describe: "The manifest; else expand-contract.json is searched upward",
  },
  output: { type: "string", requiresArg: true, describe: "Write the answer to this file instead of stdout" },
  today: { type: "string", requiresArg: true, describe: "The clock, YYYY-MM-DD, for tests and dry runs" },
  color: {
    type: "boolean",
    default: true,
    describe: "Colour on a terminal; --no-color or NO_COLOR turn it off",
  },
  quiet: { type: "boolean", default: false, describe: "No progress and no notes on stderr" },
  cache: {
    type: "boolean",
    default: true,
    describe: "Keep what was read by content; --no-cache reads all anew",
  },
  "cache-dir": { type: "string", requiresArg: true, describe: "Where; default: the user's cache folder" },
} as const;

/** @internal */
export function addCommonOptions<T>(yargs: Argv<T>) {
  return yargs.options(COMMON).group(Object.keys(COMMON), "Everywhere:");
}

/** `--format`, with what the command offers. */
export function addFormatOption<T, const F extends string>(yargs: Argv<T>, formats: readonly [F, ...F[]]) {
  return yargs.option("format", {
    choices: formats,
    default: formats[0],
    requiresArg: true,
    describe: "How to print the answer",
  });
}
