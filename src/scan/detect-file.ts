import { detectInScript, detectInText, isTextFile } from "../references/detect.js";
import type { FileReferences } from "../references/apply-exclusions.js";
import type { Project } from "../references/detector.js";
import { isScript } from "./file-kind.js";
import { ParseError } from "./parse-error.js";
import { parseScript } from "./parse-script.js";

/** What a candidate file holds, or why nobody can tell. JSON-able. */
export interface FileOutcome extends FileReferences {
  readonly failure?: { readonly line?: number; readonly message: string };
  /** True for a file in a language that is not read yet. */
  readonly isUnread?: boolean;
}

const NOTHING: FileReferences = { references: [], excluded: [], problems: [] };

/** References of one file that mentions an old name. */
export function detectFile(path: string, text: string, project: Project): FileOutcome {
  if (isTextFile(path)) return detectInText({ path, text }, project);
  if (!isScript(path)) return { ...NOTHING, isUnread: true };
  try {
    return detectInScript(parseScript(path, text), project);
  } catch (error) {
    if (error instanceof ParseError) return { ...NOTHING, failure: error.problem };
    // Generated code may nest so deep that no parser gets through.
    if (error instanceof RangeError)
      return { ...NOTHING, failure: { message: "It is nested too deep to be read" } };
    throw error;
  }
}
