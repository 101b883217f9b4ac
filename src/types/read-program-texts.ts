import { ts } from "ts-morph";
import type { FindFile } from "./program-sources.js";

/** Reads files by path; those that can't be read as text are left out. */
export type ReadTexts = (paths: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** The texts of some files and of all that they import, directly or not, as far as the repo has it. */
export async function readProgramTexts(
  roots: readonly string[],
  readTexts: ReadTexts,
  findFile: FindFile,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const asked = new Set(roots);
  for (let open = [...asked]; open.length > 0;) {
    const found = await readTexts(open);
    const next = new Set<string>();
    for (const [path, text] of found) {
      texts.set(path, text);
      for (const imported of getImported(path, text, findFile)) if (!asked.has(imported)) next.add(imported);
    }
    for (const path of next) asked.add(path);
    open = [...next];
  }
  return texts;
}

const SCRIPT = /\.[mc]?[jt]sx?$/;

/** With JavaScript's `require` and dynamic imports. */
function getImported(path: string, text: string, findFile: FindFile): string[] {
  const { importedFiles, referencedFiles } = ts.preProcessFile(text, true, true);
  const references = referencedFiles.map(({ fileName }) => fileName.replace(/^(?!\.)/, "./"));
  const commented = /\.[mc]?jsx?$/.test(path) ? getCommentedImports(text) : [];
  return [...importedFiles.map(({ fileName }) => fileName), ...references, ...commented]
    .map((specifier) => findFile(path, specifier))
    .filter((file) => file !== undefined)
    .filter((file) => SCRIPT.test(file));
}

/** What JavaScript's comments import: in `@type` as an expression, by `@import` as a statement. One too many is only read for nothing. */
function getCommentedImports(text: string): string[] {
  if (!text.includes("import(") && !text.includes("@import")) return [];
  const quoted = text.matchAll(/(?:import\(\s*|@import\b[^"'\n]*)["']([^"'\n]+)["']/g);
  return [...quoted].flatMap(([, specifier]) => specifier ?? []);
}
