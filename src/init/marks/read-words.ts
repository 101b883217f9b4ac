import { isCalendarDate } from "../../manifest/dates.js";

/** What people write beside a shape that goes, beside `@deprecated`. */
const MARKERS: readonly RegExp[] = [
  /\bcontract[- ]pending\b/i,
  /\bexpand[-/ ](?:and[-/ ])?contract\b/i,
  /\b(?:todo|fixme|xxx)\b.{0,40}?\b(?:drop|remove|delete)\b.{0,40}?\b(?:column|table|field|env var)/i,
];
/** Comments to this tool itself: `expand-contract: not <change> because …`. */
const OWN_DIRECTIVE = /expand-contract:\s*(?:not|allow)\b/i;

/** Whether a comment marks a step that is still to come. */
export function isMarker(comment: string): boolean {
  return MARKERS.some((marker) => marker.test(comment)) && !OWN_DIRECTIVE.test(comment);
}

/** One line, without what makes a comment one. */
export function toOneLine(comment: string): string {
  return comment
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.replace(/^\s*(?:\/\/+|\/\*+|\*+\/?|--|#+)?\s?/, "").replace(/\s*\*+\/\s*$/, ""))
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

const END = /(?:remov|drop|delet|sunset|contract|until|gone|end|retire)\D{0,40}(\d{4}-\d{2}-\d{2})/i;

/** The day by which the words want it gone; a day since which it is deprecated is none. */
export function findSunset(words: string): string | undefined {
  const date = END.exec(words)?.[1];
  return date !== undefined && isCalendarDate(date) ? date : undefined;
}

const NAME = String.raw`[\`'"]?([A-Za-z_$][\w$]*(?:[.#][A-Za-z_$][\w$]*)*)(?:\(\))?[\`'"]?`;
const REPLACEMENTS: readonly RegExp[] = [
  new RegExp(String.raw`\{@link(?:code|plain)?\s+${NAME}`, "g"),
  new RegExp(
    String.raw`\b(?:use|using|prefer|favou?r of|replaced (?:by|with)|superseded by|renamed to|moved to|migrate to|switch to)\s+(?:the\s+|new\s+)*${NAME}`,
    "gi",
  ),
  new RegExp(String.raw`${NAME}(?:\s+\w+)?\s+(?:can be used\s+|should be used\s+)?instead\b`, "g"),
];

/** Names that the words may mean by what stays, the likeliest first; whether they exist is the caller's to see. */
export function findReplacementNames(words: string): readonly string[] {
  const matches = REPLACEMENTS.flatMap((pattern) => [...words.matchAll(pattern)]);
  const names = matches.flatMap((match) => {
    const rest = words.slice(match.index + match[0].length);
    // Of several only the author knows which takes whose place.
    return match[1] === undefined || /^\s*(?:or|and|\/|,)\s+[`'"]/.test(rest) ? [] : [match[1]];
  });
  return [...new Set(names.map((name) => name.replaceAll("#", ".")))];
}
