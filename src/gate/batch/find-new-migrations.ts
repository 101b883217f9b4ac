import type { Migration, MigrationSequence } from "../../migrations/migration.js";

/**
 * Ids of the base's migrations in the directory that became this one of head: the base's directory of the same path; else, since a folder
 * may be renamed, those of the same format that head no longer has.
 */
export function getKnownIds(
  { dir, format }: MigrationSequence,
  head: readonly MigrationSequence[],
  base: readonly MigrationSequence[],
): ReadonlySet<string> {
  const same = base.filter((one) => one.dir === dir && one.migrations.length > 0);
  const moved = base.filter(
    (one) =>
      one.format === format && !head.some((other) => other.dir === one.dir && other.migrations.length > 0),
  );
  const counterparts = same.length > 0 ? same : moved;
  return new Set(counterparts.flatMap(({ migrations }) => migrations.map(({ id }) => id)));
}

/** Whether a migration of that directory of head is one that the base does not have. */
export function createNewTest(
  sequence: MigrationSequence,
  head: readonly MigrationSequence[],
  base: readonly MigrationSequence[],
): (migration: Migration) => boolean {
  const known = getKnownIds(sequence, head, base);
  return ({ id }) => !known.has(id);
}
