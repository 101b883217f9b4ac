import type { Reference } from "../references/reference.js";
import type { Texts } from "./find-renames.js";

export interface MoveFacts {
  /** Texts of the files that hold references, as they were at the base; at head also those that the base's references stood in, under their new names. */
  readonly baseTexts: Texts;
  readonly headTexts: Texts;
  readonly renames: ReadonlyMap<string, string>;
}

/**
 * Tells whether two references of equal text in different places are one that moved. Copied SQL is common, so equal text alone does not say
 * so: one query fixed here and the same query written there is a new reference. What says so is the code around it:
 * - the function that held it is gone from its file, and either the new place is in the same file or the function has the same name there;
 * - or the function that holds it now is new, and the old file calls it: extracted;
 * - or a neighbouring line went along with it, and left its old place.
 */
export function createMoveTest(facts: MoveFacts): (base: Reference, head: Reference) => boolean {
  return (base, head) => {
    const sides = getSides(facts, base, head);
    return isMovedFunction(sides) || isExtracted(sides) || hasNeighbourAlong(sides);
  };
}

interface Sides {
  readonly base: Reference;
  readonly head: Reference;
  readonly isSameFile: boolean;
  /** The base reference's file at the base, and what it became. */
  readonly fromBefore: readonly string[];
  readonly fromAfter: readonly string[];
  /** The head reference's file at head, and what it was. */
  readonly toBefore: readonly string[];
  readonly toAfter: readonly string[];
}

function getSides({ baseTexts, headTexts, renames }: MoveFacts, base: Reference, head: Reference): Sides {
  const fromPath = renames.get(base.file) ?? base.file;
  const toPath = [...renames].find(([, to]) => to === head.file)?.[0] ?? head.file;
  return {
    base,
    head,
    isSameFile: fromPath === head.file,
    fromBefore: getLines(baseTexts.get(base.file)),
    fromAfter: getLines(headTexts.get(fromPath)),
    toBefore: getLines(baseTexts.get(toPath)),
    toAfter: getLines(headTexts.get(head.file)),
  };
}

function isMovedFunction({ base, head, isSameFile, fromBefore, fromAfter }: Sides): boolean {
  const hasSameName = base.scope !== MODULE && getLastName(base.scope) === getLastName(head.scope);
  if (!isSameFile && !hasSameName) return false;
  const declaration = findDeclaration(fromBefore, base);
  return declaration !== undefined && !fromAfter.some((line) => getLineHead(line) === declaration);
}

function isExtracted({ head, isSameFile, fromBefore, fromAfter, toBefore }: Sides): boolean {
  if (head.scope === MODULE) return false;
  const name = getLastName(head.scope);
  if (countWord(fromBefore, name) > 0 || countWord(toBefore, name) > 0) return false;
  // In the same file one mention is the declaration itself.
  return countWord(fromAfter, name) > (isSameFile ? 1 : 0);
}

function hasNeighbourAlong({ base, head, isSameFile, fromBefore, fromAfter, toAfter }: Sides): boolean {
  const before = getNeighbours(fromBefore, base);
  const after = getNeighbours(toAfter, head);
  return before.some((line, index) => {
    if (line === undefined || line !== after[index]) return false;
    const left = countLine(fromBefore, line) - countLine(fromAfter, line);
    return isSameFile ? left === 0 : left > 0;
  });
}

const MODULE = "<module>";

function getLastName(scope: string): string {
  return scope.slice(scope.lastIndexOf(".") + 1);
}

function getLines(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split("\n").map((line) => line.trim());
}

/** How the declaration of the function around a reference begins: the nearest line at or above it that names the function. */
function findDeclaration(lines: readonly string[], { scope, line }: Reference): string | undefined {
  if (scope === MODULE) return lines[line - 1] === undefined ? undefined : getLineHead(lines[line - 1] ?? "");
  const name = getLastName(scope);
  const declaration = lines.slice(0, line).findLast((text) => getWords(text).includes(name));
  return declaration === undefined ? undefined : getLineHead(declaration);
}

/** `export const find` of `export const find = async (db) => …`: what stays when parameters and body change. */
function getLineHead(line: string): string {
  return (line.split(/[=({:<"'`]/, 1)[0] ?? "").trim();
}

/** The nearest telling line above and below. Imports and brackets stand everywhere, so they tell nothing. */
function getNeighbours(
  lines: readonly string[],
  { line, endLine }: Reference,
): readonly [string | undefined, string | undefined] {
  return [lines.slice(0, line - 1).findLast(isTelling), lines.slice(endLine).find(isTelling)];
}

function isTelling(line: string): boolean {
  return !/^(?:import|export)\b.*\bfrom\b/.test(line) && getWords(line).join("").length >= 8;
}

function countWord(lines: readonly string[], word: string): number {
  return lines.flatMap(getWords).filter((one) => one === word).length;
}

function countLine(lines: readonly string[], line: string): number {
  return lines.filter((one) => one === line).length;
}

function getWords(line: string): string[] {
  return line.match(/[\p{L}\p{N}_$]+/gu) ?? [];
}
