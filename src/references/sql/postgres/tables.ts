import type { RangeVar } from "libpg-query";
import { DEFAULT_SCHEMA, type TableColumns } from "../../../catalog/table-columns.js";
import type { ColumnTarget, TableTarget } from "../../../manifest/manifest.js";
import type { Token } from "../../../sql/postgres-parser.js";
import type { Certainty } from "../../reference.js";
import {
  findQualifiedColumn,
  weaken,
  type Carry,
  type Column,
  type Found,
  type Relation,
} from "./relations.js";
import type { Place, Run, SqlAccess, SqlChange } from "./run.js";

/** A table as a statement names it. */
export interface TableMention {
  readonly schema: string | undefined;
  readonly table: string;
}

/** A mention of a real table: what it has of the changes, and where its name stands. */
export interface BaseTable extends TableMention {
  readonly relation: Relation;
  readonly place: Token | undefined;
}

/** Whether a table that a statement names is the one that a change means; undefined when it is not. */
export function matchTable(
  old: ColumnTarget | TableTarget,
  { schema, table }: TableMention,
  tables: TableColumns,
): Certainty | undefined {
  if (old.table !== table) return undefined;
  const oldSchema = old.schema ?? DEFAULT_SCHEMA;
  if (schema === oldSchema) return "resolved";
  const known = tables.getSchemas(table);
  if (schema !== undefined)
    return old.schema === undefined && known.length === 1 && known[0] === schema ? "resolved" : undefined;
  if (oldSchema === DEFAULT_SCHEMA) return "resolved";
  // The search path decides, and it is not in the text.
  return known.includes(DEFAULT_SCHEMA) ? undefined : "inferred";
}

const getMatches = (run: Run, mention: TableMention): (SqlChange & { certainty: Certainty })[] =>
  run.changes.flatMap((entry) => {
    const certainty = matchTable(entry.old, mention, run.context.tables);
    return certainty === undefined ? [] : [{ ...entry, certainty }];
  });

function getKnownColumns(
  { tables }: Run["context"],
  { schema, table }: TableMention,
): ReadonlySet<string> | undefined {
  const [only, ...others] = tables.getSchemas(table);
  if (schema === undefined && only !== undefined && others.length === 0)
    return tables.getColumns({ schema: only, table });
  return tables.getColumns(schema === undefined ? { table } : { schema, table });
}

/** The columns of a table. An old column exists in its table also when migrations have dropped it already. */
export function getTableRelation(run: Run, mention: TableMention): Relation {
  if (isHole(run, mention.table)) return createAnyRelation(run);
  const known = getKnownColumns(run.context, mention);
  const carries = new Map<string, Carry[]>();
  for (const { change, old, certainty } of getMatches(run, mention)) {
    if (old.kind !== "column") continue;
    carries.set(old.column, [...(carries.get(old.column) ?? []), { change, certainty }]);
  }
  const names = [...new Set([...(known ?? []), ...carries.keys()])];
  const columns = names.map((name): Column => ({
    name,
    carries: carries.get(name) ?? [],
    isKnown: known?.has(name) === true,
    isDirect: true,
  }));
  return { columns, isComplete: known !== undefined };
}

/** True for a name that stands for something that only running the program would tell. */
export function isHole(run: Run, name: string): boolean {
  return run.context.unknownIdentifiers?.has(name) === true;
}

/** A row of an unknown table: it may have any old column. */
export function createAnyRelation(run: Run): Relation {
  const columns = run.changes.flatMap(({ change, old }): Column[] =>
    old.kind === "column"
      ? [{ name: old.column, carries: [{ change, certainty: "inferred" }], isKnown: false, isDirect: false }]
      : [],
  );
  return { columns, isComplete: false };
}

/** The token of a table's own name. */
export function getTablePlace(run: Run, { catalogname, schemaname, location }: RangeVar): Token | undefined {
  const parts = 1 + (schemaname === undefined ? 0 : 1) + (catalogname === undefined ? 0 : 1);
  return run.places.getParts(location, parts).at(-1);
}

/** Looks a table up and reports that the statement mentions it. */
export function openTable(run: Run, range: RangeVar, access: SqlAccess): BaseTable {
  const mention = { schema: range.schemaname, table: range.relname ?? "" };
  const place = getTablePlace(run, range);
  reportTable(run, mention, place, access);
  return { ...mention, place, relation: getTableRelation(run, mention) };
}

export function reportTable(
  run: Run,
  mention: TableMention,
  place: Place | undefined,
  access: SqlAccess,
): void {
  for (const { change, old, certainty } of getMatches(run, mention))
    if (old.kind === "table") run.report(change, access, place, certainty);
}

/** Reports a use of columns that a search has found. */
export function reportColumns(
  run: Run,
  found: Found | undefined,
  access: SqlAccess,
  place: Place | undefined,
): void {
  for (const { carries } of found?.columns ?? [])
    for (const { change, certainty } of carries)
      run.report(change, access, place, weaken(certainty, found?.certainty ?? "resolved"));
}

/** Reports every old column that a relation passes on as a whole: by a star or as a row. */
export function reportWhole(
  run: Run,
  relation: Relation,
  place: Place | undefined,
  access: SqlAccess = "implicit",
): void {
  const columns = relation.columns.filter((column) => column.isDirect);
  reportColumns(run, { columns, certainty: "resolved" }, access, place);
}

/** Reports every old column of a relation: one of its columns is meant, and it can't be told which. */
export function reportUnresolved(
  run: Run,
  relation: Relation,
  place: Place | undefined,
  access: SqlAccess,
): void {
  for (const { carries, isDirect } of relation.columns)
    if (isDirect) for (const { change } of carries) run.report(change, access, place, "unresolved");
}

/** A name that a statement gives as a column of one table. */
export function reportColumn(
  run: Run,
  relation: Relation,
  token: Token | undefined,
  name: string,
  access: SqlAccess,
): void {
  reportColumns(run, findQualifiedColumn(relation, name), access, token);
}
