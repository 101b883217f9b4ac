import { BrokenFileError } from "../../errors.js";
import type { Manifest } from "../../manifest/manifest.js";
import { parseRatchet } from "../../ratchet/parse-ratchet.js";
import type { Ratchet } from "../../ratchet/ratchet-file.js";
import type { Base } from "./find-base.js";
import type { GateInput } from "../gate-input.js";
import { parseOwnManifest } from "./parse-own-manifest.js";

/** Manifest and ratchet as the base has them; of a broken one a note says so, and head's alone is held. */
export interface BaseFiles {
  readonly manifest?: Manifest;
  readonly ratchet?: Ratchet;
  readonly notes: readonly string[];
}

export async function readBaseFiles(
  input: Pick<GateInput, "manifest" | "manifestPath" | "ratchetPath" | "git">,
  { name, commit }: Base,
  head?: { readonly text: string; readonly ratchet: Ratchet },
): Promise<BaseFiles> {
  const { manifestPath, ratchetPath, git } = input;
  const notes: string[] = [];
  const read = async <T>(
    path: string,
    parse: (text: string, file: string) => T | Promise<T>,
  ): Promise<T | undefined> => {
    // A manifest that stands outside of the repo has no history there.
    const text = path.startsWith("../") ? undefined : await git?.findText(commit.sha, path);
    if (text === undefined) return undefined;
    try {
      return await parse(text, path);
    } catch (error) {
      if (!(error instanceof BrokenFileError)) throw error;
      notes.push(`${path} of ${name} is broken, so nothing is compared with it.`);
      return undefined;
    }
  };
  const [manifest, ratchet] = await Promise.all([
    read(manifestPath, (text, file) => parseOwnManifest(text, file, input.manifest)),
    // Most often it is head's, and a long one takes its time.
    read(ratchetPath, (text, file) => (text === head?.text ? head.ratchet : parseRatchet(text, file))),
  ]);
  return { notes, ...(manifest && { manifest }), ...(ratchet && { ratchet }) };
}
