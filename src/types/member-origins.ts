import type { ts } from "ts-morph";
import type { MemberOrigin } from "../references/resolver.js";
import type { Checking } from "./compiler.js";
import { getDeclaredPaths } from "./declared-paths.js";
import { getMemberSymbols } from "./member-symbols.js";

/** Canonical modules for a program's name of a file; none for what is no module of ours, such as TypeScript's own libraries. */
export type ModuleNames = (fileName: string) => readonly string[];

/** Origins of the member that a name names. The place that declares it is no use of it. */
export function getMemberOrigins(
  checking: Checking,
  name: ts.Node,
  getModules: ModuleNames,
): readonly MemberOrigin[] | "unknown" {
  const symbols = getMemberSymbols(checking, name);
  if (symbols === "unknown") return "unknown";
  const declarations = new Set(symbols.flatMap((symbol) => symbol.declarations ?? []));
  if ([...declarations].some((declaration) => isOwnName(checking, declaration, name))) return [];
  return [...declarations].flatMap((declaration) => {
    const place = getDeclarationKey(declaration);
    const origins = getDeclaredPaths(checking, declaration).flatMap(({ file, module, path }) => {
      const modules = module === undefined ? getModules(file ?? "") : [module];
      return modules.map((canonical) => ({ module: canonical, path, place }));
    });
    return origins.length > 0 ? origins : [{ module: "", path: [], place }];
  });
}

/** One text for one declaration of a program. */
export function getDeclarationKey(declaration: ts.Declaration): string {
  return `${declaration.getSourceFile().fileName}:${declaration.pos}`;
}

function isOwnName({ ts }: Checking, declaration: ts.Declaration, name: ts.Node): boolean {
  const declared = ts.getNameOfDeclaration(declaration);
  return declared === name || declaration === name.parent;
}
