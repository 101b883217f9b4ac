import type { CommandModule } from "yargs";
import { UserError } from "../../errors.js";
import { REPORT_FORMATS } from "../../report/format-names.js";
import { addHelpText, EXIT_WITHOUT_FINDINGS } from "../help-text.js";
import { addFilesPositional } from "../files-positional.js";
import { addFormatsOption, type CommonArguments } from "../options.js";
import type { Run } from "../run.js";
import { mergeScansCommand } from "./merge-scans.js";

export interface ScanArguments extends CommonArguments {
  readonly format: readonly string[];
  readonly repos: boolean;
  readonly repo: readonly string[] | undefined;
  readonly shard: string | undefined;
  readonly files: readonly string[] | undefined;
}

const HELP = {
  examples: [
    ["the references of each change, by file and line", "expand-contract scan"],
    ["shown, and written for other tools", "expand-contract scan --format text --format json=scan.json"],
    ["in all repos that the manifest names", "expand-contract scan --repos"],
    ["in two of them", "expand-contract scan --repo web --repo worker"],
  ],
  exit: EXIT_WITHOUT_FINDINGS,
  page: "commands.md#scan",
} as const;

const FILES_OF_MANY =
  "Files can be named in this repo only, not with --repos, --repo or --shard. Leave out the one or the other.";

export function scanCommand(run: Run): CommandModule<CommonArguments, ScanArguments> {
  return {
    command: "scan [files..]",
    describe: "List and count what still uses the old shapes",
    builder: (yargs) =>
      // `merge` takes none of these.
      addHelpText(addFormatsOption(addFilesPositional(yargs), REPORT_FORMATS), HELP)
        .option("repos", {
          type: "boolean",
          default: false,
          global: false,
          describe: 'In this repo and all that the manifest\'s "repos" names',
        })
        .option("repo", {
          type: "string",
          array: true,
          nargs: 1,
          requiresArg: true,
          global: false,
          describe: 'Only in the one called NAME, "." being this repo; may be repeated',
        })
        .option("shard", {
          type: "string",
          requiresArg: true,
          global: false,
          describe: "With --repos: only part i of n, as 1/3; `scan merge` puts the parts together",
        })
        .command(mergeScansCommand(run)),
    handler: run(async (io, args) => {
      const isOfMany = args.repos || args.repo !== undefined || args.shard !== undefined;
      if (isOfMany && args.files?.length) throw new UserError(FILES_OF_MANY);
      if (isOfMany) return (await import("../handlers/scan-repos.js")).scanManyRepos(io, args);
      return (await import("../handlers/scan.js")).scan(io, args);
    }),
  };
}
