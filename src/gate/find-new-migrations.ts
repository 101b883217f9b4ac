import type { Migration, MigrationSequence } from "../migrations/migration.js";

/** A migration that the base does not have, and the directory that it is in. */
export interface NewMigration {
  readonly migration: Migration;
  readonly sequence: MigrationSequence;
}

/**
 * The migrations of head that the base does not have, in order. A directory that was moved is the same one: its counterpart is the base's
 * directory of the same path, else those of the same format that head no longer has.
 */
export function findNewMigrations(
  head: readonly MigrationSequence[],
  base: readonly MigrationSequence[],
): NewMigration[] {
  return head.flatMap((sequence) => {
    const known = getKnownIds(sequence, head, base);
    return sequence.migrations
      .filter(({ id }) => !known.has(id))
      .map((migration) => ({ migration, sequence }));
  });
}

/** Ids of the base's migrations in the directory that became this one. */
export function getKnownIds(
  { dir, format }: MigrationSequence,
  head: readonly MigrationSequence[],
  base: readonly MigrationSequence[],
): ReadonlySet<string> {
  const same = base.filter((one) => one.dir === dir);
  const moved = base.filter((one) => one.format === format && !head.some((other) => other.dir === one.dir));
  const counterparts = same.length > 0 ? same : moved;
  return new Set(counterparts.flatMap(({ migrations }) => migrations.map(({ id }) => id)));
}

/** Migrations that both have and whose statements differ: most tools never run them again, so nothing is judged by them. */
export function findEditedMigrations(
  head: readonly MigrationSequence[],
  base: readonly MigrationSequence[],
): Migration[] {
  const before = new Map(
    base.flatMap(({ migrations }) => migrations.map((one) => [one.file, getDoings(one)] as const)),
  );
  return head.flatMap(({ migrations }) =>
    migrations.filter((one) => {
      const doings = before.get(one.file);
      return doings !== undefined && doings !== getDoings(one) && one.isRepeatable !== true;
    }),
  );
}

function getDoings({ operations }: Migration): string {
  return JSON.stringify(operations.map(({ text }) => text));
}
