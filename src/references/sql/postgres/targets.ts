import type { Node, ReturningClause } from "libpg-query";
import { readColumnRef, resolveColumnRef } from "./column-refs.js";
import { getRow, readExpression } from "./expressions.js";
import { getOutputName } from "./output-names.js";
import {
  getDelivered,
  weaken,
  type Carry,
  type Column,
  type Item,
  type Relation,
  type Scope,
} from "./relations.js";
import type { Run, SqlAccess } from "./run.js";
import { reportWhole } from "./tables.js";

/** Reads a select list or RETURNING and gives its output columns. */
export function readTargets(
  run: Run,
  targets: readonly Node[],
  scope: Scope,
  starAccess: SqlAccess,
): Relation {
  const columns: Column[] = [];
  let isComplete = true;
  for (const target of targets) {
    if (!("ResTarget" in target)) continue;
    const { name, val } = target.ResTarget;
    const star = val === undefined ? undefined : readStar(run, val, scope, starAccess);
    if (star !== undefined) {
      columns.push(...star.columns);
      isComplete &&= star.isComplete;
      continue;
    }
    readExpression(run, val, scope);
    const output = createOutput(run, name ?? getOutputName(val), val, scope);
    columns.push(name === undefined ? { ...output, delivers: getDeliveries(run, val, scope) } : output);
  }
  return { columns, isComplete };
}

function createOutput(run: Run, name: string, val: Node | undefined, scope: Scope): Column {
  const output: Column = { name, carries: [], isKnown: true, isDirect: false };
  const row = val === undefined ? undefined : getRow(run, val, scope);
  return row === undefined ? output : { ...output, row };
}

/** Under its own name, cast or not, a column is still what it was; an alias or an expression is not. */
function getDeliveries(run: Run, val: Node | undefined, scope: Scope): readonly Carry[] {
  if (val === undefined) return [];
  if ("TypeCast" in val) return getDeliveries(run, val.TypeCast.arg, scope);
  if ("CollateClause" in val) return getDeliveries(run, val.CollateClause.arg, scope);
  if (!("ColumnRef" in val)) return [];
  const meaning = resolveColumnRef(run, val.ColumnRef, scope);
  if (meaning.type !== "column") return [];
  const { columns, certainty: found } = meaning.found;
  return columns
    .flatMap(getDelivered)
    .map(({ change, certainty }) => ({ change, certainty: weaken(certainty, found) }));
}

/** `*` and `u.*`: every column, which go on carrying what they carry. */
function readStar(run: Run, node: Node, scope: Scope, access: SqlAccess): Relation | undefined {
  if (!("ColumnRef" in node)) return undefined;
  const meaning = resolveColumnRef(run, node.ColumnRef, scope);
  if (meaning.type !== "star") return undefined;
  if (access === "implicit") readColumnRef(run, node.ColumnRef, scope);
  else for (const item of meaning.items) reportWhole(run, item.relation, meaning.place ?? item.place, access);
  const columns = meaning.items.flatMap(({ relation }) => relation.columns);
  return {
    columns: columns.map((column) => ({ ...column, isDirect: false })),
    isComplete: meaning.items.every(({ relation }) => relation.isComplete),
  };
}

/** RETURNING sees the rows before and after under `old` and `new`, or the names it gives them. */
export function readReturning(
  run: Run,
  clause: ReturningClause | undefined,
  scope: Scope,
  target: Item,
): Relation {
  if (clause === undefined) return { columns: [], isComplete: true };
  const names = new Map([
    ["RETURNING_OPTION_OLD", "old"],
    ["RETURNING_OPTION_NEW", "new"],
  ]);
  for (const option of clause.options ?? []) {
    if (!("ReturningOption" in option)) continue;
    const { option: kind = "", value = "" } = option.ReturningOption;
    names.set(kind, value);
  }
  const versions = [...names.values()].map((name) => ({
    name,
    relation: target.relation,
    isQualifiedOnly: true,
  }));
  const inner: Scope = { ...scope, items: [...scope.items, ...versions] };
  return readTargets(run, clause.exprs ?? [], inner, "implicit");
}
