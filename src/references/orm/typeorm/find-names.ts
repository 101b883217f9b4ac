import type { MappedTable } from "../../../catalog/catalog.js";
import type { Certainty } from "../../reference.js";
import type { SourceText } from "../../sql/source-text.js";
import { cut } from "./cut-text.js";
import { getColumns } from "./models.js";
import type { Query } from "./query.js";

/** A property that TypeORM replaces by its column. */
export interface FoundName {
  readonly model: MappedTable;
  /** The property's path, or that of the relation whose foreign key it is. */
  readonly path: string;
  /** UTF-16 offsets in the file of the property's own name. */
  readonly range: readonly [number, number];
  readonly certainty: Certainty;
}

/** `u.${field}`: the entity, and where its alias stands. */
interface FoundAlias {
  readonly model: MappedTable;
  readonly range: readonly [number, number];
}

interface FoundNames {
  readonly names: readonly FoundName[];
  readonly open: readonly FoundAlias[];
  readonly rest: SourceText;
}

const HOLE = "\u0000";
const BEFORE: ReadonlySet<string> = new Set([" ", "=", "(", "\n", "\t", "\r"]);
const AFTER: ReadonlySet<string> = new Set([" ", "=", ")", ",", "(", "\n", "\t", "\r"]);

/**
 * `alias.property` where TypeORM sees it: after a blank, `=` or `(`, and up to a blank, `=`, `)` or `,`.
 * https://github.com/typeorm/typeorm/blob/master/src/query-builder/QueryBuilder.ts (replacePropertyNamesForTheWholeQuery)
 */
export function findNames(text: SourceText, query: Query): FoundNames {
  const { flat, starts, ends } = flatten(text);
  const names: FoundName[] = [];
  const open: FoundAlias[] = [];
  const cuts: (readonly [number, number])[] = [];
  let at = 0;
  while (at < flat.length) {
    const end = findEnd(flat, at);
    const word = flat.slice(at, end);
    const found = isCut(flat, end) ? findName(word, query) : undefined;
    const start = at + (found?.offset ?? 0);
    const first = starts[start] ?? -1;
    const last = ends[start + (found?.length ?? 1) - 1] ?? -1;
    if (found !== undefined && first !== -1 && last !== -1) {
      const { model, path, certainty } = found;
      names.push({ model, path, certainty, range: [first, last] });
      cuts.push([at, end]);
    } else if (word.includes(`.${HOLE}`)) {
      const model = query.aliases.get(word.slice(0, word.indexOf(".")));
      const [from, to] = [starts[at] ?? -1, ends[at + word.indexOf(".") - 1] ?? -1];
      if (model !== undefined && from !== -1 && to !== -1) open.push({ model, range: [from, to] });
    } else if (word.startsWith(":...")) cuts.push([at, end]);
    at = end;
    while (at < flat.length && isBetween(flat.charAt(at))) at += 1;
  }
  return { names, open, rest: cut(text, cuts) };
}

function isBetween(character: string): boolean {
  return BEFORE.has(character) || AFTER.has(character);
}

function findEnd(flat: string, from: number): number {
  let end = from;
  while (end < flat.length && !isBetween(flat.charAt(end))) end += 1;
  return end;
}

/** A word before `(` is a function. */
function isCut(flat: string, end: number): boolean {
  return flat.charAt(end) !== "(";
}

interface Flat {
  readonly flat: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** One character stands for what only running the program tells. */
function flatten(text: SourceText): Flat {
  return {
    flat: text.map((piece) => (piece.kind === "text" ? piece.text : HOLE)).join(""),
    starts: text.flatMap((piece) => (piece.kind === "text" ? piece.starts : [-1])),
    ends: text.flatMap((piece) => (piece.kind === "text" ? piece.ends : [-1])),
  };
}

interface WordName {
  readonly model: MappedTable;
  readonly path: string;
  readonly offset: number;
  readonly length: number;
  readonly certainty: Certainty;
}

function findName(word: string, query: Query): WordName | undefined {
  const dot = word.indexOf(".");
  const alias = dot === -1 ? undefined : word.slice(0, dot);
  const model = alias === undefined ? undefined : query.aliases.get(alias);
  if (model !== undefined) return findPath(word, { model, from: dot + 1, certainty: "resolved" });
  if (query.isBare && query.main !== undefined) {
    const bare = findPath(word, { model: query.main, from: 0, certainty: "resolved" });
    if (bare !== undefined) return bare;
  }
  if (alias === undefined || query.tables.has(alias)) return undefined;
  const any = alias === HOLE ? findOnly(word.slice(dot + 1), query) : query.anyAlias;
  return any && findPath(word, { model: any, from: dot + 1, certainty: "inferred" });
}

/** `${alias}.name`: the one entity of the query that has it. */
function findOnly(path: string, { aliases, anyAlias }: Query): MappedTable | undefined {
  const models = [...new Set([...aliases.values(), ...(anyAlias ? [anyAlias] : [])])];
  const having = models.filter((model) => findProperty(model, path) !== undefined);
  return having.length === 1 ? having[0] : undefined;
}

interface Place {
  readonly model: MappedTable;
  /** Where the path begins in the word. */
  readonly from: number;
  readonly certainty: Certainty;
}

function findPath(word: string, { model, from, certainty }: Place): WordName | undefined {
  const text = word.slice(from);
  const property = findProperty(model, text);
  if (property === undefined) return undefined;
  const isRelated = model.relations.some((relation) => relation.property === property);
  // Of `name.first` the last part is the column, of `author.id` the first one.
  const begin = isRelated ? 0 : text.lastIndexOf(".") + 1;
  const length = isRelated ? property.length : text.length - begin;
  return { model, path: property, offset: from + begin, length, certainty };
}

/** By its path, its own name, the column's name, or a relation with a foreign key and the key of the other side. */
function findProperty(model: MappedTable, text: string): string | undefined {
  if (getColumns(model, text).length > 0) return text;
  const byName = model.columns.find(
    ({ property, column }) => column === text || property.slice(property.lastIndexOf(".") + 1) === text,
  );
  if (byName !== undefined) return byName.property;
  return model.relations.find(
    ({ property, columns = [] }) =>
      columns.length > 0 && (property === text || text.startsWith(`${property}.`)),
  )?.property;
}
