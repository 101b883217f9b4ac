import type { Piece, SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN, composeSql, joinSql, quoteName } from "../../compose-sql.js";
import type { Handle } from "../../handle.js";
import { createText, getText, toHandle, UNKNOWN, type Value } from "../../value.js";
import { toReference, toTable } from "./names.js";
import { getSql, toOperand, type SqlHandle } from "./sql-handle.js";

/** `` sql`…` `` and what stands on it: `sql.raw`, `sql.ref`, `sql.join` … (src/raw-builder/sql.ts of kysely). */
export const sql: Handle = {
  label: "sql",
  callTag: (text, args) => createFragment(text.kind === "text" ? fill(text.pieces, args) : AT_RUN),
  callMethod(name, args) {
    const [first, second] = args;
    switch (name) {
      case "raw":
        return createFragment(first?.kind === "text" ? first.pieces : AT_RUN);
      case "ref":
        return createFragment(toReference(first));
      case "table":
        return createFragment(toTable(first, undefined));
      case "id":
        return createFragment(joinSql(args.map(quoteName), "."));
      case "lit":
      case "literal":
        return createFragment(toLiteral(first));
      case "val":
      case "value":
        return createFragment(toOperand(first));
      case "join":
        return createFragment(join(first, second));
      default:
        return undefined;
    }
  },
};

/** A fragment of raw SQL, which `execute` runs where its text stands. */
export function createFragment(text: SourceText): Value {
  const handle: SqlHandle = {
    label: "sql",
    sql: text,
    getMember: (name) => (name === "sql" ? { kind: "text", pieces: text } : undefined),
    callMethod(name, [first], site) {
      if (name === "as")
        return createFragment(composeSql("(", text, ") as ", getSql(first) ?? quoteName(first)));
      if (name !== "execute") return toHandle(handle);
      site.runSql({ kind: "text", pieces: text });
      return UNKNOWN;
    },
  };
  return toHandle(handle);
}

/** Puts the values in for the holes of a template. */
function fill(pieces: SourceText, args: readonly Value[]): SourceText {
  let next = 0;
  return pieces.flatMap((piece): readonly Piece[] => {
    if (piece.kind === "text") return [piece];
    const value = args[next];
    next += 1;
    return toOperand(value);
  });
}

function toLiteral(value: Value | undefined): SourceText {
  const text = getText(value);
  if (text !== undefined) return composeSql(`'${text.replaceAll("'", "''")}'`);
  return value?.kind === "plain" ? composeSql(String(value.value)) : composeSql("$1");
}

function join(list: Value | undefined, separator: Value | undefined): SourceText {
  if (list?.kind !== "list" || list.isOpen) return AT_RUN;
  const between = getSql(separator) ?? composeSql(", ");
  return list.items.flatMap((item, index) =>
    index === 0 ? toOperand(item) : [...between, ...toOperand(item)],
  );
}

/** `CompiledQuery.raw("…")` */
export const compiledQuery: Handle = {
  label: "CompiledQuery",
  callMethod: (name, [first = createText("")]) =>
    name === "raw" ? createFragment(first.kind === "text" ? first.pieces : AT_RUN) : undefined,
};
