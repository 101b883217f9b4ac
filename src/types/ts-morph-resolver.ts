import { Project, ts } from "ts-morph";
import type { Resolver } from "../references/resolver.js";
import { findNode } from "./find-node.js";
import { findDeclarations } from "./find-declarations.js";
import { getDeclarationKey, getMemberOrigins } from "./member-origins.js";
import { createOutsideTypes, type OutsideFiles } from "./outside-types.js";
import { TYPEORM_TYPES } from "./typeorm-types.js";

/** Which file of the repo a specifier names; undefined for what is outside. */
export type FindFile = (importer: string, specifier: string) => string | undefined;

export interface ResolverInput {
  /** Paths relative to the repo: the files that will be asked for, and what declares globals. */
  readonly roots: readonly string[];
  /** All that the roots lead to, by path: see `readProgramTexts`. */
  readonly texts: ReadonlyMap<string, string>;
  readonly findFile: FindFile;
  /** Packages that a user keeps for all repos, for what no repo has. */
  readonly outside?: OutsideFiles;
}

export interface TsMorphResolver extends Resolver {
  /** Paths of the files of packages that were read. */
  getOutsideRead(): readonly string[];
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

/** Packages whose types are known here, by specifier: what they give is somebody's rows. */
const KNOWN_TYPES: ReadonlyMap<string, string> = new Map([["typeorm", TYPEORM_TYPES]]);

/** Types by TypeScript, from nothing but texts: no disk, no installed packages, so every tree of a repo is read alike on every machine. */
export function createTsMorphResolver({ roots, texts, findFile, ...input }: ResolverInput): TsMorphResolver {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: OPTIONS,
    skipFileDependencyResolution: true,
    resolutionHost: () => ({
      resolveModuleNames: (names, importer) => names.map((name) => resolve(importer, name)),
    }),
  });
  const files = project.getFileSystem();
  for (const [path, text] of texts) files.writeFileSync(toName(path), text);
  for (const [name, text] of KNOWN_TYPES) files.writeFileSync(getKnownName(name), text);
  const outside =
    input.outside && createOutsideTypes(input.outside, (name, text) => files.writeFileSync(name, text));
  for (const path of roots) project.addSourceFileAtPathIfExists(toName(path));
  const program = project.getProgram().compilerObject;
  const checking = { ts, checker: program.getTypeChecker() };

  function resolve(importer: string, specifier: string): ts.ResolvedModuleFull | undefined {
    const path = findFile(toPath(importer), specifier);
    if (path === undefined && KNOWN_TYPES.has(specifier))
      return { resolvedFileName: getKnownName(specifier), extension: ".d.ts" };
    if (path === undefined) return outside?.resolve(importer, specifier);
    if (!texts.has(path)) return undefined;
    return { resolvedFileName: toName(path), extension: getExtension(path) };
  }

  const getModules = (name: string) => {
    if (texts.has(toPath(name))) return [`.${name}`];
    return outside?.getPackage(name) ?? [];
  };

  return {
    hasTypes: true,
    getOutsideRead: () => outside?.getRead() ?? [],
    getMemberOrigins: (path, { range }) => {
      const file = program.getSourceFile(toName(path));
      const node = file && findNode(ts, file, range);
      if (node === undefined) return "unknown";
      return getMemberOrigins(checking, node, getModules);
    },
    getDeclarations: (path, names) => {
      const file = program.getSourceFile(toName(path));
      return file ? findDeclarations(checking, file, names).map(getDeclarationKey) : [];
    },
  };
}

function getKnownName(specifier: string): string {
  return `/node_modules/${specifier}/index.d.ts`;
}

function toName(path: string): string {
  return `/${path}`;
}

function toPath(name: string): string {
  return name.slice(1);
}

function getExtension(path: string): string {
  return /(?:\.d)?\.[mc]?[jt]sx?$/.exec(path)?.[0] ?? "";
}
