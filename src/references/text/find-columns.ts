import type { ColumnTarget } from "../../manifest/manifest.js";
import { findWords, type Place } from "./find-words.js";
import type { Language } from "./languages.js";
import { getColumnSpellings, getTableSpellings } from "./name-spellings.js";
import type { Stretch } from "./split-text.js";

export interface SearchedText {
  readonly text: string;
  readonly language: Language;
  /** Without those that were read as SQL. */
  readonly stretches: readonly Stretch[];
}

/**
 * Places that name a column outside of SQL: as a property (`user.name`, `user->name`, `:name`), in quotes, as a key or argument (`name:`, `name=`), as a model's
 * attribute. A bare variable of that name is none.
 */
export function findColumns(
  { table, column }: ColumnTarget,
  { text, language, stretches }: SearchedText,
): Place[] {
  const tables = getTableSpellings(table);
  const owners = new Set(tables.flatMap((name) => [name.toLowerCase(), name]));
  return stretches.flatMap(({ kind, start, end }) => {
    const content = text.slice(start, end);
    const isOne = (place: Place) =>
      language.isTemplate === true
        ? owners.has(getOwner(content, place))
        : kind === "string"
          ? isNameIn(content, place)
          : isProperty(content, place) || isAttribute(content, place);
    const names = getColumnSpellings(column, language.spellings);
    return findColumnWords(content, names)
      .filter(isOne)
      .map((place) => ({ start: start + place.start, end: start + place.end }));
  });
}

/** Django's `name__icontains` names it, too. */
function findColumnWords(text: string, names: readonly string[]): Place[] {
  const looked = [...new Set(names)].flatMap((name) => {
    const found = findWords(text.replaceAll(`${name}__`, `${name}=_`), [name]);
    return found;
  });
  return looked.sort((a, b) => a.start - b.start);
}

/** The name before the dot or arrow before a place. */
function getOwner(text: string, { start }: Place): string {
  return /(\w+)(?:\.|->|&\.)$/.exec(text.slice(Math.max(0, start - 60), start))?.[1] ?? "";
}

/** `.name`, `->name`, `::name`, `:name`, `@name` */
function isProperty(text: string, { start }: Place): boolean {
  return /(?:[\w)\]}?!&]\.|->|::|(?<![\w:]):|@)$/.test(text.slice(Math.max(0, start - 3), start));
}

const ATTRIBUTES =
  /^(?:=(?![=>])|\s*=>|:(?!:|=|\s*(?:str|int|float|bool|bytes|string|String|number|Optional|None)\b)\s|:\s*Mapped\b|__|\s*=\s*[\w.]*(?:[Cc]olumn|Field|models\.|attribute)\b|\s*\{\s*get\b)/;
/** `private String name;` of an entity. */
const FIELD = /\b(?:private|protected|public|var|val|lateinit)\s[\w<>?,\s]*$/;

/** `name=…`, `name => …`, `name: …`, `name = Column(…)`, a field of an entity. */
function isAttribute(text: string, { start, end }: Place): boolean {
  if (ATTRIBUTES.test(text.slice(end, end + 60))) return true;
  return /@(?:Entity|Table)\b/.test(text) && FIELD.test(text.slice(Math.max(0, start - 60), start));
}

/** The whole string, one of a list of names, `users.name`, or a column in a struct's tag: `db:"name"`. */
function isNameIn(content: string, { start, end }: Place): boolean {
  if (/^[\w.]+(?:\s*,\s*[\w.]+)*$/.test(content.trim())) return !/[\w.]/.test(content.charAt(end));
  return /\b(?:db|gorm|bun|pg|sql|column)\s*[:=]\s*["']?(?:column:)?$/.test(content.slice(0, start));
}
