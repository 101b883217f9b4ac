import { followRows, type RowShape } from "../../follow-rows.js";
import type { Query, Rows } from "./query.js";
import type { Finding } from "./read-call.js";
import { getCarried, getQueryRows } from "./rows.js";
import type { Reading } from "./scopes.js";

interface KyselyRow extends RowShape<KyselyRow> {
  readonly rows: Rows;
}

const EXECUTING = /^(?:execute\w*|stream)$/;

/** Where a property of the rows that a statement gives is read. */
export function readRows(query: Query, { reading, collector }: Finding): void {
  const calls = query.calls.filter(({ name }) => EXECUTING.test(name));
  if (calls.length === 0) return;
  const shape = createShape(getQueryRows(query, reading), reading);
  const onRead = ({ rows }: KyselyRow, property: string, at: Parameters<typeof followRows>[0]): void => {
    for (const { table, column, isSure } of getCarried(rows, property, reading))
      collector.addColumn(table, column, { access: "read", at, certainty: isSure ? "resolved" : "inferred" });
  };
  for (const { node } of calls) followRows(node, shape, { scopes: reading.file.scopes, onRead });
}

function createShape(rows: Rows, reading: Reading): KyselyRow {
  return {
    rows,
    // A list has a length too, and nothing tells a list from a row.
    has: (property) => property !== "length" && getCarried(rows, property, reading).length > 0,
    getRelated: (property) => {
      const held = rows.items.get(property)?.rows;
      return held && createShape(held, reading);
    },
  };
}
