import { createRequire } from "node:module";

/** Where a program believes TypeScript's own libraries to be. */
export const LIB_FOLDER = "/node_modules/typescript/lib";

let texts: ReadonlyMap<string, string> | undefined;

/** TypeScript's own libraries, by a program's name for each: ts-morph brings them along as texts, for the very compiler that it brings. */
export function getLibText(name: string): string | undefined {
  texts ??= new Map(loadLibFiles().map(({ fileName, text }) => [`${LIB_FOLDER}/${fileName}`, text]));
  return texts.get(name);
}

interface LibFile {
  readonly fileName: string;
  readonly text: string;
}

function loadLibFiles(): readonly LibFile[] {
  const ofTsMorph = createRequire(createRequire(import.meta.url).resolve("ts-morph"));
  const common: unknown = ofTsMorph("@ts-morph/common");
  if (!hasLibFiles(common)) throw new Error("ts-morph no longer gives out TypeScript's libraries");
  return common.getLibFiles();
}

function hasLibFiles(module: unknown): module is { getLibFiles(): readonly LibFile[] } {
  return typeof module === "object" && module !== null && "getLibFiles" in module;
}
