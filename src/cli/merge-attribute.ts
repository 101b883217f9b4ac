import { RATCHET_NAME } from "../ratchet/ratchet-file.js";
import { getGitError, runGit } from "../trees/git-process.js";

/** Where git reads which driver merges a file. */
export const ATTRIBUTES_NAME = ".gitattributes";

/** Whether git merges the ratchet of a folder by our driver. Git is asked and not the text: another file, or another pattern, may say the same. */
export async function hasMergeAttribute(folder: string): Promise<boolean> {
  const output = await runGit(folder, ["check-attr", "-z", "merge", "--", RATCHET_NAME]);
  if (output.status !== 0) throw getGitError(`read ${ATTRIBUTES_NAME}`, output);
  return output.stdout.toString().split("\0")[2] === "expand-contract";
}
