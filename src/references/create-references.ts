import type { Detection } from "./detector.js";
import type { LineStarts } from "./line-starts.js";
import { CERTAINTIES, type Reference } from "./reference.js";

interface ReferenceContext {
  readonly file: string;
  readonly lines: LineStarts;
  readonly getScope: (offset: number) => string;
}

/** Detections of one file → its references: each place once per change and access, sorted by change and place. */
export function createReferences(detections: readonly Detection[], context: ReferenceContext): Reference[] {
  const byPlace = new Map<string, Detection>();
  for (const detection of detections) {
    const key = `${detection.change.id} ${detection.access} ${detection.start}`;
    const known = byPlace.get(key);
    if (known === undefined || getDoubt(detection) < getDoubt(known)) byPlace.set(key, detection);
  }
  return [...byPlace.values()].map((detection) => createReference(detection, context)).sort(compare);
}

/** Two detectors may see one place: the surer one speaks for it. */
function getDoubt({ certainty }: Detection): number {
  return CERTAINTIES.indexOf(certainty);
}

function createReference(
  { change, access, start, end, via, text, certainty }: Detection,
  { file, lines, getScope }: ReferenceContext,
): Reference {
  const from = lines.getPosition(start);
  const to = lines.getPosition(end);
  return {
    change: change.id,
    access,
    file,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    scope: getScope(start),
    via,
    text: collapse(text ?? getExcerpt(lines.getLine(from.line), from.column - 1)),
    certainty,
  };
}

function collapse(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const MAX_EXCERPT = 200;

/** The whole line, unless it is that of a generated or minified file. */
function getExcerpt(line: string, at: number): string {
  if (line.length <= MAX_EXCERPT) return line;
  const start = Math.max(0, at - MAX_EXCERPT / 2);
  return line.slice(start, start + MAX_EXCERPT);
}

function compare(a: Reference, b: Reference): number {
  return (
    compareText(a.change, b.change) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.access, b.access)
  );
}

/** By code unit: the same order on every machine. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
