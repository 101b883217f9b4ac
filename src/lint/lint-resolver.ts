import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { ts } from "ts-morph";
import { parsePackageJson } from "../modules/package-json.js";
import { type Resolver, UNTYPED } from "../references/resolver.js";
import { getOriginal } from "../scan/components/plain-node.js";
import type { Compiler } from "../types/compiler.js";
import { findDeclarations } from "../types/find-declarations.js";
import { getDeclarationKey, getMemberOrigins } from "../types/member-origins.js";

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Types as typed linting has them (`projectService`, `project`); UNTYPED without it. `root` is the manifest's folder. */
export function createLintResolver({ parserServices }: SourceCode, root: string): Resolver {
  const program: unknown = parserServices?.program;
  const nodes = parserServices?.esTreeNodeToTSNodeMap;
  const compiler = isProgram(program) && nodes !== undefined ? loadCompiler(program) : undefined;
  if (!isProgram(program) || nodes === undefined || compiler === undefined) return UNTYPED;
  const checking = { ts: compiler, checker: program.getTypeChecker() };
  const getModules = (fileName: string) => getModuleNames(root, fileName);
  return {
    hasTypes: true,
    getMemberOrigins: (_file: string, node: TSESTree.Node) => {
      const known: unknown = getOriginal(node) ?? node;
      const name: unknown = Reflect.apply(nodes.get, nodes, [known]);
      return isNode(name) ? getMemberOrigins(checking, name, getModules) : "unknown";
    },
    getDeclarations: (path, names) => {
      const file = program.getSourceFile(join(root, path));
      return file ? findDeclarations(checking, file, names).map(getDeclarationKey) : [];
    },
  };
}

/** The compiler that made a program; its constants tell versions apart, and another version's must not be mixed in. */
function loadCompiler(program: ts.Program): Compiler | undefined {
  const file = program.getSourceFiles()[0];
  const loaded: unknown = tryRequire("typescript");
  return isCompiler(loaded) && file?.kind === loaded.SyntaxKind.SourceFile ? loaded : undefined;
}

function tryRequire(name: string): unknown {
  try {
    return createRequire(import.meta.url)(name);
  } catch {
    return undefined;
  }
}

function isCompiler(value: unknown): value is Compiler {
  return typeof value === "object" && value !== null && "SyntaxKind" in value;
}

function isProgram(value: unknown): value is ts.Program {
  return typeof value === "object" && value !== null && "getTypeChecker" in value;
}

function isNode(value: unknown): value is ts.Node {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** Files of the repo by their path, declarations that packages ship by the package's name: also those that a package of the repo was built into. */
function getModuleNames(root: string, fileName: string): string[] {
  const path = relative(root, fileName).split(sep).join("/");
  const own = path.startsWith("../") || path.includes("node_modules/") ? [] : [`./${path}`];
  if (own.length > 0 && !/\.d\.[mc]?ts$/.test(path)) return own;
  const name = findPackageName(dirname(fileName));
  return name === undefined ? own : [...own, name];
}

function findPackageName(folder: string): string | undefined {
  const file = join(folder, "package.json");
  const name = existsSync(file) ? parsePackageJson(readFileSync(file, "utf8"))?.name : undefined;
  if (name !== undefined) return name;
  return dirname(folder) === folder ? undefined : findPackageName(dirname(folder));
}
