import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { CommandModule } from "yargs";
import { UserError } from "../../errors.js";
import { mergeRatchetTexts } from "../../ratchet/merge-ratchets.js";
import { explainSystemError } from "../../trees/explain-system-error.js";
import { writeFileAtomically } from "../../trees/write-file-atomically.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import type { CommonArguments } from "../options.js";
import type { Run } from "../run.js";
import { getWorkFolder } from "../session.js";

interface MergeDriverArguments extends CommonArguments {
  readonly base: string | undefined;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

/** Git calls it with three temporary files; the result goes into the second one, and exit 1 means a conflict. */
export function mergeDriverCommand(run: Run): CommandModule<CommonArguments, MergeDriverArguments> {
  return {
    command: "merge-driver <base> <ours> <theirs>",
    describe: "Git's merge driver for ratchet.json: count by count",
    builder: (yargs) =>
      yargs
        .positional("base", { type: "string", describe: "%O, the common ancestor's version" })
        .positional("ours", {
          type: "string",
          describe: "%A, this branch's version; the result is written here",
        })
        .positional("theirs", { type: "string", describe: "%B, the other branch's version" })
        .epilogue(
          'Set it up once a clone: git config merge.expand-contract.driver "npx expand-contract ratchet merge-driver %O %A %B"\n' +
            'and once a repository: echo "ratchet.json merge=expand-contract" >> .gitattributes',
        ),
    handler: run(mergeFiles),
  };
}

async function mergeFiles(io: Io, args: MergeDriverArguments): Promise<ExitCode> {
  const folder = getWorkFolder(io, args);
  const paths = [args.base, args.ours, args.theirs].map((path) => resolve(folder, path ?? ""));
  try {
    const [base = "", ours = "", theirs = ""] = await Promise.all(paths.map(readText));
    const merged = mergeRatchetTexts({ base, ours, theirs }, "ratchet.json");
    await writeFileAtomically(paths[1] ?? "", merged.text);
    for (const { ours: entry } of merged.conflicts) {
      io.stderr.write(
        `ratchet.json: both sides changed the accepted reference of ${entry.change} in ${entry.file} (${entry.scope}). Choose one and take the markers out.\n`,
      );
    }
    return merged.conflicts.length ? EXIT.findings : EXIT.fine;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Git knows two answers only: merged, or left to a person.
    io.stderr.write(`${error.message}\n`);
    return EXIT.findings;
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new UserError(`Can't read ${path}: ${explainSystemError(error)}.`, { cause: error });
  }
}
