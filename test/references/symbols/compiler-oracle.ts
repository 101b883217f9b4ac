import ts from "typescript";
import { type Files, formatPosition } from "./symbol-project.js";

/**
 * Places that the compiler complains about once a symbol is gone: what a person would have to touch.
 * The declaration is renamed (so that offsets stay) and the project compiled; differences from "each use is a place" are
 * levelled by these rules, and no others:
 * 1. An error at something that imports (an import specifier, a destructured `require` or `await import`) stands for the uses of
 *    what it binds in that file; for itself only where there is none. The compiler says it once and treats the uses as `any`.
 * 2. A re-export that breaks is taken out as well, and the project compiled again: its importers break in turn.
 * 3. Errors inside the declaration itself and at its own module's export of it go away with it.
 * 4. An error whose span is wider than a name (`x["a"]`) stands at the old name inside it; one that doesn't contain the old name
 *    is a consequence (a type that no longer fits), not a use.
 * 5. A closing tag repeats the opening one.
 */
export function getBrokenPlaces(files: Files, module: string, names: readonly string[]): string[] {
  const original = createProgram(files);
  const target = findTarget(original, module, names);
  const spellings = new Set([names.at(-1) ?? "", ...target.map(getDeclaredName)]);
  const before = new Set(getErrors(original).map(getErrorKey));
  let current = removeDeclarations(files, target);
  const places = new Set<string>();
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    const program = createProgram(current);
    for (const error of getErrors(program)) {
      if (before.has(getErrorKey(error)) || !error.file) continue;
      const file = original.getSourceFile(error.file.fileName);
      if (!file) continue;
      const node = findNode(file, error.start ?? 0, error.length ?? 0, spellings);
      if (!node || isDeclaration(node, target) || isClosing(node)) continue;
      for (const use of expand(original, node)) {
        if (isDeclaration(use, target)) continue;
        places.add(formatNode(use));
        const edited = removeReexport(current, use);
        if (edited !== current) isChanged = true;
        current = edited;
      }
    }
  }
  return [...places].sort();
}

/** Where the compiler is silent (what CommonJS aliases bind becomes `any`), its language service names the references; here what imports is none, as every case has uses. */
export function getReferencePlaces(files: Files, module: string, names: readonly string[]): string[] {
  const program = createProgram(files);
  const target = findTarget(program, module, names);
  const host = createHost(files);
  const service = ts.createLanguageService({
    getCompilationSettings: () => getOptions(files),
    getScriptFileNames: () => getScripts(files),
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => ts.ScriptSnapshot.fromString(host.readFile(path) ?? ""),
    getCurrentDirectory: () => "/",
    getDefaultLibFileName: () => "/lib.d.ts",
    fileExists: host.fileExists,
    readFile: host.readFile,
    directoryExists: (path) => host.directoryExists?.(path) ?? false,
  });
  const nodes = target.flatMap((declaration) => {
    const name = ts.getNameOfDeclaration(declaration) ?? declaration;
    const groups = service.findReferences(declaration.getSourceFile().fileName, name.getStart()) ?? [];
    return groups
      .flatMap(({ references }) => references)
      .map(({ fileName, textSpan }) => {
        const file = program.getSourceFile(fileName);
        return (
          file && findNode(file, textSpan.start, textSpan.length, new Set([getSpanText(file, textSpan)]))
        );
      });
  });
  const uses = nodes.flatMap((node) => (node ? expand(program, node) : []));
  const places = uses.filter((node) => {
    // The specifier of a whole module, and the declarations that a shorthand export names.
    const isOther = ts.isCallExpression(node.parent) && ts.isStringLiteral(node);
    return (
      !isOther && !ts.isFunctionDeclaration(node.parent) && !isImporting(node) && !isDeclaration(node, target)
    );
  });
  return [...new Set(places.map(formatNode))].sort();
}

function getSpanText(file: ts.SourceFile, { start, length }: ts.TextSpan): string {
  return file.text.slice(start, start + length);
}

