import { rm } from "node:fs/promises";
import { writeFileAtomically } from "./write-file-atomically.js";

export interface FileToWrite {
  readonly path: string;
  readonly text: string;
  /** What stands there now; absent where no file is. */
  readonly before?: string;
}

/** Writes all of them, or none: what was written before one that fails is taken back. Throws that one's UserError. */
export async function writeFilesTogether(files: readonly FileToWrite[]): Promise<void> {
  const done: FileToWrite[] = [];
  try {
    for (const file of files) {
      await writeFileAtomically(file.path, file.text);
      done.push(file);
    }
  } catch (error) {
    for (const file of done.toReversed()) await takeBack(file);
    throw error;
  }
}

async function takeBack({ path, before }: FileToWrite): Promise<void> {
  if (before === undefined) await rm(path, { force: true });
  else await writeFileAtomically(path, before);
}
