import type { Argv, InferredOptionTypes } from "yargs";

const COMMON = {
  cwd: { type: "string", requiresArg: true, describe: "Run as if started in the folder DIR" },
  manifest: {
    type: "string",
    requiresArg: true,
    describe: "The manifest is FILE; else expand-contract.json is searched upward",
  },
  output: { type: "string", requiresArg: true, describe: "Write the answer to FILE instead of stdout" },
  today: {
    type: "string",
    requiresArg: true,
    describe: "Take YYYY-MM-DD for today, for tests and dry runs",
  },
  quiet: { type: "boolean", default: false, describe: "No progress and no notes on stderr" },
  color: {
    type: "boolean",
    describe: "Colour, always; default: on a terminal, unless NO_COLOR says no; --no-color: never",
  },
  cache: {
    type: "boolean",
    default: true,
    describe: "Keep what was read, by its content; --no-cache reads all anew",
  },
  "cache-dir": {
    type: "string",
    requiresArg: true,
    describe: "Keep it in the folder DIR; default: the user's cache folder",
  },
  "types-from": {
    type: "string",
    requiresArg: true,
    describe: "Take types of packages that no repo publishes from DIR, a node_modules folder",
  },
} as const;

/** Options among them that a value must follow, as they are typed without their dashes. */
export const COMMON_VALUES: readonly string[] = Object.entries(COMMON).flatMap(([name, { type }]) =>
  type === "string" ? [name] : [],
);

/** Flags that every command takes. */
export type CommonArguments = InferredOptionTypes<typeof COMMON>;

export function addCommonOptions(yargs: Argv): Argv<CommonArguments> {
  return yargs.options(COMMON).group([...Object.keys(COMMON), "help", "version"], "Everywhere:");
}

/**
 * The group of what is a command's own, by yargs' own name for it. Named here it is printed before "Everywhere:", and takes in
 * all options that name no group.
 */
export const OWN_GROUP = "Options:";

/** `--format`, with what the command offers. Given twice, the last one counts. */
export function addFormatOption<T, const F extends string>(yargs: Argv<T>, formats: readonly [F, ...F[]]) {
  return yargs.option("format", {
    group: OWN_GROUP,
    choices: formats,
    default: formats[0],
    requiresArg: true,
    coerce: (given: F | F[]) => (Array.isArray(given) ? (given.at(-1) ?? formats[0]) : given),
    describe: `How to print the answer: ${formats.join(" or ")}; default: ${formats[0]}`,
  });
}

/** The same for a command that answers in several formats at once; `getOutputs` reads what was given. */
export function addFormatsOption<T>(yargs: Argv<T>, formats: readonly [string, ...string[]]) {
  return yargs.option("format", {
    group: OWN_GROUP,
    type: "string",
    array: true,
    nargs: 1,
    requiresArg: true,
    // The commands under this one have their own.
    global: false,
    // Empty, so that `--format` without a value is told from none.
    default: [],
    coerce: (given: readonly string[]) => (given.length === 0 ? [formats[0]] : given),
    describe: `How to print the answer: ${formats.join(", ")}; default: ${formats[0]}; NAME=FILE writes it to FILE; may be repeated`,
  });
}

/** `--base`: what head is compared with. */
export function addBaseOption<T>(yargs: Argv<T>) {
  return yargs.option("base", {
    group: OWN_GROUP,
    type: "string",
    requiresArg: true,
    // The commands under this one have their own, or none.
    global: false,
    describe:
      "The commit to compare with is REF; default: the pull request's target in CI, the upstream, HEAD if dirty",
  });
}
