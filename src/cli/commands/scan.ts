import type { CommandModule } from "yargs";
import { SCAN_FORMATS } from "../../report/format-names.js";
import { addFormatsOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";
import { mergeScansCommand } from "./merge-scans.js";

export interface ScanArguments extends CommonArguments {
  readonly format: readonly string[];
  readonly repos: boolean;
  readonly repo: readonly string[] | undefined;
  readonly shard: string | undefined;
}

export function scanCommand(run: Run): CommandModule<CommonArguments, ScanArguments> {
  return {
    command: "scan",
    describe: "List and count what still uses the old shapes",
    builder: (yargs) =>
      // `merge` takes none of these.
      addFormatsOption(yargs, SCAN_FORMATS)
        .option("repos", {
          type: "boolean",
          default: false,
          global: false,
          describe: 'This repo and all that the manifest\'s "repos" names',
        })
        .option("repo", {
          type: "string",
          array: true,
          nargs: 1,
          global: false,
          describe: 'Only this one of them, "." being this repo; may be repeated',
        })
        .option("shard", {
          type: "string",
          requiresArg: true,
          global: false,
          describe: "With --repos: part i of n, as 1/3; `scan merge` puts the parts together",
        })
        .command(mergeScansCommand(run))
        .example("$0 scan", "the references of each change, by file and line")
        .example("$0 scan --format json --output usage.json", "for other tools")
        .example("$0 scan --repos", "in all repos of the manifest")
        .example("$0 scan --repo web --repo billing-worker", "in two of them"),
    handler: run(async (io, args) => {
      const isOfMany = args.repos || args.repo !== undefined || args.shard !== undefined;
      if (isOfMany) return (await import("../handlers/scan-repos.js")).scanManyRepos(io, args);
      return (await import("../handlers/scan.js")).scan(io, args);
    }),
  };
}
