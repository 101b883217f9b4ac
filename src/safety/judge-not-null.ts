import type { Finding } from "../gate/gate-result.js";
import type { BatchOperation } from "../migrations/batch-operations.js";
import type { ColumnAlteration, Operation } from "../migrations/migration.js";
import { formatTable } from "./find-drops.js";

/** What an INSERT of deployed code, which leaves the column out, meets. */
interface NewColumn {
  readonly notNull: boolean;
  readonly hasDefault: boolean;
  /** The operation that made it refuse such an INSERT; absent while it takes it. */
  readonly refusedBy?: BatchOperation;
}

/** A finding, and the operation that it is about. */
export interface PlacedFinding {
  readonly placed: BatchOperation;
  readonly finding: Finding;
}

/**
 * Columns that the batch adds to a table of before and makes NOT NULL without a default in a step of its own: `ADD COLUMN` with the default
 * or without NOT NULL passes, and what follows undoes it. What was there before is left alone: whether deployed code writes it is not known.
 */
export function judgeNotNull(operations: readonly BatchOperation[]): PlacedFinding[] {
  const columns = new Map<string, NewColumn>();
  for (const placed of operations) {
    const { operation, isOnNew } = placed;
    if (!("column" in operation)) continue;
    const key = `${formatTable(operation.table)}.${operation.column}`;
    if (operation.type === "add-column" && !isOnNew) {
      columns.set(key, { notNull: operation.notNull, hasDefault: operation.hasDefault });
      continue;
    }
    const known = columns.get(key);
    if (known === undefined) continue;
    // `ADD COLUMN IF NOT EXISTS` of one that was there.
    if (!isOnNew) continue;
    if (operation.type === "alter-column") columns.set(key, alter(known, operation.what, placed));
    else columns.delete(key);
  }
  return [...columns].flatMap(([name, { refusedBy }]) =>
    refusedBy === undefined ? [] : [{ placed: refusedBy, finding: getFinding(name, refusedBy) }],
  );
}

function alter(column: NewColumn, what: ColumnAlteration, placed: BatchOperation): NewColumn {
  const { notNull, hasDefault } = { ...column, ...CHANGES[what] };
  if (!notNull || hasDefault) return { notNull, hasDefault };
  const didRefuse = column.notNull && !column.hasDefault;
  const refusedBy = didRefuse ? column.refusedBy : placed;
  return { notNull, hasDefault, ...(refusedBy && { refusedBy }) };
}

const CHANGES: Readonly<
  Partial<Record<ColumnAlteration, Partial<Pick<NewColumn, "notNull" | "hasDefault">>>>
> = {
  "set-not-null": { notNull: true },
  "drop-not-null": { notNull: false },
  "set-default": { hasDefault: true },
  "drop-default": { hasDefault: false },
};

function getFinding(name: string, { migration, operation }: BatchOperation): Finding {
  const what = isDefaultDropped(operation) ? "loses its default" : "becomes NOT NULL";
  return {
    rule: "add-column-breaks-deployed",
    file: migration.file,
    line: operation.at.line,
    column: operation.at.column,
    message: `${name} ${what} in the batch that adds it: every INSERT of what is deployed leaves it out and fails`,
    next: `take this statement out, release what writes ${name}, then bring it in a migration of its own`,
  };
}

function isDefaultDropped(operation: Operation): boolean {
  return operation.type === "alter-column" && operation.what === "drop-default";
}