/** Enough of a standard library for small cases: the real one makes each compilation ten times slower. */
const LIB = `
interface Object {} interface Function {} interface CallableFunction extends Function {} interface NewableFunction extends Function {}
interface IArguments {} interface RegExp {} interface Boolean {} interface Number {} interface String { length: number }
interface TemplateStringsArray { readonly raw: readonly string[] } interface Symbol {} interface SymbolConstructor { readonly iterator: symbol } declare var Symbol: SymbolConstructor;
interface Array<T> { length: number; map<U>(f: (item: T) => U): U[]; [n: number]: T } interface ReadonlyArray<T> { length: number; readonly [n: number]: T }
interface PromiseLike<T> { then<R>(f: (value: T) => R): PromiseLike<R> } interface Promise<T> extends PromiseLike<T> { then<R>(f: (value: T) => R): Promise<R> }
interface PromiseConstructor { all<T extends readonly unknown[] | []>(values: T): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }>; new <T>(f: (done: (value: T) => void) => void): Promise<T> } declare var Promise: PromiseConstructor;
type Awaited<T> = T extends PromiseLike<infer V> ? V : T;
type Partial<T> = { [P in keyof T]?: T[P] }; type Pick<T, K extends keyof T> = { [P in K]: T[P] }; type Exclude<T, U> = T extends U ? never : T; type Omit<T, K> = Pick<T, Exclude<keyof T, K>>;
type Record<K extends string | number | symbol, T> = { [P in K]: T };
interface ClassDecoratorContext { name: string } type ClassDecorator = (target: Function) => void; type InstanceType<T> = T; interface TypedPropertyDescriptor<T> { value?: T }
declare namespace JSX { interface Element {} interface IntrinsicElements { [name: string]: unknown } }
`;
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noLib: true,
  noEmit: true,
  allowJs: true,
  checkJs: true,
  esModuleInterop: true,
  experimentalDecorators: true,
  jsx: ts.JsxEmit.Preserve,
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
};
const parsed = new Map<string, ts.SourceFile>();

function createProgram(files: Files): ts.Program {
  return ts.createProgram(getScripts(files), getOptions(files), createHost(files));
}

function getScripts(files: Files): string[] {
  const scripts = Object.keys(files).filter((path) => /\.[mc]?[jt]sx?$/.test(path));
  return ["/lib.d.ts", ...scripts.map((path) => `/${path}`)];
}

function getOptions(files: Files): ts.CompilerOptions {
  const json: { compilerOptions?: { paths?: Record<string, string[]> } } = JSON.parse(
    files["tsconfig.json"] ?? "{}",
  );
  const paths = json.compilerOptions?.paths;
  return { ...OPTIONS, ...(paths && { paths, pathsBasePath: "/" }) };
}

