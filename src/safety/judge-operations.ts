import { type Change, isTableTarget } from "../manifest/manifest.js";
import type { BatchOperation } from "../migrations/batch-operations.js";
import { allowFindings, type Judged } from "./allow-findings.js";
import { formatTable } from "./find-drops.js";
import { judgeNotNull } from "./judge-not-null.js";
import { judgeTypeChange } from "./judge-type-change.js";
import type { Finding } from "../gate/gate-result.js";

/** The rules that one operation breaks by itself, whatever the code does. */
export function judgeOperations(operations: readonly BatchOperation[], changes: readonly Change[]): Judged {
  const found = [
    ...operations.flatMap((placed) => getFindings(placed, changes).map((finding) => ({ placed, finding }))),
    ...operations.flatMap((placed) => judgeTypeChange(placed, changes)),
    ...judgeNotNull(operations),
  ];
  const judged = found.map(({ placed, finding }) => allowFindings([finding], placed.operation.allows));
  return {
    findings: judged.flatMap(({ findings }) => findings),
    suppressed: judged.flatMap(({ suppressed }) => suppressed),
  };
}

function getFindings(placed: BatchOperation, changes: readonly Change[]): Finding[] {
  const { operation, isOnNew } = placed;
  switch (operation.type) {
    case "add-column": {
      const { table, column, notNull, hasDefault } = operation;
      if (!notNull || hasDefault || isOnNew) return [];
      const name = `${formatTable(table)}.${column}`;
      return [
        {
          rule: "add-column-breaks-deployed",
          ...getPlace(placed),
          message: `${name} is NOT NULL without a default: every INSERT of what is deployed fails`,
          next: `add ${name} with a default or without NOT NULL, and set NOT NULL once everything writes it`,
        },
      ];
    }
    case "backfill": {
      const { table, isBounded } = operation;
      if (isBounded || isOnNew) return [];
      return [
        {
          rule: "backfill-unbatched",
          ...getPlace(placed),
          message: `This changes all rows of ${formatTable(table)} in one statement and locks them until it ends`,
          next: "go over a range of keys at a time, each in its own transaction",
        },
      ];
    }
    case "unknown":
      return getUnknown(placed, operation, changes);
    default:
      return [];
  }
}

/** What can't be read may drop anything that it names. Without names it may drop what its text mentions, or, put together at run time, anything. */
function getUnknown(
  placed: BatchOperation,
  operation: { readonly tables: readonly string[]; readonly reason: string },
  changes: readonly Change[],
): Finding[] {
  const { tables, reason } = operation;
  const ofTables = changes.filter(({ old }) => isTableTarget(old));
  const named = ofTables.filter(
    ({ old }) =>
      "table" in old && tables.some((name) => isNamed(name, old.table)) && !isStillThere(old, placed),
  );
  const concerned = tables.length > 0 ? named : ofTables.slice(0, 1);
  const mark = placed.migration.file.endsWith(".sql") ? "--" : "//";
  return concerned.map((change) => ({
    rule: "drop-unknown",
    ...(tables.length > 0 ? { change: change.id } : {}),
    ...getPlace(placed),
    message:
      tables.length > 0
        ? `It can't be told whether this drops ${change.old.text}: ${reason}`
        : `It can't be told what this drops: ${reason}`,
    next:
      "write the statement as plain SQL; or, if it drops nothing that a change names, write above it: " +
      `${mark} expand-contract: allow drop-unknown because …`,
    verdict: "unknown",
    evidence: [],
  }));
}

/** What the batch leaves under the old name, as far as it is known. */
function isStillThere(old: Change["old"], { after }: BatchOperation): boolean {
  if (after === undefined) return false;
  return old.kind !== "column" || after.columns.includes(old.column);
}

/** `users`, `public.users`. */
function isNamed(name: string, table: string): boolean {
  return name === table || name.endsWith(`.${table}`);
}

function getPlace({ migration, operation }: BatchOperation) {
  return { file: migration.file, line: operation.at.line, column: operation.at.column };
}
