import { ts } from "ts-morph";
import type { TextFile } from "../../references/detector.js";
import { getLineStarts } from "../../references/line-starts.js";
import { isMarker, toOneLine } from "./read-words.js";
import { findReachable } from "./reachable-declarations.js";

/** A declaration that its author called deprecated, as the compiler sees it: who calls it sees it struck through. */
export interface DeclarationMark {
  readonly line: number;
  readonly says: string;
  readonly name: string;
  /** UTF-16 offset of the name. */
  readonly start: number;
  /** The export and its members (`["Color", "Red"]`); absent for what no importer can name. */
  readonly path?: readonly [string, ...string[]];
  /** It holds the variable of the environment that is called like it. */
  readonly isVariable?: true;
  /** The names beside it in the same type, or in the module: what the words may mean by what stays. */
  readonly siblings: readonly string[];
}

/** A comment that marks a step to come; `on` is the property below or before it, if it stands at one. */
export interface CommentMark {
  readonly line: number;
  readonly says: string;
  readonly on?: { readonly name: string; readonly start: number };
}

export interface ScriptMarks {
  readonly declarations: readonly DeclarationMark[];
  readonly comments: readonly CommentMark[];
  /** Local name → module and name of each import, for replacements that live elsewhere. */
  readonly imports: ReadonlyMap<string, { readonly from: string; readonly name: string }>;
}

/** JSDoc and attachment are TypeScript's own: which declaration a comment belongs to is not for us to guess. */
export function readScriptMarks({ path, text }: TextFile): ScriptMarks {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lines = getLineStarts(text);
  const reachable = findReachable(source);
  const declarations: DeclarationMark[] = [];
  const properties: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (isNamed(node)) {
      if (isProperty(node)) properties.push(node);
      const mark = readDeclaration(node);
      if (mark !== undefined) declarations.push(mark);
    }
    ts.forEachChild(node, visit);
  };

  function readDeclaration(node: NamedNode): DeclarationMark | undefined {
    const tag = ts.getJSDocDeprecatedTag(node);
    if (tag === undefined) return undefined;
    const reached = reachable.get(node);
    // One signature of several may go while the function stays.
    if (reached !== undefined && !reached.declarations.every(isDeprecated)) return undefined;
    if (reached !== undefined && reached.declarations[0] !== node) return undefined;
    const start = node.name.getStart(source);
    return {
      line: lines.getPosition(tag.getStart(source)).line,
      says: toOneLine(tag.getText(source)),
      name: node.name.getText(source),
      start,
      ...(reached && { path: reached.path }),
      ...(isVariable(node, path) && { isVariable: true as const }),
      siblings: reached?.siblings ?? getSiblings(node),
    };
  }

  ts.forEachChild(source, visit);
  const comments = isMarker(text) ? readComments({ text, source, properties }) : [];
  return { declarations, comments, imports: getImports(source) };
}

type NamedNode = ts.NamedDeclaration & { readonly name: ts.Node };

function isNamed(node: ts.Node): node is NamedNode {
  const isDeclaration =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isExportSpecifier(node) ||
    ts.isMethodSignature(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isAccessor(node) ||
    isProperty(node);
  return isDeclaration && node.name !== undefined && ts.isIdentifier(node.name);
}

function isProperty(
  node: ts.Node,
): node is ts.PropertyDeclaration | ts.PropertySignature | ts.PropertyAssignment {
  return ts.isPropertyDeclaration(node) || ts.isPropertySignature(node) || ts.isPropertyAssignment(node);
}

/** `DATABASE_URL: z.string()` in `env.ts`, `LEGACY_DSN = environment.LEGACY_DSN`: the members of what reads the environment are called like its variables. */
function isVariable(node: NamedNode, file: string): boolean {
  const name = node.name.getText();
  if (!isProperty(node) || !/^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/.test(name)) return false;
  const value = ts.isPropertySignature(node) ? "" : (node.initializer?.getText() ?? "");
  const isOfEnv = /(?:^|[/.-])env(?:ironment)?s?[/.-]/i.test(file);
  return isOfEnv || (/\benv(?:ironment)?\b/i.test(value) && value.includes(name));
}

function isDeprecated(node: ts.Node): boolean {
  return ts.getJSDocDeprecatedTag(node) !== undefined;
}

function getSiblings({ parent }: ts.Node): string[] {
  const names: string[] = [];
  ts.forEachChild(parent, (child) => {
    if (isNamed(child)) names.push(child.name.getText());
  });
  return names;
}

interface CommentSearch {
  readonly text: string;
  readonly source: ts.SourceFile;
  readonly properties: readonly ts.Node[];
}

function readComments({ text, source, properties }: CommentSearch): CommentMark[] {
  const lines = getLineStarts(text);
  return listComments(text, source).flatMap(({ pos, end }) => {
    const comment = text.slice(pos, end);
    if (!isMarker(comment) || comment.includes("@deprecated")) return [];
    const line = lines.getPosition(pos).line;
    const isBehind =
      lines
        .getLine(line)
        .slice(0, lines.getPosition(pos).column - 1)
        .trim() !== "";
    const holder = isBehind
      ? properties.findLast((node) => node.getEnd() <= pos && lines.getPosition(node.getEnd()).line === line)
      : properties.find((node) => node.getFullStart() <= pos && end <= node.getStart(source));
    const on =
      holder !== undefined && isNamed(holder)
        ? { on: { name: holder.name.getText(source), start: holder.name.getStart(source) } }
        : {};
    return [{ line, says: toOneLine(comment), ...on }];
  });
}

/** All comments, as the compiler's scanner meets them between tokens. */
function listComments(text: string, source: ts.SourceFile): ts.TextRange[] {
  const found = new Map<number, ts.TextRange>();
  const add = (ranges: readonly ts.CommentRange[] | undefined) => {
    for (const range of ranges ?? []) found.set(range.pos, range);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isToken(node) || node.kind === ts.SyntaxKind.EndOfFileToken) {
      // Text of JSX is no code: what looks like a comment there is shown to people.
      if (ts.isJsxText(node)) return;
      add(ts.getLeadingCommentRanges(text, node.pos));
      add(ts.getTrailingCommentRanges(text, node.end));
    }
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return [...found.values()].sort((a, b) => a.pos - b.pos);
}

function getImports(source: ts.SourceFile): ScriptMarks["imports"] {
  const imports = new Map<string, { readonly from: string; readonly name: string }>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const from = statement.moduleSpecifier.text;
    const { importClause: clause } = statement;
    if (clause?.name) imports.set(clause.name.text, { from, name: "default" });
    const bindings = clause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    for (const { name, propertyName } of bindings.elements)
      imports.set(name.text, { from, name: (propertyName ?? name).text });
  }
  return imports;
}
