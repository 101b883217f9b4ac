import { readProgramTexts } from "../../src/types/read-program-texts.js";
import { createTsMorphResolver } from "../../src/types/ts-morph-resolver.js";
import type { Resolver } from "../../src/references/resolver.js";
import { createGraph, type Files } from "../references/symbols/symbol-project.js";

/** The scanner's resolver over a whole small repo, each script of which may be asked for. */
export async function createTestResolver(files: Files): Promise<Resolver> {
  const roots = Object.keys(files).filter((path) => /\.[mc]?[jt]sx?$/.test(path));
  const { findFile } = createGraph(files);
  const readTexts = async (paths: readonly string[]) =>
    new Map(paths.flatMap((path) => (files[path] === undefined ? [] : [[path, files[path]] as const])));
  const texts = await readProgramTexts(roots, readTexts, findFile);
  return createTsMorphResolver({ roots, texts, findFile });
}
