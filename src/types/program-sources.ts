import type { ts } from "ts-morph";
import type { ResolveModule } from "./create-program.js";
import { createOutsideTypes, type OutsideFiles } from "./outside-types.js";
import { TYPEORM_TYPES } from "./typeorm-types.js";

/** Which file of the repo a specifier names; undefined for what is outside. */
export type FindFile = (importer: string, specifier: string) => string | undefined;

export interface SourcesInput {
  /** The repo's texts that a program may need, by path: see `readProgramTexts`. */
  readonly texts: ReadonlyMap<string, string>;
  readonly findFile: FindFile;
  /** Packages that a user keeps for all repos, for what no repo has. */
  readonly outside?: OutsideFiles;
}

/** What a program reads, and where specifiers lead in it. */
export interface ProgramSources {
  readText(name: string): string | undefined;
  readonly resolveModule: ResolveModule;
  /** Canonical modules for a program's name of a file. */
  getModules(name: string): readonly string[];
  /** Paths of the files of packages that were read. */
  getOutsideRead(): readonly string[];
}

/** Packages whose types are known here, by a program's name for them: what they give is somebody's rows. */
const KNOWN_TYPES: ReadonlyMap<string, string> = new Map([[getKnownName("typeorm"), TYPEORM_TYPES]]);

export function createProgramSources({ texts, findFile, ...input }: SourcesInput): ProgramSources {
  const written = new Map(KNOWN_TYPES);
  const outside = input.outside && createOutsideTypes(input.outside, (name, text) => written.set(name, text));
  return {
    readText: (name) => texts.get(toPath(name)) ?? written.get(name),
    resolveModule: (importer, specifier) => {
      const path = findFile(toPath(importer), specifier);
      if (path !== undefined) return texts.has(path) ? getResolved(toName(path)) : undefined;
      const known = getKnownName(specifier);
      return KNOWN_TYPES.has(known) ? getResolved(known) : outside?.resolve(importer, specifier);
    },
    getModules: (name) => (texts.has(toPath(name)) ? [`.${name}`] : (outside?.getPackage(name) ?? [])),
    getOutsideRead: () => outside?.getRead() ?? [],
  };
}

/** A program's name for a file of the repo. */
export function toName(path: string): string {
  return `/${path}`;
}

function toPath(name: string): string {
  return name.slice(1);
}

function getKnownName(specifier: string): string {
  return `/node_modules/${specifier}/index.d.ts`;
}

function getResolved(resolvedFileName: string): ts.ResolvedModuleFull {
  const extension = /(?:\.d)?\.[mc]?[jt]sx?$/.exec(resolvedFileName)?.[0] ?? "";
  return { resolvedFileName, extension };
}
