import { join } from "node:path";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { addMergeAttribute } from "../../ratchet/add-merge-attribute.js";
import { MERGE_ATTRIBUTE, MERGE_DRIVER } from "../../ratchet/merge-driver-command.js";
import { RATCHET_NAME } from "../../ratchet/ratchet-file.js";
import { getGitError, runGit } from "../../trees/git-process.js";
import { writeFileAtomically } from "../../trees/write-file-atomically.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import type { CommonArguments } from "../options.js";
import type { Io } from "../io.js";
import { ATTRIBUTES_NAME, hasMergeAttribute } from "../merge-attribute.js";
import { getWorkFolder, printAnswer } from "../session.js";

/** Has git ask the merge driver in this clone. Run again, it changes nothing. Outside of git it says so, and all is well: npm runs it from a tarball, too. */
export async function installMergeDriver(io: Io, args: CommonArguments): Promise<ExitCode> {
  const folder = getWorkFolder(io, args);
  const top = await runGit(folder, ["rev-parse", "--show-toplevel"]);
  if (top.status !== 0) {
    await printAnswer(io, args, "This is no git repository: there are no merges to help with.\n");
    return EXIT.fine;
  }
  const root = top.stdout.toString().replace(/\n$/, "");
  await setConfig(root, "merge.expand-contract.name", `${RATCHET_NAME}, count by count`);
  await setConfig(root, "merge.expand-contract.driver", MERGE_DRIVER);
  const isAdded = await addAttribute(root, folder);
  const attribute = isAdded
    ? `wrote  ${ATTRIBUTES_NAME}: ${MERGE_ATTRIBUTE}. Commit it.`
    : `kept   ${ATTRIBUTES_NAME}`;
  await printAnswer(
    io,
    args,
    `set    merge.expand-contract.driver, in this clone and its worktrees\n${attribute}\n`,
  );
  return EXIT.fine;
}

async function setConfig(root: string, key: string, value: string): Promise<void> {
  const output = await runGit(root, ["config", "--local", "--replace-all", key, value]);
  if (output.status !== 0) throw getGitError(`set ${key}`, output);
}

/** True where the line was missing. */
async function addAttribute(root: string, folder: string): Promise<boolean> {
  if (await hasMergeAttribute(folder)) return false;
  const path = join(root, ATTRIBUTES_NAME);
  const text = existsSync(path) ? await readFile(path, "utf8") : "";
  await writeFileAtomically(path, addMergeAttribute(text));
  return true;
}
