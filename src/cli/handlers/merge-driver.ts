import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UserError } from "../../errors.js";
import { mergeRatchetTexts } from "../../ratchet/merge-ratchets.js";
import { explainSystemError } from "../../trees/explain-system-error.js";
import { writeFileAtomically } from "../../trees/write-file-atomically.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import { getWorkFolder } from "../session.js";
import type { MergeDriverArguments } from "../commands/merge-driver.js";

export async function mergeFiles(io: Io, args: MergeDriverArguments): Promise<ExitCode> {
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