function createHost(files: Files): ts.CompilerHost {
  const all: Files = { ...files, "lib.d.ts": LIB };
  const read = (path: string) => all[path.replace(/^\//, "")];
  const folders = new Set(Object.keys(files).flatMap(getFolders));
  return {
    fileExists: (path) => read(path) !== undefined,
    readFile: read,
    directoryExists: (path) => folders.has(path.replace(/\/$/, "")),
    getSourceFile: (path) => {
      const text = read(path);
      if (text === undefined) return undefined;
      const key = `${path}\0${text}`;
      const file = parsed.get(key) ?? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
      parsed.set(key, file);
      return file;
    },
    getDefaultLibFileName: () => "/lib.d.ts",
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
  };
}

function getFolders(path: string): string[] {
  return path.split("/").map((_, index, parts) => ["", ...parts.slice(0, index)].join("/"));
}

function getErrors(program: ts.Program): readonly ts.Diagnostic[] {
  return program.getSourceFiles().flatMap((file) => program.getSemanticDiagnostics(file));
}

function getErrorKey({ file, start, code }: ts.Diagnostic): string {
  return `${file?.fileName}:${start}:${code}`;
}

/** For tests of the tests: a case that doesn't compile before the deletion proves nothing. */
export function getOriginalErrors(files: Files): string[] {
  return getErrors(createProgram(files)).map(({ file, messageText, start }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, "\n");
    return `${file?.fileName}:${formatPosition(file?.text ?? "", start ?? 0)} ${text}`;
  });
}

/** The declarations of an export or of a member below it. */
function findTarget(
  program: ts.Program,
  module: string,
  [name = "", ...members]: readonly string[],
): ts.Declaration[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(`/${module}`);
  const home = file && (checker.getSymbolAtLocation(file) ?? getCommonJsSymbol(file));
  if (!file || !home) throw new Error(`${module} is no module`);
  const whole = home.exports?.get(ts.InternalSymbolName.ExportEquals);
  let symbol =
    whole && name === "default"
      ? whole
      : (checker.getExportsOfModule(home).find((candidate) => candidate.name === name) ??
        (whole && checker.getTypeOfSymbol(whole).getProperty(name)));
  for (const member of members) {
    const below: readonly (ts.Symbol | undefined)[] = symbol
      ? [
          symbol.exports?.get(ts.escapeLeadingUnderscores(member)),
          symbol.members?.get(ts.escapeLeadingUnderscores(member)),
          checker.getTypeOfSymbol(symbol).getProperty(member),
          checker.getDeclaredTypeOfSymbol(symbol).getProperty(member),
        ]
      : [];
    symbol = below.find((candidate) => candidate !== undefined);
  }
  if (!symbol) throw new Error(`${module} has no ${[name, ...members].join(".")}`);
  const declarations = symbol.declarations ?? [];
  if (!(symbol.flags & ts.SymbolFlags.Alias)) return [...declarations];
  // `export { count }`, `export default count`: the export goes, and what it names in this very module.
  const named = checker.getAliasedSymbol(symbol).declarations ?? [];
  return [...declarations, ...named.filter((node) => node.getSourceFile() === file)];
}

/** The checker gives symbols of ES modules only. */
function getCommonJsSymbol(file: ts.SourceFile): ts.Symbol | undefined {
  const symbol: unknown = Reflect.get(file, "symbol");
  return isSymbol(symbol) ? symbol : undefined;
}

function isSymbol(value: unknown): value is ts.Symbol {
  return typeof value === "object" && value !== null && "escapedName" in value;
}

/** Renames what declares the symbol; takes `export default` away from a default export. Lengths stay. */
function removeDeclarations(files: Files, declarations: readonly ts.Declaration[]): Files {
  let edited = files;
  for (const declaration of declarations) {
    if (ts.isExportAssignment(declaration)) {
      const start = declaration.getStart();
      const length = declaration.expression.getStart() - start;
      edited = keepModule(replace(edited, declaration, start, "void ".padEnd(length)), declaration);
      continue;
    }
    if (ts.isExportSpecifier(declaration)) {
      edited = keepModule(removeReexport(edited, declaration.name), declaration);
      continue;
    }
    const isDefault = ts.canHaveModifiers(declaration)
      ? ts.getModifiers(declaration)?.find(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
      : undefined;
    if (isDefault)
      edited = replace(edited, declaration, isDefault.getStart(), "".padEnd(isDefault.getWidth()));
    const name = ts.getNameOfDeclaration(declaration);
    if (!name) continue;
    const quote = ts.isStringLiteral(name) ? 1 : 0;
    const text = name.getText().slice(quote, name.getWidth() - quote);
    edited = replace(edited, declaration, name.getStart() + quote, `${text.slice(0, -1)}_`);
  }
  return edited;
}

/** A file without any export left would be no module. */
function keepModule(files: Files, node: ts.Node): Files {
  const path = node.getSourceFile().fileName.slice(1);
  return { ...files, [path]: `${files[path]}\nexport {};` };
}

function replace(files: Files, node: ts.Node, start: number, text: string): Files {
  const path = node.getSourceFile().fileName.slice(1);
  const old = files[path] ?? "";
  return { ...files, [path]: old.slice(0, start) + text + old.slice(start + text.length) };
}

function getDeclaredName(declaration: ts.Declaration): string {
  return ts.getNameOfDeclaration(declaration)?.getText() ?? "";
}

/** Rule 4. */
function findNode(
  file: ts.SourceFile,
  start: number,
  length: number,
  names: ReadonlySet<string>,
): ts.Node | undefined {
  let first: ts.Node | undefined;
  let named: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.getEnd() <= start || node.getStart() >= start + Math.max(length, 1)) return;
    const isName = ts.isIdentifier(node) || ts.isStringLiteralLike(node);
    if (isName && node.getStart() === start) first ??= node;
    if (isName && names.has(node.text)) named ??= node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return first && (isImporting(first) || first === named) ? first : named;
}

/** Rule 3. */
function isDeclaration(node: ts.Node, declarations: readonly ts.Declaration[]): boolean {
  const isInside = declarations.some(
    (declaration) =>
      declaration.getSourceFile() === node.getSourceFile() &&
      node.pos >= declaration.pos &&
      node.end <= declaration.end,
  );
  const isOwnExport =
    declarations.some((declaration) => declaration.getSourceFile() === node.getSourceFile()) &&
    ((ts.isExportSpecifier(node.parent) && !node.parent.parent.parent.moduleSpecifier) ||
      ts.isExportAssignment(node.parent));
  return isInside || isOwnExport;
}

/** Rule 5. */
function isClosing({ parent }: ts.Node): boolean {
  return ts.isPropertyAccessExpression(parent) ? isClosing(parent) : ts.isJsxClosingElement(parent);
}

/** Whether a name is bound to something imported. */
function isImporting(name: ts.Node): boolean {
  return getImportedBinding(name) !== undefined;
}

function getImportedBinding(name: ts.Node): ts.Identifier | undefined {
  const { parent } = name;
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isImportEqualsDeclaration(parent))
    return parent.name;
  if (ts.isVariableDeclaration(parent) && parent.name === name && ts.isIdentifier(name)) {
    const { initializer } = parent;
    const isMember =
      initializer && ts.isPropertyAccessExpression(initializer) && isLoad(initializer.expression);
    return isMember || isLoad(initializer) ? name : undefined;
  }
  if (
    ts.isBindingElement(parent) &&
    ts.isIdentifier(parent.name) &&
    ts.isObjectBindingPattern(parent.parent)
  ) {
    const holder = parent.parent.parent;
    const isLoaded = ts.isVariableDeclaration(holder) ? isLoad(holder.initializer) : isThenParameter(holder);
    return isLoaded ? parent.name : undefined;
  }
  if (ts.isPropertyAccessExpression(parent) && parent.name === name && isLoad(parent.expression)) {
    const holder = parent.parent;
    return ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name) ? holder.name : undefined;
  }
  return undefined;
}

