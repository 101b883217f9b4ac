import { createTableColumns, type TableColumns, type TableName } from "../catalog/table-columns.js";
import type { MigrationSequence } from "./migration.js";
import { applyEffect, type SchemaState, type TableState } from "./schema-state.js";

/** A table or view as the migrations leave it. */
export interface KnownTable extends TableName {
  readonly columns: readonly string[];
  readonly isView: boolean;
  /** False: it is older than the migrations, or they don't tell all of its columns. */
  readonly isComplete: boolean;
}

export interface TableHistory {
  readonly tables: readonly KnownTable[];
  find(name: TableName): KnownTable | undefined;
}

/** Which tables and columns there are after all migrations. Each directory is a database of its own. */
export function replaySchema(sequences: readonly MigrationSequence[]): TableHistory {
  const tables = sequences.flatMap((sequence) => [...replay(sequence).values()].map(toKnownTable));
  return {
    tables,
    find: (name) => tables.find(({ schema, table }) => schema === name.schema && table === name.table),
  };
}

/** What there is when a migration begins; after all of them for an id that the sequence does not have. */
export function getSchemaBefore(sequence: MigrationSequence, migrationId: string): TableHistory {
  const index = sequence.migrations.findIndex(({ id }) => id === migrationId);
  const migrations = index < 0 ? sequence.migrations : sequence.migrations.slice(0, index);
  return replaySchema([{ ...sequence, migrations }]);
}

/** The columns of each table and view that the migrations tell in full. */
export function getTableColumns(sequences: readonly MigrationSequence[]): TableColumns {
  return createTableColumns(replaySchema(sequences).tables.filter(({ isComplete }) => isComplete));
}

function replay(sequence: MigrationSequence): SchemaState {
  const state: SchemaState = new Map();
  for (const { operations, neverRuns } of sequence.migrations) {
    if (neverRuns !== undefined) continue;
    for (const operation of operations) applyEffect(state, operation, false);
  }
  return state;
}

export function toKnownTable({ name, columns, isView, isComplete }: TableState): KnownTable {
  return { ...name, columns: [...columns.keys()], isView, isComplete };
}
