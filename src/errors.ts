import type { FileProblem } from "./manifest/manifest.js";

/** A user's mistake or a broken input: its message is all that is shown, without a stack. The process exits 2. */
export class UserError extends Error {
  override name = "UserError";
}

/** A file of ours (`expand-contract.json`, `ratchet.json`) that can't be used; every problem at once. */
export class BrokenFileError extends UserError {
  override name = "BrokenFileError";
  constructor(
    readonly file: string,
    readonly problems: readonly FileProblem[],
    options?: ErrorOptions,
  ) {
    super(problems.map((p) => `${file}:${p.line}:${p.column}  ${p.message}`).join("\n"), options);
  }
}

/** The user ended the command early. */
export class Interruption extends Error {
  override name = "Interruption";
}
