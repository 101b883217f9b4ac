import type { Migration, MigrationSequence } from "../migrations/migration.js";
import { allowFindings, type Judged } from "./allow-findings.js";
import { findNewMigrations, getKnownIds, type NewMigration } from "./find-new-migrations.js";
import type { Finding } from "./gate-result.js";

export interface OrderFacts {
  readonly batch: readonly NewMigration[];
  /** Head's migrations together with those that the base's branch has by now, in their tools' order. */
  readonly merged: readonly MigrationSequence[];
  /** What the base's branch has by now. */
  readonly tip: readonly MigrationSequence[];
  /** `origin/main`. */
  readonly baseName: string;
}

/** New migrations that their tool would run before one that the base has, or never. */
export function judgeOrder({ batch, merged, tip, baseName }: OrderFacts): Judged {
  const isNew = new Set(findNewMigrations(merged, tip).map(({ migration }) => migration.file));
  const judged = batch.map(({ migration, sequence }) => {
    const order = merged.find(({ dir }) => dir === sequence.dir) ?? sequence;
    const placed = order.migrations.find(({ file }) => file === migration.file) ?? migration;
    const known = getKnownIds(order, merged, tip);
    const problem = isNew.has(migration.file) ? findProblem(placed, order, known) : undefined;
    const findings = problem === undefined ? [] : [getFinding(placed, problem, baseName)];
    return allowFindings(
      findings,
      migration.operations.flatMap(({ allows }) => allows),
    );
  });
  return {
    findings: judged.flatMap(({ findings }) => findings),
    suppressed: judged.flatMap(({ suppressed }) => suppressed),
  };
}

interface Problem {
  readonly what: string;
  readonly next: string;
}

function findProblem(
  migration: Migration,
  { migrations }: MigrationSequence,
  known: ReadonlySet<string>,
): Problem | undefined {
  if (migration.isRepeatable === true) return undefined;
  if (migration.neverRuns !== undefined)
    return { what: `never runs: ${migration.neverRuns}`, next: "make it again with the tool's own command" };
  const { skippedAfter } = migration;
  if (skippedAfter !== undefined && known.has(skippedAfter))
    return {
      what: `is skipped where ${skippedAfter} has run`,
      next: `make it again after ${skippedAfter}, with the tool's own command`,
    };
  const index = migrations.indexOf(migration);
  const later = migrations.slice(index + 1).findLast((one) => known.has(one.id) && one.isRepeatable !== true);
  if (later === undefined) return undefined;
  return { what: `sorts before ${later.id}`, next: `name it so that it sorts after ${later.id}` };
}

function getFinding({ id, file }: Migration, { what, next }: Problem, baseName: string): Finding {
  const message = `The new migration ${id} ${what}${what.startsWith("sorts") ? `, which ${baseName} has` : ""}`;
  return { rule: "migration-out-of-order", file, line: 1, column: 1, message, next };
}
