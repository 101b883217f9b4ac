import type { Node } from "libpg-query";
import type { Token } from "../../../sql/postgres-parser.js";
import { getNames } from "./names.js";
import { createColumns, type Column, type Relation } from "./relations.js";
import type { Run } from "./run.js";
import { reportColumns } from "./tables.js";

/**
 * `users u (a, b)`: new names for the first columns, by position. The list is what breaks or shifts when a column in it goes,
 * so the reference stands there; what is read through the new name is none. Without all columns known, the positions are not.
 */
export function renameColumns(
  run: Run,
  relation: Relation,
  list: readonly Node[] | undefined,
  getPlaces: () => readonly Token[],
): Relation {
  const names = getNames(list).map((name) => name ?? "");
  if (names.length === 0) return relation;
  if (!relation.isComplete)
    return { columns: [...createColumns(names), ...relation.columns], isComplete: false };
  const columns = relation.columns.map((column, index): Column => {
    const name = names[index];
    if (name === undefined) return column;
    if (column.carries.length > 0) {
      const certainty = column.isKnown ? "resolved" : "inferred";
      reportColumns(run, { columns: [column], certainty }, "read", getPlaces()[index]);
    }
    return { ...column, name, carries: [], delivers: [] };
  });
  return { columns, isComplete: true };
}
