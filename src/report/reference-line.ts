import type { Access } from "../references/reference.js";
import { escapeControls } from "./escape-controls.js";
import { foldParts, GAP } from "./fold-parts.js";
import { fitText, getWidth, padText, type Style } from "./style.js";

/** What a line about a reference needs; evidence of the gate has it too. */
export interface ReferenceLine {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly access: Access;
  readonly scope: string;
  readonly text: string;
  readonly certainty?: string;
  readonly repo?: string;
}

const INDENT = 6;
const HANGING = INDENT + 4;
/** With less room code says nothing. */
const MIN_CODE = 40;

/** One reference by itself. */
export function formatReferenceLine(reference: ReferenceLine, style: Style): string {
  return formatReferenceLines([reference], style).join("\n");
}

/**
 * `      src/export.ts:14:23   read   exportUsers   select u.name from users u`. On a terminal those of one file stand in columns; where it is
 * too narrow, below the file's name, so that no path is broken.
 */
export function formatReferenceLines(references: readonly ReferenceLine[], style: Style): string[] {
  return groupByFile(references).flatMap((group) => {
    const named = group.map((reference) => getRow(reference, `${getName(reference)}:`));
    if (!style.isTerminal) return named.map((row) => formatRow(row, INDENT, style));
    const rows = padColumns(named);
    if (rows.every((row) => isRoomy(row, INDENT, style)))
      return rows.map((row) => formatRow(row, INDENT, style));
    const names = group.slice(0, 1).map(getName);
    const below = padColumns(group.map((reference) => getRow(reference, "")));
    return [
      ...names.map((name) => " ".repeat(INDENT) + name),
      ...below.flatMap((row) => foldRow(row, style)),
    ];
  });
}

/** At most `max` of them, and how many more there are; `where` tells who lists them all. */
export function formatSomeReferences(
  references: readonly ReferenceLine[],
  style: Style,
  { max, where }: { readonly max: number; readonly where: string },
): string[] {
  const left = references.length - max;
  if (left <= 0) return formatReferenceLines(references, style);
  const shown = formatReferenceLines(references.slice(0, max), style);
  return [...shown, `${" ".repeat(INDENT)}and ${left} more: ${where}`];
}

function groupByFile(references: readonly ReferenceLine[]): ReferenceLine[][] {
  const groups: ReferenceLine[][] = [];
  for (const reference of references) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last?.file === reference.file && last.repo === reference.repo) group.push(reference);
    else groups.push([reference]);
  }
  return groups;
}

function getName({ repo, file }: ReferenceLine): string {
  return escapeControls(repo ? `${repo}${GAP}${file}` : file);
}

interface Row {
  /** Place, access, scope. */
  readonly head: readonly string[];
  readonly code: string;
}

function getRow({ line, column, access, certainty, scope, text }: ReferenceLine, before: string): Row {
  const doubt = certainty === undefined || certainty === "resolved" ? "" : ` (${certainty})`;
  const head = [`${before}${line}:${column}`, `${access}${doubt}`, escapeControls(scope)];
  return { head, code: escapeControls(text) };
}

/** Places and accesses below each other; scopes differ too much in length. */
function padColumns(rows: readonly Row[]): Row[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map(({ head }) => getWidth(head[column] ?? ""))));
  return rows.map(({ head, code }) => ({
    code,
    head: head.map((part, column) => padText(part, widths[column] ?? 0)),
  }));
}

function isRoomy({ head, code }: Row, indent: number, { width }: Style): boolean {
  return width - getUsed(head, indent) >= Math.min(MIN_CODE, getWidth(code));
}

/** Columns before the code. */
function getUsed(head: readonly string[], indent: number): number {
  return indent + getWidth(head.join(GAP)) + GAP.length;
}

function formatRow({ head, code }: Row, indent: number, style: Style): string {
  const shown = fitText(code, getUsed(head, indent), style);
  return `${" ".repeat(indent)}${head.join(GAP)}${GAP}${style.colors.dim(shown)}`;
}

/** The code has a line of its own where there is no room beside a long scope. */
function foldRow(row: Row, style: Style): string[] {
  if (isRoomy(row, HANGING, style)) return [formatRow(row, HANGING, style)];
  const below = HANGING + 4;
  const head = foldParts(row.head, { first: HANGING, rest: below }, style);
  return [...head, " ".repeat(below) + style.colors.dim(fitText(row.code, below, style))];
}
