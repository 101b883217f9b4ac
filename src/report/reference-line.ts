import type { Access } from "../references/reference.js";
import { escapeControls } from "./escape-controls.js";
import { fitText, type Style } from "./style.js";

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

const INDENT = "      ";

/** `      src/export.ts:14:23   read   exportUsers   select u.name from users u` */
export function formatReferenceLine(reference: ReferenceLine, style: Style): string {
  const place = `${reference.file}:${reference.line}:${reference.column}`;
  const doubt =
    reference.certainty === undefined || reference.certainty === "resolved"
      ? ""
      : ` (${reference.certainty})`;
  const parts = [reference.repo, place, `${reference.access}${doubt}`, reference.scope];
  const head = escapeControls(parts.filter(Boolean).join("   "));
  const text = fitText(escapeControls(reference.text), INDENT.length + head.length + 3, style);
  return `${INDENT}${head}   ${style.colors.dim(text)}`;
}
