import type { SourceText } from "../../../../references/sql/source-text.js";
import { composeSql, joinSql } from "../../compose-sql.js";

export type QueryKind = "select" | "update" | "insert" | "delete" | "merge";

/** A query as far as its calls tell what it gives and which rows it touches. */
export interface QueryParts {
  readonly kind: QueryKind;
  readonly ctes: readonly SourceText[];
  /** FROM of a SELECT; else the table itself, the first of them. */
  readonly sources: readonly SourceText[];
  /** Joined tables, and FROM of an UPDATE. */
  readonly from: readonly SourceText[];
  readonly selections: readonly SourceText[];
  readonly where: readonly SourceText[];
  readonly isLimited: boolean;
  /** What an INSERT takes its rows from. */
  readonly expression?: SourceText;
}

export const EMPTY_QUERY: Omit<QueryParts, "kind"> = {
  ctes: [],
  sources: [],
  from: [],
  selections: [],
  where: [],
  isLimited: false,
};

const NOWHERE = composeSql("nothing");

/** SQL that touches the same rows of the same tables, and gives the same columns: what it sets them to does not matter. */
export function formatQuery(query: QueryParts): SourceText {
  const { ctes } = query;
  const head = ctes.length === 0 ? [] : [composeSql("with "), joinSql(ctes, ", "), composeSql(" ")];
  return composeSql(...head, formatBody(query));
}

function formatBody({
  kind,
  sources,
  from,
  selections,
  where,
  isLimited,
  expression,
}: QueryParts): SourceText {
  const table = sources[0] ?? NOWHERE;
  switch (kind) {
    case "select":
      return composeSql(
        "select ",
        selections.length === 0 ? "1" : joinSql(selections, ", "),
        formatList(" from ", [...sources, ...from], ", "),
        formatWhere(where),
        isLimited ? " limit 1" : "",
      );
    case "update":
      return composeSql(
        "update ",
        table,
        " set x = 1",
        formatList(" from ", [...sources.slice(1), ...from], ", "),
        // MySQL's UPDATE … LIMIT, in words that Postgres has.
        formatWhere(isLimited ? [...where, composeSql("id in (select 1 limit 1)")] : where),
      );
    case "insert":
      return composeSql("insert into ", table, " ", expression ?? "default values");
    case "delete":
      return composeSql("delete from ", table);
    case "merge":
      return composeSql(
        "merge into ",
        table,
        " using ",
        from[0] ?? NOWHERE,
        " on true when matched then do nothing",
      );
  }
}

function formatList(word: string, parts: readonly SourceText[], separator: string): SourceText {
  return parts.length === 0 ? [] : composeSql(word, joinSql(parts, separator));
}

function formatWhere(where: readonly SourceText[]): SourceText {
  return formatList(
    " where ",
    where.map((condition) => composeSql("(", condition, ")")),
    " and ",
  );
}
