import type { Argv } from "yargs";

/** `--usage` and what goes with it: what other repos use. */
export interface UsageArguments {
  readonly usage: readonly string[] | undefined;
  readonly "usage-max-age": string | undefined;
}

export function addUsageOptions<T>(yargs: Argv<T>) {
  return yargs
    .option("usage", {
      type: "string",
      array: true,
      nargs: 1,
      global: false,
      describe:
        'What other repos use, as `scan --repos --format json` wrote it; "-" is stdin; may be repeated',
    })
    .option("usage-max-age", {
      type: "string",
      requiresArg: true,
      global: false,
      describe: "How old such a count may be: 12h, 3d, 1w; default: 3d",
    });
}
