import type { Reference, Scope, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { walk } from "../../ast/walk.js";
import type { ScriptFile } from "../detector.js";
import type { Edit } from "./replacement.js";

/**
 * Edits that give a variable another name at all its uses; its declaration is the caller's. Undefined where the name would meet, or take, one
 * that is there already, or where not every use is known.
 */
export function renameUses(variable: Variable, to: string, file: ScriptFile): Edit[] | undefined {
  if (!isIdentifier(to) || RESERVED.has(to) || isTaken(variable, to, file)) return undefined;
  // A namespace or an interface of the same name is declared beside it.
  if (variable.defs.length !== 1) return undefined;
  const starts = new Set(variable.references.map(({ identifier }) => identifier.range[0]));
  const elements = getElementNames(file.ast).filter(({ name }) => name === variable.name);
  // ESLint 9 gives scopes without JSX for espree's trees.
  if (elements.some((element) => !isClosing(element) && !starts.has(element.range[0]))) return undefined;
  // A lower-case element is HTML's.
  if (elements.length > 0 && /^[^A-Z$_]/.test(to)) return undefined;
  const declared = new Set(variable.identifiers.map(({ range }) => range[0]));
  const uses = variable.references.map(({ identifier }) => identifier);
  const byStart = new Map<number, Edit>();
  for (const use of [...uses, ...elements.filter(isClosing)]) {
    const [start, end] = use.range;
    if (declared.has(start)) continue;
    byStart.set(start, { start, end, text: isShorthand(use) ? `${variable.name}: ${to}` : to });
  }
  return [...byStart.values()];
}

/** Whether a variable of this name, somewhere between the declaration and its uses, or outside, would be mistaken for it. */
function isTaken(variable: Variable, name: string, { ast, scopes }: ScriptFile): boolean {
  if (variable.scope.set.has(name)) return true;
  if (variable.references.some((reference) => isShadowed(reference, variable.scope, name))) return true;
  const isOpen = ({ identifier, resolved }: Reference) =>
    identifier.name === name && (resolved === null || isAround(resolved.scope, variable.scope));
  if (scopes.scopes.some(({ references }) => references.some(isOpen))) return true;
  return getElementNames(ast).some((element) => element.name === name);
}

/** A use of what is declared further out would now be one of ours. */
function isAround(outer: Scope, inner: Scope): boolean {
  for (let scope: Scope | null = inner.upper; scope !== null; scope = scope.upper)
    if (scope === outer) return true;
  return false;
}

function isShadowed({ from }: Reference, end: Scope, name: string): boolean {
  for (let scope: Scope | null = from; scope !== null && scope !== end; scope = scope.upper)
    if (scope.set.has(name)) return true;
  return false;
}

/** `{ name }`, which has to become `{ name: other }`. */
function isShorthand(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type === "Property") return parent.shorthand;
  return parent?.type === "AssignmentPattern" && parent.left === node && isShorthand(parent);
}

/** The first names of JSX elements, opening and closing: `Card` of `<Card.Title>`. */
function getElementNames(ast: TSESTree.Program): TSESTree.JSXIdentifier[] {
  return walk(ast).flatMap((node) => (node.type === "JSXIdentifier" && isElementName(node) ? [node] : []));
}

function isElementName(node: TSESTree.JSXIdentifier): boolean {
  const { parent } = node;
  if (parent.type === "JSXMemberExpression") return parent.object === node;
  return parent.type === "JSXOpeningElement" || parent.type === "JSXClosingElement";
}

function isClosing(node: TSESTree.Node): boolean {
  const { parent } = node;
  return parent?.type === "JSXMemberExpression" ? isClosing(parent) : parent?.type === "JSXClosingElement";
}

export function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
}

/** ECMA-262, "Keywords and Reserved Words", as modules have them, and what strict code must not bind. */
const RESERVED: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends
  false finally for function if implements import in instanceof interface let new null package private protected
  public return static super switch this throw true try typeof undefined var void while with yield`.split(
    /\s+/,
  ),
);
