import type { ts } from "ts-morph";
import type { Checking } from "./compiler.js";

/** The declarations that a path of names leads to from a module's exports; through arrays, as a path of columns would. */
export function findDeclarations(
  checking: Checking,
  file: ts.SourceFile,
  [name, ...members]: readonly string[],
): readonly ts.Declaration[] {
  const { checker } = checking;
  // Scripts of CommonJS have a symbol that the checker does not give out.
  const module = checker.getSymbolAtLocation(file) ?? getOwnSymbol(file);
  if (module === undefined || name === undefined) return [];
  let symbols: readonly ts.Symbol[] = findExports(checking, module, name);
  for (const member of members) symbols = symbols.flatMap((symbol) => getMembers(checking, symbol, member));
  return symbols.flatMap(({ declarations }) => declarations ?? []);
}

function getOwnSymbol(file: ts.SourceFile): ts.Symbol | undefined {
  const symbol: unknown = "symbol" in file ? file.symbol : undefined;
  return isSymbol(symbol) ? symbol : undefined;
}

function isSymbol(value: unknown): value is ts.Symbol {
  return typeof value === "object" && value !== null && "escapedName" in value;
}

function findExports({ ts, checker }: Checking, module: ts.Symbol, name: string): readonly ts.Symbol[] {
  const whole = module.exports?.get(ts.InternalSymbolName.ExportEquals);
  const found = checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
  return [found, name === "default" ? whole : undefined].flatMap((symbol) => symbol ?? []);
}

function getMembers(checking: Checking, symbol: ts.Symbol, name: string): readonly ts.Symbol[] {
  const { ts, checker } = checking;
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const exported = target.exports?.get(ts.escapeLeadingUnderscores(name));
  if (exported !== undefined && target.flags & (ts.SymbolFlags.Module | ts.SymbolFlags.Enum))
    return [exported];
  const types = [
    ...(target.flags & ts.SymbolFlags.Type ? [checker.getDeclaredTypeOfSymbol(target)] : []),
    ...(target.flags & ts.SymbolFlags.Value ? [checker.getTypeOfSymbol(target)] : []),
  ];
  const found = types
    .flatMap((type) => getParts(checking, type))
    .flatMap((type) => type.getProperty(name) ?? []);
  return [...new Set(found)];
}

/** The types whose members are meant: of a union all, of an array its elements, of a class its instances too. */
function getParts(checking: Checking, type: ts.Type): readonly ts.Type[] {
  const present = checking.checker.getNonNullableType(type);
  const parts = present.isUnion() ? present.types : [present];
  return parts.flatMap((part) => {
    const element = checking.checker.isArrayType(part) ? part.getNumberIndexType() : undefined;
    if (element !== undefined) return getParts(checking, element);
    return [part, ...part.getConstructSignatures().map((signature) => signature.getReturnType())];
  });
}
