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
const MIN_CODE = 24;

/** One reference by itself. */
export function formatReferenceLine(reference: ReferenceLine, style: Style): string {
  return formatReferenceLines([reference], style).join("\n");
}

/**
 * `      src/export.ts:14:23   read   exportUsers   select u.name from users u`. On a terminal those of one file stand in columns, and where it
 * is too narrow the code has a line of its own.
 */
export function formatReferenceLines(references: readonly ReferenceLine[], style: Style): string[] {
  return groupByFile(references).flatMap((group) => {
    const heads = group.map(getHead);
    const padded = style.isTerminal ? padColumns(heads) : heads;
    return group.flatMap(({ text }, index) =>
      formatLine({ head: padded[index] ?? [], code: escapeControls(text) }, style),
    );
  });
}

/** Places and accesses below each other; scopes differ too much in length. */
function padColumns(heads: readonly (readonly string[])[]): string[][] {
  const widths = [0, 1].map((column) => Math.max(...heads.map((head) => getWidth(head[column] ?? ""))));
  return heads.map((head) => head.map((part, column) => padText(part, widths[column] ?? 0)));
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

/** Place, access, scope. */
function getHead({ repo, file, line, column, access, certainty, scope }: ReferenceLine): string[] {
  const doubt = certainty === undefined || certainty === "resolved" ? "" : ` (${certainty})`;
  const place = `${file}:${line}:${column}`;
  return [repo ? `${repo}${GAP}${place}` : place, `${access}${doubt}`, scope].map(escapeControls);
}

interface Line {
  readonly head: readonly string[];
  readonly code: string;
}

function formatLine({ head, code }: Line, style: Style): string[] {
  const { colors, width, isTerminal } = style;
  const line = `${" ".repeat(INDENT)}${head.join(GAP)}`;
  const used = getWidth(line) + GAP.length;
  const isRoomy = width - used >= Math.min(MIN_CODE, getWidth(code));
  if (!isTerminal || isRoomy) return [`${line}${GAP}${colors.dim(fitText(code, used, style))}`];
  const own = `${" ".repeat(HANGING)}${colors.dim(fitText(code, HANGING, style))}`;
  const parts = head.map((part) => part.trimEnd());
  return [...foldParts(parts, { first: INDENT, rest: HANGING }, style), own];
}
