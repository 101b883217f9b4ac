import { isSameTable } from "../catalog/table-columns.js";
import { type Change, isTableTarget, type Target } from "../manifest/manifest.js";
import type { MigrationSequence, Operation } from "../migrations/migration.js";
import { replaySchema, type TableHistory } from "../migrations/replay-schema.js";
import type { SchemaFacts } from "./change-status.js";

/** What the migrations tell of a change's two shapes. Nothing is known of tables that no migration creates. */
export function getSchemaFacts(change: Change, sequences: readonly MigrationSequence[]): SchemaFacts {
  const schema = replaySchema(sequences);
  const { old, replacement } = change;
  return {
    hasOld: hasShape(schema, old, sequences),
    hasNew: replacement && hasShape(schema, replacement, sequences),
    isBackfilled: replacement !== undefined && isBackfilled(replacement, sequences),
  };
}

function hasShape(
  schema: TableHistory,
  target: Target,
  sequences: readonly MigrationSequence[],
): boolean | undefined {
  if (!isTableTarget(target)) return undefined;
  const table = schema.tables.find((known) => isSameTable(known, target));
  if (table !== undefined) {
    if (target.kind === "table" || table.columns.includes(target.column)) return true;
    return table.isComplete ? false : undefined;
  }
  // Gone, if a migration once created it; else it was never theirs to tell.
  return getOperations(sequences).some((operation) => isCreationOf(operation, target)) ? false : undefined;
}

/** After the new shape was added, a migration filled its table. Which columns it filled is not asked. */
function isBackfilled(target: Target, sequences: readonly MigrationSequence[]): boolean {
  if (!isTableTarget(target)) return false;
  const operations = getOperations(sequences);
  const added = operations.findIndex((operation) => isAdditionOf(operation, target));
  return operations
    .slice(added + 1)
    .some((operation) => operation.type === "backfill" && isSameTable(operation.table, target));
}

function isAdditionOf(operation: Operation, target: Target): boolean {
  if (isCreationOf(operation, target)) return target.kind === "table";
  return (
    target.kind === "column" &&
    operation.type === "add-column" &&
    operation.column === target.column &&
    isSameTable(operation.table, target)
  );
}

function isCreationOf(operation: Operation, target: Target): boolean {
  if (!isTableTarget(target)) return false;
  return operation.type === "create-table" && isSameTable(operation.table, target);
}

function getOperations(sequences: readonly MigrationSequence[]): readonly Operation[] {
  return sequences.flatMap(({ migrations }) => migrations.flatMap(({ operations }) => operations));
}
