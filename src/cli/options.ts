import type { Argv, InferredOptionTypes } from "yargs";

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
    describe: "Colour, always; default: on a terminal, unless NO_COLOR says no; --no-color: never",
  },
  quiet: { type: "boolean", default: false, describe: "No progress and no notes on stderr" },
  cache: {
    type: "boolean",
    default: true,
    describe: "Keep what was read by content; --no-cache reads all anew",
  },
  "cache-dir": { type: "string", requiresArg: true, describe: "Where; default: the user's cache folder" },
  "types-from": {
    type: "string",
    requiresArg: true,
    describe: "A node_modules folder: types of packages that no repo publishes",
  },
} as const;

/** Flags that every command takes. */
export type CommonArguments = InferredOptionTypes<typeof COMMON>;

export function addCommonOptions(yargs: Argv): Argv<CommonArguments> {
  return yargs.options(COMMON).group(Object.keys(COMMON), "Everywhere:");
}

/** `--format`, with what the command offers. Given twice, the last one counts. */
export function addFormatOption<T, const F extends string>(yargs: Argv<T>, formats: readonly [F, ...F[]]) {
  return yargs.option("format", {
    choices: formats,
    default: formats[0],
    requiresArg: true,
    coerce: (given: F | F[]) => (Array.isArray(given) ? (given.at(-1) ?? formats[0]) : given),
    describe: "How to print the answer",
  });
}

/** The same for a command that answers in several formats at once; `getOutputs` reads what was given. */
export function addFormatsOption<T>(yargs: Argv<T>, formats: readonly [string, ...string[]]) {
  return yargs.option("format", {
    type: "string",
    array: true,
    nargs: 1,
    // The commands under this one have their own.
    global: false,
    default: [formats[0]],
    describe: `How to print the answer: ${formats.join(", ")}; NAME=FILE writes it to a file; may be repeated`,
  });
}

/** `--base`: what head is compared with. */
export function addBaseOption<T>(yargs: Argv<T>) {
  return yargs.option("base", {
    type: "string",
    requiresArg: true,
    describe:
      "The commit to compare with; default: the pull request's target in CI, the upstream, HEAD if dirty",
  });
}
