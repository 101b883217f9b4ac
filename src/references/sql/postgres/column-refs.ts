import type { ColumnRef } from "libpg-query";
import type { Token } from "../../../sql/postgres-parser.js";
import { getNames } from "./names.js";
import {
  findColumn,
  findItem,
  findQualifiedColumn,
  type Found,
  type Item,
  type Relation,
  type Scope,
} from "./relations.js";
import type { Run } from "./run.js";
import {
  createAnyRelation,
  getTableRelation,
  isHole,
  reportColumns,
  reportUnresolved,
  reportWhole,
} from "./tables.js";

/** What a dotted name means where it stands. */
export type ColumnMeaning =
  | { readonly type: "column"; readonly found: Found; readonly place: Token | undefined }
  | { readonly type: "row"; readonly item: Item; readonly place: Token | undefined }
  | { readonly type: "star"; readonly items: readonly Item[]; readonly place: Token | undefined }
  | { readonly type: "unknown" };

const UNKNOWN: ColumnMeaning = { type: "unknown" };

/** Resolves a name by Postgres' rules (`transformColumnRef`): column before whole row, inner query before outer. */
export function resolveColumnRef(
  run: Run,
  { fields = [], location }: ColumnRef,
  scope: Scope,
): ColumnMeaning {
  const names = getNames(fields);
  const place = run.places.getParts(location, names.length).at(-1);
  const [last, qualifier, schema] = [names.at(-1), names.at(-2), names.at(-3)];
  if (last === undefined) return { type: "star", items: getStarItems(run, scope, qualifier, schema), place };
  if (qualifier === undefined) return resolveName(scope, last, place);
  const item = findItem(scope, qualifier, schema);
  const relation = item?.relation ?? getMissingRelation(run, scope, qualifier);
  const found = relation && findQualifiedColumn(relation, last);
  if (found === undefined) return UNKNOWN;
  // Without its FROM item the statement is a fragment: the name says which table, nothing proves it.
  return { type: "column", found: item === undefined ? { ...found, certainty: "inferred" } : found, place };
}

function resolveName(scope: Scope, name: string, place: Token | undefined): ColumnMeaning {
  const found = findColumn(scope, name);
  const item = findItem(scope, name);
  const isSure = found?.columns.some((column) => column.isKnown) === true;
  if (found !== undefined && (isSure || item === undefined)) return { type: "column", found, place };
  return item === undefined ? UNKNOWN : { type: "row", item, place };
}

function getMissingRelation(run: Run, scope: Scope, name: string): Relation | undefined {
  if (isHole(run, name)) return createAnyRelation(run);
  return hasParameters(scope) ? undefined : getTableRelation(run, { schema: undefined, table: name });
}

/** In a function's body an unknown qualifier is one of its variables. */
function hasParameters(scope: Scope): boolean {
  return scope.parameters !== undefined || (scope.parent !== undefined && hasParameters(scope.parent));
}

function getStarItems(run: Run, scope: Scope, qualifier?: string, schema?: string): readonly Item[] {
  if (qualifier === undefined) return scope.items.filter((item) => item.isQualifiedOnly !== true);
  const item = findItem(scope, qualifier, schema);
  if (item !== undefined) return [item];
  const relation = getMissingRelation(run, scope, qualifier);
  return relation === undefined ? [] : [{ relation }];
}

/** A column whose name only running the program would tell: any of those in sight. */
function reportHole(run: Run, { fields }: ColumnRef, scope: Scope): void {
  const names = getNames(fields);
  const [name, qualifier, schema] = [names.at(-1), names.at(-2), names.at(-3)];
  if (name === undefined || !isHole(run, name)) return;
  const item = qualifier === undefined ? undefined : findItem(scope, qualifier, schema);
  const items = qualifier === undefined ? getStarItems(run, scope) : item === undefined ? [] : [item];
  for (const { relation, place } of items) reportUnresolved(run, relation, place, "read");
}

/** Reports what a name reads, wherever an expression has it. */
export function readColumnRef(run: Run, ref: ColumnRef, scope: Scope): void {
  const meaning = resolveColumnRef(run, ref, scope);
  if (meaning.type === "column") reportColumns(run, meaning.found, "read", meaning.place);
  if (meaning.type === "unknown") reportHole(run, ref, scope);
  if (meaning.type === "row") reportWhole(run, meaning.item.relation, meaning.place);
  if (meaning.type !== "star") return;
  for (const { relation, place } of meaning.items) reportWhole(run, relation, meaning.place ?? place);
}
