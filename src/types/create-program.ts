import { ts } from "ts-morph";
import { getLibText, LIB_FOLDER } from "./lib-texts.js";

/** Where a specifier leads, by the program's names of files. */
export type ResolveModule = (importer: string, specifier: string) => ts.ResolvedModuleFull | undefined;

export interface ProgramInput {
  readonly roots: readonly string[];
  readText(name: string): string | undefined;
  readonly resolveModule: ResolveModule;
  /** An earlier program: files whose text is the same are not parsed again. */
  readonly old?: ts.Program;
}

/**
 * The same for each repo. What members a type has depends on no option but where specifiers lead, and that `findFile` knows from
 * the repo's `tsconfig.json` and packages.
 */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  allowJs: true,
  noEmit: true,
  types: [],
  experimentalDecorators: true,
  jsx: ts.JsxEmit.Preserve,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ESNext,
};

/** A program over texts: no disk. Comments are read in JavaScript alone, where they say types. */
export function createProgram({ roots, readText, resolveModule, old }: ProgramInput): ts.Program {
  const read = (name: string) => readText(name) ?? getLibText(name);
  const host: ts.CompilerHost = {
    fileExists: (name) => read(name) !== undefined,
    readFile: read,
    getSourceFile: (name, versionOrOptions) => {
      const text = read(name);
      if (text === undefined) return undefined;
      const known = old?.getSourceFile(name);
      if (known?.text === text) return known;
      const options =
        typeof versionOrOptions === "object" ? versionOrOptions : { languageVersion: versionOrOptions };
      return ts.createSourceFile(name, text, { ...options, jsDocParsingMode: getCommentMode(name) });
    },
    resolveModuleNameLiterals: (literals, importer) =>
      literals.map(({ text }) => ({ resolvedModule: resolveModule(importer, text) })),
    getDefaultLibFileName: (options) => `${LIB_FOLDER}/${ts.getDefaultLibFileName(options)}`,
    getDefaultLibLocation: () => LIB_FOLDER,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
  };
  return ts.createProgram({
    ...{ rootNames: roots, options: OPTIONS, host },
    ...(old && { oldProgram: old }),
  });
}

function getCommentMode(name: string): ts.JSDocParsingMode {
  return /\.[mc]?jsx?$/.test(name) ? ts.JSDocParsingMode.ParseAll : ts.JSDocParsingMode.ParseNone;
}
