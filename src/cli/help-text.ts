import type { Argv } from "yargs";
import { formatDocsPage } from "../docs-page.js";
import { OWN_GROUP } from "./options.js";

/** What stands under a command's options. */
export interface HelpText {
  /** Why, and what to type: `["before a commit", "expand-contract ratchet --staged"]`. */
  readonly examples: readonly (readonly [why: string, command: string])[];
  readonly exit: string;
  /** In `docs/`: `gate.md`. */
  readonly page: string;
}

/** Those that judge nothing. */
export const EXIT_WITHOUT_FINDINGS =
  "Exit: 0 fine, 2 could not tell (usage, a broken file, git that cannot answer).";

export const EXIT_WITH_FINDINGS =
  "Exit: 0 fine, 1 findings, 2 could not tell (usage, a broken file, git that cannot answer).";

/** An example is two lines, so that none is wrapped where it could no longer be pasted. */
export function addHelpText<T>(yargs: Argv<T>, { examples, exit, page }: HelpText): Argv<T> {
  for (const [why, command] of examples) yargs.example(`# ${why}`, "").example(command, "");
  // Groups stand as they were first named, and what names none is the command's own: that comes before "Everywhere:".
  yargs.group([], OWN_GROUP);
  return yargs.epilogue(exit).epilogue(`More: ${formatDocsPage(page)}`);
}
