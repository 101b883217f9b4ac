import type { ColumnRef, Node, RangeVar } from "libpg-query";
import type { Ident } from "./grammar-tree.js";

/** What translating one statement into Postgres' parse tree needs to know of it. */
export interface Translation {
  /** A name in the one spelling that all its spellings mean: these databases do not tell case. */
  getName(ident: Ident): string;
  getOffset(ident: Ident): number;
  /** True for a schema that counts as none, which is noted: SQLite's `main`, MySQL's database. */
  noteOwnSchema(name: string): boolean;
  /** Names of rows that Postgres knows by another one: MySQL's alias of the new row is `excluded`. */
  readonly rows: ReadonlyMap<string, string>;
  /** Every WITH may refer to itself. */
  readonly isRecursive: boolean;
  /** Whether HAVING knows the select list's aliases, before columns of the tables. */
  readonly hasAliasesInHaving: boolean;
  /** What bare names mean before any column, where an expression is read. */
  readonly outputs: ReadonlySet<string>;
}

export const text = (sval: string): Node => ({ String: { sval } });
export const list = (items: readonly Node[]): Node => ({ List: { items: [...items] } });

/** `u.name`, `app.users.name`; with a star behind it where `isStar`. */
export function toColumnRef(idents: readonly Ident[], t: Translation, isStar = false): Node {
  const parts = withoutOwnSchema(idents, t, isStar ? 1 : 2);
  const names = parts.map((part) => t.getName(part));
  const qualifier = parts.length > 1 || isStar ? t.rows.get(names[0] ?? "") : undefined;
  const fields = (qualifier === undefined ? names : [qualifier, ...names.slice(1)]).map(text);
  const [first] = parts;
  const ref: ColumnRef = { fields: isStar ? [...fields, { A_Star: {} }] : fields };
  return { ColumnRef: first === undefined ? ref : { ...ref, location: t.getOffset(first) } };
}

/** The table of a statement, without an alias. */
export function toRange(idents: readonly Ident[], t: Translation): RangeVar {
  const parts = withoutOwnSchema(idents, t, 1);
  const [first] = parts;
  const table = parts.at(-1);
  const schema = parts.at(-2);
  return {
    relname: table === undefined ? "" : t.getName(table),
    ...(schema !== undefined && { schemaname: t.getName(schema) }),
    ...(first !== undefined && { location: t.getOffset(first) }),
  };
}

/** `main.users` is `users`: `rest` is how many parts stand behind a schema. */
function withoutOwnSchema(idents: readonly Ident[], t: Translation, rest: number): readonly Ident[] {
  const [first] = idents;
  return idents.length === rest + 1 && first !== undefined && t.noteOwnSchema(first.value)
    ? idents.slice(1)
    : idents;
}
