import type { JoinExpr } from "libpg-query";
import { getNames } from "./names.js";
import { findLocalColumn, weaken, type Column, type Found, type Item, type Relation } from "./relations.js";
import type { Run } from "./run.js";
import { reportColumns } from "./tables.js";

/** A join's own columns: the merged ones of USING or NATURAL first, then the rest of either side. */
export function joinRelations(
  run: Run,
  join: JoinExpr,
  left: readonly Item[],
  right: readonly Item[],
): { readonly relation: Relation; readonly merged: Relation } {
  const names = join.isNatural === true ? readNatural(run, left, right) : readUsing(run, join, left, right);
  const merged = names.map((name): Column => {
    const columns = [findLocalColumn(left, name), findLocalColumn(right, name)].flatMap(
      (found) => found?.columns ?? [],
    );
    return {
      name,
      carries: columns.flatMap((column) => column.carries),
      isKnown: true,
      isDirect: columns.some((column) => column.isDirect),
    };
  });
  const seen = [...left, ...right].filter((item) => item.isQualifiedOnly !== true);
  const rest = seen
    .flatMap(({ relation }) => relation.columns)
    .filter((column) => !names.includes(column.name));
  return {
    relation: {
      columns: [...merged, ...rest],
      isComplete: seen.every(({ relation }) => relation.isComplete),
    },
    merged: { columns: merged, isComplete: true },
  };
}

/** USING (name) compares the columns of both sides. */
function readUsing(
  run: Run,
  { usingClause, rarg }: JoinExpr,
  left: readonly Item[],
  right: readonly Item[],
): string[] {
  const names = getNames(usingClause).map((name) => name ?? "");
  const found = names.flatMap((name) => [findLocalColumn(left, name), findLocalColumn(right, name)]);
  if (found.every((columns) => columns === undefined)) return names;
  const places = run.places.getUsingItems(rarg);
  names.forEach((name, index) => {
    // Both sides have the column, or the statement would not run.
    for (const side of [left, right])
      reportColumns(run, asSure(findLocalColumn(side, name)), "read", places[index]);
  });
  return names;
}

const asSure = (found: Found | undefined): Found | undefined => found && { ...found, certainty: "resolved" };

/** NATURAL compares what both sides happen to have: a drop changes the comparison without a word. */
function readNatural(run: Run, left: readonly Item[], right: readonly Item[]): string[] {
  const common: string[] = [];
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const isOtherComplete = other.every(
      ({ relation, isQualifiedOnly }) => isQualifiedOnly === true || relation.isComplete,
    );
    for (const item of side) {
      if (item.isQualifiedOnly === true) continue;
      for (const column of item.relation.columns) {
        const match = findLocalColumn(other, column.name);
        if (match === undefined && isOtherComplete) continue;
        const found: Found = { columns: [column], certainty: match === undefined ? "inferred" : "resolved" };
        const certainty = weaken(found.certainty, match?.certainty ?? "inferred");
        reportColumns(run, { ...found, certainty }, match === undefined ? "implicit" : "read", item.place);
        if (match !== undefined && !common.includes(column.name)) common.push(column.name);
      }
    }
  }
  return common;
}
