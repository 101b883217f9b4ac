import { ts } from "ts-morph";
import type { Resolver } from "../references/resolver.js";
import { createProgram } from "./create-program.js";
import { findDeclarations } from "./find-declarations.js";
import { findNode } from "./find-node.js";
import { getDeclarationKey, getMemberOrigins } from "./member-origins.js";
import { createProgramSources, type SourcesInput, toName } from "./program-sources.js";

export interface ResolverInput extends SourcesInput {
  /** Paths relative to the repo: the files that will be asked for, and what declares globals. */
  readonly roots: readonly string[];
}

export interface TsMorphResolver extends Resolver {
  /** Paths of the files of packages that were read. */
  getOutsideRead(): readonly string[];
}

/**
 * Types by TypeScript as ts-morph brings it, from nothing but texts: no disk, no installed packages, so every tree of a repo is read alike on
 * every machine.
 */
export function createTsMorphResolver({ roots, ...input }: ResolverInput): TsMorphResolver {
  const { getModules, getOutsideRead, ...sources } = createProgramSources(input);
  const program = createProgram({
    ...sources,
    roots: roots.filter((path) => input.texts.has(path)).map(toName),
  });
  const checking = { ts, checker: program.getTypeChecker() };
  return {
    hasTypes: true,
    getOutsideRead,
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
