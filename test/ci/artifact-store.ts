import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import fastGlob from "fast-glob";
import picomatch from "picomatch";
import type { StepResult, UsedAction } from "./run-steps.js";

const DONE: StepResult = { exit: 0, outputs: {}, log: "", summary: "" };

/** A place in which jobs leave files for each other: a folder an artifact. */
export function createArtifactStore(folder: string): Readonly<Record<string, UsedAction>> {
  mkdirSync(folder);
  return {
    "actions/upload-artifact": ({ name = "", path = "" }, { workspace }) => {
      const files = fastGlob.sync(path, { cwd: workspace });
      if (files.length === 0) return { ...DONE, exit: 1, log: `No files were found for ${path}\n` };
      for (const file of files) cpSync(join(workspace, file), join(folder, name, basename(file)));
      return DONE;
    },
    "actions/download-artifact": ({ name, pattern, path }, { workspace }) => {
      const names = name === undefined ? readdirSync(folder).filter(picomatch(pattern ?? "*")) : [name];
      for (const one of names) {
        if (!existsSync(join(folder, one))) return { ...DONE, exit: 1, log: `There is no ${one}\n` };
        cpSync(join(folder, one), path ?? workspace, { recursive: true });
      }
      return DONE;
    },
  };
}
