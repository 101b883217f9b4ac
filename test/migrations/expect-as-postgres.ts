import { expect } from "vitest";
import type { MigrationSequence } from "../../src/migrations/migration.js";
import { readMigrations } from "../../src/migrations/read-migrations.js";
import { type Facts, getAdded, getAltered, getDifferences, getReplayed } from "./postgres-facts.js";

export interface StartedScripts {
  /** The SQL that stands before them. */
  readonly start: string;
  readonly format: string;
  /** By the name of the file. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Scripts of a tool after a first migration in SQL, as one history. */
export function readStarted({ start, format, texts }: StartedScripts): MigrationSequence {
  const [first] = readMigrations([{ dir: "s", format: "sql" }], [{ path: "s/0.sql", text: start }]);
  const files = Object.entries(texts).map(([name, text]) => ({ path: `m/${name}`, text }));
  const [scripts] = readMigrations([{ dir: "m", format }], files);
  return { dir: "m", format, migrations: [...(first?.migrations ?? []), ...(scripts?.migrations ?? [])] };
}

/** What was read of all but the first migration is what Postgres shows of it. `isTold`: whether a difference is one that an operation has to tell. */
export function expectAsPostgres(
  sequence: MigrationSequence,
  { before, after }: { readonly before: Facts; readonly after: Facts },
  isTold: (difference: string) => boolean = () => true,
): void {
  const operations = sequence.migrations.slice(1).flatMap((migration) => migration.operations);
  expect(getReplayed(sequence)).toEqual([...after.keys()].toSorted());
  const differences = getDifferences(before, after).filter(isTold);
  expect(getAltered(operations)).toEqual(expect.arrayContaining(differences));
  const { read, made } = getAdded(operations, after);
  expect(read).toEqual(made);
  expect(operations.filter(({ type }) => type === "unknown")).toEqual([]);
}
