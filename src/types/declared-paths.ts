import type { ts } from "ts-morph";
import type { Checking } from "./compiler.js";

/** Where a member is declared, as importers name it. */
export interface DeclaredPath {
  /** The file, by the program's name for it; or the module that an ambient declaration names. */
  readonly file?: string;
  readonly module?: string;
  readonly path: readonly string[];
}

/** Paths from a module's exports down to a declaration; none for what no export leads to, such as members of a function's result. */
export function getDeclaredPaths(checking: Checking, declaration: ts.Declaration): readonly DeclaredPath[] {
  const { ts } = checking;
  const names: string[] = [];
  const own = getName(ts, declaration);
  if (own === undefined) return [];
  names.push(own);
  let node = getHolder(ts, declaration);
  while (node !== undefined && !ts.isSourceFile(node)) {
    const name = getPathName(ts, node);
    if (name !== undefined) names.unshift(name);
    const module = findModule(checking, node);
    if (module !== undefined)
      return getExportedPaths(checking, { module, top: node, path: names, declaration });
    node = getOwner(ts, node);
  }
  return [];
}

/** What has the member: in JavaScript `this.name = …` declares one of the class around. */
function getHolder(compiler: Checking["ts"], declaration: ts.Declaration): ts.Node | undefined {
  const { parent } = declaration;
  if (compiler.isParameter(declaration))
    return compiler.isParameterPropertyDeclaration(declaration, parent) ? parent.parent : undefined;
  const target = compiler.isBinaryExpression(declaration) ? declaration.left : declaration;
  if (!compiler.isPropertyAccessExpression(target)) return getOwner(compiler, declaration);
  const isOwn = target.expression.kind === compiler.SyntaxKind.ThisKeyword;
  return isOwn ? compiler.findAncestor(declaration, compiler.isClassLike) : undefined;
}

/** The node around; undefined where a path of members ends. */
function getOwner(compiler: Checking["ts"], { parent }: ts.Node): ts.Node | undefined {
  return compiler.isFunctionLike(parent) || compiler.isBlock(parent) ? undefined : parent;
}

function getName(compiler: Checking["ts"], declaration: ts.Declaration): string | undefined {
  const name = compiler.getNameOfDeclaration(declaration);
  if (name === undefined) return undefined;
  if (compiler.isIdentifier(name) || compiler.isStringLiteralLike(name)) return name.text;
  if (compiler.isComputedPropertyName(name) && compiler.isStringLiteralLike(name.expression))
    return name.expression.text;
  return compiler.isPropertyAccessExpression(name) ? name.name.text : undefined;
}

/** What a declaration around a member adds to its path. */
function getPathName(compiler: Checking["ts"], node: ts.Node): string | undefined {
  if (compiler.isExportAssignment(node)) return "default";
  const isNamed =
    compiler.isInterfaceDeclaration(node) ||
    compiler.isClassDeclaration(node) ||
    compiler.isEnumDeclaration(node) ||
    compiler.isTypeAliasDeclaration(node) ||
    compiler.isModuleDeclaration(node) ||
    compiler.isVariableDeclaration(node) ||
    compiler.isPropertySignature(node) ||
    compiler.isPropertyDeclaration(node) ||
    compiler.isPropertyAssignment(node);
  if (!isNamed) return undefined;
  const isDefault = compiler.isClassDeclaration(node) && node.name === undefined;
  return isDefault ? "default" : getName(compiler, node);
}

/** The module whose top a statement stands at. */
function findModule({ ts, checker }: Checking, node: ts.Node): ts.Symbol | ts.SourceFile | undefined {
  const isDeclared = ts.isVariableDeclaration(node) || ts.isStatement(node) || ts.isExportAssignment(node);
  if (!isDeclared) return undefined;
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const { parent } = statement;
  if (ts.isSourceFile(parent)) return checker.getSymbolAtLocation(parent) ?? parent;
  const isAmbient =
    ts.isModuleBlock(parent) &&
    ts.isModuleDeclaration(parent.parent) &&
    ts.isStringLiteral(parent.parent.name);
  return isAmbient ? checker.getSymbolAtLocation(parent.parent.name) : undefined;
}

interface Reached {
  readonly module: ts.Symbol | ts.SourceFile;
  readonly top: ts.Node;
  readonly path: readonly string[];
  readonly declaration: ts.Declaration;
}

function getExportedPaths(checking: Checking, { module, top, path, declaration }: Reached): DeclaredPath[] {
  const { ts, checker } = checking;
  if (!("escapedName" in module)) return [{ file: module.fileName, path }];
  const home = module.declarations?.find((node) => ts.isSourceFile(node));
  const place = home ? { file: home.fileName } : { module: module.name.replace(/^"|"$/g, "") };
  const [, first, ...rest] = path;
  if (first === undefined) return [];
  const names = checker
    .getExportsOfModule(module)
    .filter(
      (symbol) => isDeclaredBy(checking, symbol, top) || hasMember(checking, symbol, first, declaration),
    )
    .map(({ name }) => (name === "export=" ? "default" : name));
  return [...new Set(names)].map((name) => ({ ...place, path: [name, first, ...rest] }));
}

function isDeclaredBy({ ts, checker }: Checking, symbol: ts.Symbol, top: ts.Node): boolean {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target.declarations ?? []).some((node) => node === top);
}

/** A declaration that is not exported itself may be what an exported one is made of: `interface Base { … } export type Order = Base & { … }`. */
function hasMember(
  checking: Checking,
  symbol: ts.Symbol,
  name: string,
  declaration: ts.Declaration,
): boolean {
  const { ts, checker } = checking;
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const types = [
    ...(target.flags & ts.SymbolFlags.Type ? [checker.getDeclaredTypeOfSymbol(target)] : []),
    ...(target.flags & ts.SymbolFlags.Value ? [checker.getTypeOfSymbol(target)] : []),
  ];
  return types.some((type) => {
    const declarations = type.getProperty(name)?.declarations ?? [];
    return declarations.some((node) => node === declaration || isInside(declaration, node));
  });
}

function isInside(node: ts.Node, outer: ts.Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && outer.pos <= node.pos && node.end <= outer.end;
}
