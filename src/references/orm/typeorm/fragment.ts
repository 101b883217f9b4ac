import type { TSESTree } from "@typescript-eslint/utils";
import type { TableName } from "../../../catalog/table-columns.js";
import { analyzeSourceText } from "../../sql/analyze-source-text.js";
import { createGenerated, getStaticText, type SourceText } from "../../sql/source-text.js";
import { readText } from "../../sql/static-text.js";
import { findNames, type FoundName } from "./find-names.js";
import type { Query, QueryContext } from "./query.js";

/** Where in a statement a fragment stands. */
export type FragmentPlace = "columns" | "condition" | "group" | "order" | "conflict";

/**
 * A string that a builder puts into a statement. TypeORM takes what looks like `alias.property` for the column, wherever it stands; the rest is SQL
 * as the database reads it.
 */
export function walkFragment(
  node: TSESTree.Node,
  place: FragmentPlace,
  { query, context }: { readonly query: Query; readonly context: QueryContext },
): void {
  const { file } = context;
  const texts = readText(node, { text: file.text, scopes: file.scopes, used: new Set() });
  for (const text of texts) {
    const trimmed = getStaticText(text).trim();
    if (query.outputs.has(trimmed) || query.aliases.has(trimmed)) continue;
    const { names, open, rest } = findNames(text, query);
    for (const { model, range } of open)
      context.walk.collector.addAny(model, { access: "read", at: node, range });
    for (const name of names) addName(node, name, context);
    walkRest(rest, place, { query, context });
  }
}

function addName(
  node: TSESTree.Node,
  { model, path, range, certainty }: FoundName,
  context: QueryContext,
): void {
  const use = { access: "read", at: node, range, certainty } as const;
  const { collector, models } = context.walk;
  if (models.findRelated(model, path) === undefined) collector.addProperty(model, path, use);
  else collector.addJoin(model, path, use);
}

/** What is left once properties are gone: quoted names, tables of subqueries, columns that no alias precedes. */
function walkRest(
  rest: SourceText,
  place: FragmentPlace,
  { query, context }: { readonly query: Query; readonly context: QueryContext },
): void {
  const { changes } = context.project;
  const text = getStaticText(rest).toLowerCase();
  const named = changes.filter(
    ({ old }) =>
      (old.kind === "column" && text.includes(old.column.toLowerCase())) ||
      (old.kind === "table" && text.includes(old.table.toLowerCase())),
  );
  if (named.length === 0) return;
  const [before, after] = getStatementAround(place, query);
  const statement = [createGenerated(before), ...rest, createGenerated(after)];
  const { detections } = analyzeSourceText(statement, {
    ...{ changes: named, project: context.project },
    assurance: "handed",
  });
  for (const detection of detections) context.found.push({ ...detection, via: "typeorm" });
}

function getStatementAround(place: FragmentPlace, query: Query): readonly [string, string] {
  const from = getFrom(query);
  switch (place) {
    case "columns":
      return ["select ", from];
    case "condition":
      return [`select 1${from} where (`, ")"];
    case "group":
      return [`select 1${from} group by `, ""];
    case "order":
      return [`select 1${from} order by `, ""];
    case "conflict":
      return [
        `insert into ${query.main === undefined ? "nothing" : formatTable(query.main)} values (null) `,
        "",
      ];
  }
}

function getFrom({ aliases, tables, main, isBare }: Query): string {
  if (isBare && main !== undefined) return ` from ${formatTable(main)}`;
  const all: (readonly [string, TableName])[] = [...aliases, ...tables];
  const from = all.map(([alias, table]) => `${formatTable(table)} as ${quote(alias)}`).join(", ");
  if (from !== "") return ` from ${from}`;
  return main === undefined ? "" : ` from ${formatTable(main)}`;
}

function formatTable({ schema, table }: TableName): string {
  return schema === undefined ? quote(table) : `${quote(schema)}.${quote(table)}`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
