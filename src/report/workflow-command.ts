import { createHash } from "node:crypto";
import { escapeControls } from "./escape-controls.js";

/** Where an annotation stands; paths count from the repository's top, lines and columns from 1. */
export interface AnnotationPlace {
  readonly file: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
  readonly endColumn?: number;
}

export interface Annotation extends Partial<AnnotationPlace> {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

/**
 * `::error file=src/a.ts,line=3,col=9,title=…::…`, as actions/toolkit's packages/core/src/command.ts writes it. Columns of more than one line
 * are left out: the runner refuses them (ActionCommandManager.cs, ValidateLinesAndColumns).
 */
export function formatWorkflowCommand(annotation: Annotation): string {
  const { level, file, line, endLine, column, endColumn, title, message } = annotation;
  const isOneLine = endLine === undefined || endLine === line;
  const properties = Object.entries({
    file,
    line,
    endLine,
    ...(isOneLine && { col: column, endColumn }),
    title,
  }).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${escapeProperty(String(value))}`]));
  return `::${level} ${properties.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** GitHub shows ten of each level a step (actions/toolkit, docs/problem-matchers.md). */
const MAX_ANNOTATIONS = 10;

/** The first ten of each level, and a notice with the number of those that are left out. */
export function formatAnnotations(annotations: readonly Annotation[]): string[] {
  const seen = { error: 0, warning: 0, notice: 0 };
  const shown = annotations.filter(({ level }) => ++seen[level] <= MAX_ANNOTATIONS);
  const left = annotations.length - shown.length;
  const rest: Annotation = {
    level: "notice",
    title: "expand-contract",
    message: `${left} more ${left === 1 ? "is" : "are"} not annotated, as GitHub shows ten a step: the log has all of them.`,
  };
  return [...shown, ...(left > 0 ? [rest] : [])].map(escapeWords).map(formatWorkflowCommand);
}

/** Names and messages are other people's; a file's name must stay what it is. */
function escapeWords(annotation: Annotation): Annotation {
  const { title, message } = annotation;
  const lines = message.split("\n").map(escapeControls);
  return { ...annotation, title: escapeControls(title), message: lines.join("\n") };
}

/**
 * Text for the log. The runner takes a line that starts with `::`, and `##[…]` anywhere in one, for a command (ActionCommand.cs): what a
 * file's name or code could say there is kept from being one by stopping commands around the text.
 */
export function formatLogText(text: string): string {
  if (!/^\s*::|##\[/m.test(text)) return text;
  // Nobody can write a text that holds its own hash.
  const token = `expand-contract-${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
  return `::stop-commands::${token}\n${text}::${token}::\n`;
}
