import { createGenerated, getStaticText, type Piece, type SourceText } from "../../sql/source-text.js";
import type { Draft } from "./draft.js";

/** Text of the tool's own between pieces of the source. */
export function put(...parts: readonly (string | SourceText)[]): SourceText {
  return parts.flatMap((part) => (typeof part === "string" ? [createGenerated(part)] : part));
}

function list(texts: readonly SourceText[], glue: string): SourceText {
  return texts.flatMap((text, index) => (index === 0 ? text : put(glue, text)));
}

function clause(word: string, texts: readonly SourceText[], glue = ", "): SourceText {
  return texts.length === 0 ? [] : put(` ${word} `, list(texts, glue));
}

/** The statements that a builder may run. */
export function formatStatements(draft: Draft): SourceText[] {
  const { verbs, targets } = draft;
  const written = (targets.length > 0 ? targets : [UNKNOWN]).flatMap((target) => [
    ...(verbs.has("insert") ? [formatInsert(draft, target)] : []),
    ...(verbs.has("update") ? [formatUpdate(draft, target)] : []),
    ...(verbs.has("delete") ? [formatDelete(draft, target)] : []),
    ...(verbs.has("truncate") ? [put("truncate ", withoutAlias(target))] : []),
  ]);
  return written.length > 0 && draft.columns.length === 0 ? written : [...written, formatSelect(draft)];
}

export function formatSelect(draft: Draft): SourceText {
  const columns = draft.columns.length > 0 ? draft.columns : [getStar(draft)];
  const [groups, groupReads] = splitAliases(draft.groups, columns);
  const [orders, orderReads] = splitAliases(draft.orders, columns);
  const select = put(
    formatWith(draft),
    "select ",
    list(columns, ", "),
    formatFrom("from", [...draft.targets, ...draft.tables], draft.joins),
    clause("where", [...draft.conditions, ...groupReads, ...orderReads], " and "),
    clause("group by", groups),
    clause("order by", orders),
  );
  return draft.unions.length === 0
    ? select
    : put("(", select, ")", ...draft.unions.flatMap((union) => [" union (", union, ")"]));
}

/**
 * What ORDER BY and GROUP BY name may be an output's alias. What is none is a column of the tables, and stands where nothing else can take
 * its name: a star of unknown columns may.
 */
function splitAliases(
  texts: readonly SourceText[],
  columns: readonly SourceText[],
): readonly [aliases: readonly SourceText[], reads: readonly SourceText[]] {
  const outputs = new Set(columns.flatMap((column) => getAlias(column) ?? []));
  const isAlias = (text: SourceText): boolean => outputs.has(getStaticText(text)) || text.length !== 3;
  return [
    texts.filter(isAlias),
    texts.filter((text) => !isAlias(text)).map((text) => put("(", text, ") is null")),
  ];
}

/** `"n"` of `"name" as "n"`; raw SQL may have any. */
function getAlias(column: SourceText): string | undefined {
  const at = column.findLastIndex((piece) => piece.kind === "text" && piece.text === " as ");
  if (at !== -1) return getStaticText(column.slice(at + 1));
  const raw = /\bas\s+"?(\w+)"?\s*$/i.exec(getStaticText(column))?.[1];
  return raw === undefined ? undefined : `"${raw}"`;
}

/** A table, its condition: what a fragment that stands apart is read with. */
export function formatAround(draft: Draft, columns: SourceText): SourceText {
  return put("select ", columns, formatFrom("from", [...draft.targets, ...draft.tables], []));
}

function formatWith({ ctes, isRecursive }: Draft): SourceText {
  if (ctes.length === 0) return [];
  return put(isRecursive ? "with recursive " : "with ", list(ctes, ", "), " ");
}

function formatFrom(word: string, tables: readonly SourceText[], joins: readonly SourceText[]): SourceText {
  return put(clause(word, tables, " cross join "), ...joins.flatMap((join) => [" ", join]));
}

function formatInsert(draft: Draft, target: SourceText): SourceText {
  const { keys, values, queries } = draft;
  const [query] = queries;
  return put(
    formatWith(draft),
    "insert into ",
    target,
    keys.length === 0 ? "" : put(" (", list(keys, ", "), ")"),
    query === undefined ? put(" values (", list([put("null"), ...values], ", "), ")") : put(" ", query),
    formatConflict(draft),
    clause("returning", draft.returning),
  );
}

/** `onConflict("email").merge(["name"]).where(…)` */
function formatConflict({ conflicts, conflictTargets, merges, conditions }: Draft): SourceText {
  if (conflicts.length + conflictTargets.length + merges.length === 0) return [];
  const target =
    conflicts.length > 0 ? put(" (", list(conflicts, ", "), ")") : put(" ", conflictTargets[0] ?? "");
  if (merges.length + conditions.length === 0) return put(" on conflict", target, " do nothing");
  const assignments = merges.length > 0 ? list(merges, ", ") : put('"_" = null');
  return put(" on conflict", target, " do update set ", assignments, clause("where", conditions, " and "));
}

function formatUpdate(draft: Draft, target: SourceText): SourceText {
  const { assignments } = draft;
  return put(
    formatWith(draft),
    "update ",
    target,
    " set ",
    assignments.length === 0 ? '"_" = null' : list(assignments, ", "),
    formatFrom("from", draft.tables, []),
    clause("where", draft.conditions, " and "),
    clause("returning", draft.returning),
  );
}

function formatDelete(draft: Draft, target: SourceText): SourceText {
  return put(
    formatWith(draft),
    "delete from ",
    target,
    formatFrom("using", draft.tables, []),
    clause("where", draft.conditions, " and "),
    clause("returning", draft.returning),
  );
}

/** Without columns Knex selects a star, which stands nowhere: its place is that of the table's name. */
function getStar({ targets, tables }: Draft): SourceText {
  const [table = []] = [...targets, ...tables];
  const name = withoutAlias(table).findLast((piece) => isPlaced(piece));
  if (name?.kind !== "text") return put("1");
  const [start = -1] = name.starts;
  const end = name.ends.at(-1) ?? -1;
  return [{ kind: "text", text: "*", starts: [start], ends: [end] }];
}

function isPlaced(piece: Piece): boolean {
  return piece.kind === "text" && (piece.starts[0] ?? -1) !== -1;
}

function withoutAlias(table: SourceText): SourceText {
  const at = table.findIndex((piece) => piece.kind === "text" && piece.text === " as ");
  return at === -1 ? table : table.slice(0, at);
}

/** A table that is known elsewhere. */
export const UNKNOWN: SourceText = [{ kind: "hole", key: "table", as: "identifier", columns: [] }];
