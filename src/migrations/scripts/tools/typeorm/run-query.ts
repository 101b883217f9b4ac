import { createGenerated, type Piece } from "../../../../references/sql/source-text.js";
import type { CallSite, SqlOptions } from "../../handle.js";
import { UNKNOWN, type Value } from "../../value.js";

// `$1` of Postgres, `@0` of SQL Server and `:1` of Oracle their grammars read, and so does Postgres'.
const NUMBERED = /\$\d/;

/** `query(sql, parameters)`: `?` are MySQL's and SQLite's. */
export function runQuery([sql, parameters]: readonly Value[], site: CallSite): Value {
  site.runSql(sql ?? UNKNOWN, getOptions(sql, parameters));
  return UNKNOWN;
}

function getOptions(sql: Value | undefined, parameters: Value | undefined): SqlOptions {
  if (parameters === undefined || sql?.kind !== "text") return {};
  const isNumbered = sql.pieces.some((piece) => piece.kind === "text" && NUMBERED.test(piece.text));
  return isNumbered ? {} : { bindings: parameters.kind === "list" ? parameters.items : [] };
}

/** `` queryRunner.sql`…` ``: each expression is a parameter. */
export function runTag(text: Value, site: CallSite): Value {
  if (text.kind !== "text") return runQuery([text], site);
  let count = 0;
  const pieces = text.pieces.map((piece): Piece => {
    if (piece.kind === "text") return piece;
    count += 1;
    return createGenerated(`$${count}`);
  });
  return runQuery([{ kind: "text", pieces }], site);
}
