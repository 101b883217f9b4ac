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

/** `--format`, with what the command offers; `isGlobal` offers it for the commands under this one as well. */
export function addFormatOption<T, const F extends string>(
  yargs: Argv<T>,
  formats: readonly [F, ...F[]],
  isGlobal = true,
) {
  return yargs.option("format", {
    choices: formats,
    global: isGlobal,
    default: formats[0],
    requiresArg: true,
    describe: "How to print the answer",
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
