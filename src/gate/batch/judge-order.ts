import { findFormat } from "../../migrations/formats/index.js";
import type { Migration, MigrationSequence } from "../../migrations/migration.js";
import { allowFindings, type Judged } from "../../safety/allow-findings.js";
import { getKnownIds } from "./find-new-migrations.js";
import { getRemake } from "./new-migration-command.js";
import type { Finding } from "../gate-result.js";

export interface OrderFacts {
  /** The migrations that the base does not have, with their operations. */
  readonly batch: readonly Migration[];
  /** Head's migrations together with those that the base's branch has by now, in their tools' order. */
  readonly merged: readonly MigrationSequence[];
  /** What the base's branch has by now. */
  readonly tip: readonly MigrationSequence[];
  /** `origin/main`. */
  readonly baseName: string;
}

/** New migrations that their tool would run before one that the base has, or never. */
export function judgeOrder({ batch, merged, tip, baseName }: OrderFacts): Judged {
  const judged = merged.flatMap((sequence) => {
    const known = getKnownIds(sequence, merged, tip);
    return sequence.migrations.flatMap((migration) => {
      const own = batch.find(({ file }) => file === migration.file);
      if (own === undefined || known.has(migration.id)) return [];
      const problem = findProblem(migration, sequence, { known, baseName });
      const findings = problem === undefined ? [] : [getFinding(migration, problem)];
      return [
        allowFindings(
          findings,
          own.operations.flatMap(({ allows }) => allows),
        ),
      ];
    });
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
  { migrations, format }: MigrationSequence,
  { known, baseName }: { readonly known: ReadonlySet<string>; readonly baseName: string },
): Problem | undefined {
  const { neverRuns, skippedAfter } = migration;
  if (migration.isRepeatable === true) return undefined;
  if (neverRuns !== undefined) return { what: `never runs: ${neverRuns}`, next: getRemake(format) };
  if (skippedAfter !== undefined && known.has(skippedAfter))
    return {
      what: `is skipped wherever ${skippedAfter} has run, which ${baseName} has`,
      next: getRemake(format, skippedAfter),
    };
  if (migration.isOrderedByContent === true) return undefined;
  const index = migrations.indexOf(migration);
  const later = migrations.findLast((one) => known.has(one.id) && one.isRepeatable !== true);
  if (later === undefined || migrations.indexOf(later) < index) return undefined;
  const consequence = findFormat(format)?.whenOutOfOrder;
  return {
    what: `sorts before ${later.id}, which ${baseName} has${consequence === undefined ? "" : `: ${consequence}`}`,
    next: `name it so that it sorts after ${later.id}, or ${getRemake(format)}`,
  };
}

function getFinding({ id, file }: Migration, { what, next }: Problem): Finding {
  const message = `The new migration ${id} ${what}`;
  return { rule: "migration-out-of-order", file, line: 1, column: 1, message, next };
}