function isLoad(node: ts.Expression | undefined): boolean {
  if (!node) return false;
  if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node)) return isLoad(node.expression);
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === "require")
  );
}

function isThenParameter(node: ts.Node): boolean {
  return (
    ts.isParameter(node) &&
    ts.isCallExpression(node.parent.parent) &&
    ts.isPropertyAccessExpression(node.parent.parent.expression) &&
    isLoad(node.parent.parent.expression.expression)
  );
}

/** Rule 1. */
function expand(program: ts.Program, node: ts.Node): readonly ts.Node[] {
  const binding = getImportedBinding(node);
  if (!binding) return [node];
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(binding);
  const uses: ts.Node[] = [];
  const visit = (child: ts.Node): void => {
    if (
      ts.isIdentifier(child) &&
      child !== binding &&
      child.text === binding.text &&
      !ts.isImportSpecifier(child.parent)
    ) {
      if (getLocalSymbol(checker, child) === symbol && !ts.isJsxClosingElement(child.parent))
        uses.push(child);
    }
    ts.forEachChild(child, visit);
  };
  visit(node.getSourceFile());
  return uses.length > 0 ? uses : [node];
}

function getLocalSymbol(checker: ts.TypeChecker, node: ts.Identifier): ts.Symbol | undefined {
  if (ts.isExportSpecifier(node.parent)) return checker.getExportSpecifierLocalTargetSymbol(node.parent);
  if (ts.isShorthandPropertyAssignment(node.parent))
    return checker.getShorthandAssignmentValueSymbol(node.parent);
  return checker.getSymbolAtLocation(node);
}

/** Rule 2: blanks `a as b` of `export { a as b }`, or a whole `export default a`. */
function removeReexport(files: Files, node: ts.Node): Files {
  const { parent } = node;
  const whole = ts.isExportSpecifier(parent) || ts.isExportAssignment(parent) ? parent : undefined;
  if (!whole) return files;
  const edited = replace(files, whole, whole.getStart(), "".padEnd(whole.getWidth()));
  const path = node.getSourceFile().fileName.slice(1);
  return edited[path] === files[path] ? files : removeComma(edited, whole);
}

function removeComma(files: Files, node: ts.Node): Files {
  const path = node.getSourceFile().fileName.slice(1);
  const text = files[path] ?? "";
  return text.charAt(node.end) === "," ? replace(files, node, node.end, " ") : files;
}

function formatNode(node: ts.Node): string {
  const file = node.getSourceFile();
  const quote = ts.isStringLiteralLike(node) ? 1 : 0;
  return `${file.fileName.slice(1)}:${formatPosition(file.text, node.getStart() + quote)}`;
}
