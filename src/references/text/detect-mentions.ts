import type { Change, ColumnTarget, EndpointTarget, TableTarget } from "../../manifest/manifest.js";
import type { Detection, Project, TextDetector, TextFile } from "../detector.js";
import type { Access } from "../reference.js";
import { detectSqlFile } from "../sql/detect-sql-file.js";
import { findColumns, type SearchedText } from "./find-columns.js";
import { findWords, type Place } from "./find-words.js";
import { getLanguage, PLAIN } from "./languages.js";
import { getTableSpellings } from "./name-spellings.js";
import { splitText, type Stretch } from "./split-text.js";

/**
 * Old names in files that no parser of ours reads: other languages, and components whose parser is not installed. Whole words, comments aside, SQL in strings by
 * Postgres' grammar. All are `unresolved`: no ratchet counts them, and a drop waits for somebody to look.
 */
export const detectMentions: TextDetector = (file, project) => {
  const language = getLanguage(file.path);
  const stretches = splitText(file.text, language ?? PLAIN).filter(({ kind }) => kind !== "comment");
  const searched = { text: file.text, language: language ?? PLAIN, stretches };
  return project.changes
    .flatMap((change) => findMentions({ file, project, change, isForeign: language !== undefined }, searched))
    .sort((a, b) => a.start - b.start);
};

interface Search {
  readonly file: TextFile;
  readonly project: Project;
  readonly change: Change;
  /** No module of ours can be imported there. */
  readonly isForeign: boolean;
}

function findMentions(search: Search, searched: SearchedText): Detection[] {
  const { change, file, isForeign } = search;
  const { old } = change;
  const toDetections = (places: readonly Place[], access: Access = "read") =>
    places.map((place) => toDetection(change, place, access));
  switch (old.kind) {
    case "symbol":
      return isForeign ? [] : toDetections(findInAll(searched, [old.path.at(-1) ?? old.path[0]]));
    case "column":
      return isHistory(file.path) ? [] : findOfTable(search, old, searched);
    case "table":
      return isHistory(file.path) ? [] : findOfTable(search, old, searched);
    case "config":
      return toDetections(findInAll(searched, [old.key]));
    case "endpoint":
      return toDetections(findPaths(old, searched), "call");
    case "event":
      return toDetections(findStrings(searched, [old.name]));
  }
}

function toDetection(change: Change, { start, end }: Place, access: Access): Detection {
  return { change, access, start, end, via: "text", certainty: "unresolved" };
}

/** Migrations of other tools, and the schema that they leave: nobody's code of today. */
const HISTORY =
  /(?:^|\/)(?:[\w-]*migrations?|db\/migrate|alembic(?:\/versions)?)\/|(?:^|\/)db\/(?:schema|\w+_schema)\.rb$/;

function isHistory(path: string): boolean {
  return HISTORY.test(path);
}

const STATEMENT = /^\s*(?:select|insert|update|delete|with|merge|replace|copy|truncate|create|alter)\b/i;

/** In SQL exactly, as far as a grammar takes it; else by the forms in which code names a column or table. */
function findOfTable(search: Search, old: ColumnTarget | TableTarget, searched: SearchedText): Detection[] {
  const { text, language } = searched;
  const names = getTableSpellings(old.table);
  if (findInAll(searched, names).length === 0 && language.isTemplate !== true) return [];
  const isSql = ({ kind, start, end }: Stretch) =>
    kind === "string" && STATEMENT.test(text.slice(start, end));
  const rest = { ...searched, stretches: searched.stretches.filter((stretch) => !isSql(stretch)) };
  const inSql = searched.stretches.filter(isSql).flatMap((stretch) => readSql(search, stretch));
  const others = old.kind === "column" ? findColumns(old, rest) : findTables(old, rest);
  return [...inSql, ...others.map((place) => toDetection(search.change, place, "read"))];
}

function readSql({ file, project, change }: Search, { start, end }: Stretch): Detection[] {
  const sql = file.text
    .slice(start, end)
    .replaceAll(/\\[nrt]/g, "  ")
    // Python's parameters, at their old length.
    .replaceAll(/%(?:\(\w+\))?s\b/g, (parameter) => "$1".padEnd(parameter.length));
  const found = detectSqlFile({ path: file.path, text: sql }, { ...project, changes: [change] });
  return found.map((detection) => ({
    ...detection,
    ...{ start: start + detection.start, end: start + detection.end },
    ...{ via: "text", certainty: "unresolved" },
  }));
}

/** In quotes, as a symbol; anywhere, if no variable would be called so by chance. */
function findTables({ table }: TableTarget, searched: SearchedText): Place[] {
  if (searched.language.isTemplate === true) return [];
  const isDistinct = /[_\d]|[a-z][A-Z]/.test(table);
  if (isDistinct) return findInAll(searched, [table]);
  const symbols = findInAll(searched, [table]).filter(({ start }) =>
    /(?<![\w:]):$/.test(searched.text.slice(0, start)),
  );
  return [...findStrings(searched, [table]), ...symbols];
}

function findInAll({ text, stretches }: SearchedText, names: readonly string[]): Place[] {
  return stretches.flatMap(({ start, end }) => shift(findWords(text.slice(start, end), names), start));
}

function shift(places: readonly Place[], by: number): Place[] {
  return places.map(({ start, end }) => ({ start: start + by, end: end + by }));
}

/** Strings that are a name and nothing else. */
function findStrings({ text, stretches }: SearchedText, names: readonly string[]): Place[] {
  return stretches.filter(
    ({ kind, start, end }) => kind === "string" && names.includes(text.slice(start, end)),
  );
}

/** A path with anything in the place of its parameters, in strings. */
function findPaths({ path }: EndpointTarget, { text, language, stretches }: SearchedText): Place[] {
  const parts = path.split("/").map((part) => (part.startsWith(":") ? "[^/\\s?#]+?" : escape(part)));
  const pattern = new RegExp(`${parts.join("/")}(?=/?(?:[?#\\s"'\`]|$))`, "g");
  return stretches
    .filter(({ kind }) => kind === "string" || language.isTemplate === true)
    .flatMap(({ start, end }) =>
      [...text.slice(start, end).matchAll(pattern)].map(({ 0: found, index }) => ({
        ...{ start: start + index, end: start + index + found.length },
      })),
    );
}

function escape(part: string): string {
  return part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
