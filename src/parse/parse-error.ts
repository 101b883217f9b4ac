import { UserError } from "../errors.js";

/** A file that is not written in the language that its name says. Positions are 1-based. */
export class ParseError extends UserError {
  override name = "ParseError";
  constructor(
    readonly file: string,
    readonly problem: { readonly line: number; readonly column: number; readonly message: string },
  ) {
    super(`${file}:${problem.line}:${problem.column}  ${problem.message}`);
  }
}
