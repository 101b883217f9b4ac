import type { Project, ScriptFile } from "../../detector.js";
import type { Models } from "./models.js";

/** What reading a file's calls may ask. */
export interface CallContext {
  readonly file: ScriptFile;
  readonly project: Project;
  readonly models: Models;
}
