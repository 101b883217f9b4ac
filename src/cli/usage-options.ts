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
      requiresArg: true,
      global: false,
      describe:
        'Count in what other repos use: FILE as `scan --repos --format json` wrote it; "-" is stdin; may be repeated',
    })
    .option("usage-max-age", {
      type: "string",
      requiresArg: true,
      global: false,
      describe: "Take no such count that is older: 12h, 3d, 1w; default: 3d",
    });
}
