import type { MappedColumn, MappedTable } from "../../catalog/catalog.js";
import { readPrismaCatalog } from "../../catalog/prisma/read-prisma-catalog.js";
import { scanSchema } from "../../catalog/prisma/scan-schema.js";
import type { TextFile } from "../../references/detector.js";
import { getLineStarts, type LineStarts } from "../../references/line-starts.js";
import { spellTable } from "./known-columns.js";
import type { FoundMarks, Mark, Proposal } from "./mark.js";
import { findReplacementNames, findSunset, isMarker, toOneLine } from "./read-words.js";

/** Words in a comment that say the field goes; `@deprecated` is TypeScript's tag, taken over by many schemas. */
function saysGone(comment: string): boolean {
  return /@deprecated\b|^\W*deprecated\b/i.test(comment) || isMarker(comment);
}

/** Prisma's own words over models that it can't use; nobody decided that they go. */
const INTROSPECTED = /unique identifier and can therefore|requires additional setup|not supported/i;

/**
 * Fields and models that their schema calls deprecated, or leaves out of the client by `@ignore`: that is the step before a column is dropped.
 * Models of all files are one schema.
 */
export function readPrismaMarks(files: readonly TextFile[]): FoundMarks {
  const { tables } = readPrismaCatalog(files);
  return {
    proposals: files.flatMap((file) =>
      readFileMarks(
        file,
        tables.filter((table) => table.file === file.path),
      ),
    ),
    notes: [],
  };
}

function readFileMarks(file: TextFile, tables: readonly MappedTable[]): Proposal[] {
  const lines = getLineStarts(file.text);
  const comments = listComments(file.text, lines);
  const above = (line: number): Comment[] => {
    const own = comments.filter((comment) => comment.line === line - 1 && comment.isAlone);
    return own.length === 0 ? [] : [...above(line - 1), ...own];
  };
  const getComments = (line: number) => [
    ...above(line),
    ...comments.filter((comment) => comment.line === line && !comment.isAlone),
  ];
  const toMark = (start: number, ignored: string | undefined): Mark | undefined => {
    const { line } = lines.getPosition(start);
    const own = getComments(line);
    const spoken = own.find(({ text }) => saysGone(text));
    if (spoken !== undefined) {
      const says = own.slice(own.indexOf(spoken)).map(({ text }) => toOneLine(text));
      return { file: file.path, line: spoken.line, says: says.join(" ") };
    }
    if (ignored === undefined || own.some(({ text }) => INTROSPECTED.test(text))) return undefined;
    return { file: file.path, line, says: [ignored, ...own.map(({ text }) => toOneLine(text))].join(" ") };
  };
  return tables.flatMap((table) => {
    const mark = toMark(table.start, table.isDeclared ? undefined : "@@ignore");
    if (mark !== undefined) return [toProposal(mark, { kind: "table", old: spellTable(table) }, [])];
    return table.columns.flatMap((column) => {
      const isIgnored = table.isDeclared && !column.isDeclared && hasIgnore(lines, column);
      const own = toMark(column.start, isIgnored ? "@ignore" : undefined);
      if (own === undefined) return [];
      const shape = { kind: "column", old: `${spellTable(table)}.${column.column}` } as const;
      return [toProposal(own, shape, getReplacements(own, table, column))];
    });
  });
}

/** Columns of types that the client can't read are left out as well, for no reason of anybody's. */
function hasIgnore(lines: LineStarts, { start }: MappedColumn): boolean {
  return lines.getLine(lines.getPosition(start).line).includes("@ignore");
}

function getReplacements({ says }: Mark, table: MappedTable, old: MappedColumn): string[] {
  return findReplacementNames(says).flatMap((name) => {
    const [last = name] = name.split(".").slice(-1);
    const found = table.columns.find(({ property, column }) => property === last || column === last);
    return found === undefined || found === old ? [] : [`${spellTable(table)}.${found.column}`];
  });
}

function toProposal(
  mark: Mark,
  shape: Pick<Proposal, "kind" | "old">,
  replacements: readonly string[],
): Proposal {
  const sunset = findSunset(mark.says);
  const [replacement] = replacements;
  return {
    ...mark,
    ...shape,
    ...(replacement !== undefined && { replacement }),
    ...(sunset !== undefined && { sunset }),
  };
}

interface Comment {
  readonly text: string;
  readonly line: number;
  /** Nothing else stands on its line. */
  readonly isAlone: boolean;
}

/** What the scanner of schemas leaves out between two tokens is blank or a comment. */
function listComments(text: string, lines: LineStarts): Comment[] {
  const comments: Comment[] = [];
  let from = 0;
  for (const { start, end } of [...scanSchema(text), { start: text.length, end: text.length }]) {
    const gap = text.slice(from, start);
    const offset = from + gap.length - gap.trimStart().length;
    const comment = gap.trim();
    if (comment !== "") {
      const { line, column } = lines.getPosition(offset);
      const isAlone =
        lines
          .getLine(line)
          .slice(0, column - 1)
          .trim() === "";
      comments.push({ text: comment, line, isAlone });
    }
    from = end;
  }
  return comments;
}
