import { UserError } from "../../errors.js";
import type { MigrationFile } from "../migration-format.js";

/** A tool's own file. Throws `UserError`: broken is never read as empty. */
export function readJson({ file, text }: MigrationFile): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError(
      `${file} is not valid JSON: resolve its conflict markers or restore it (git checkout).`,
      { cause },
    );
  }
}
