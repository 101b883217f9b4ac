import { createHash } from "node:crypto";
import { compareNames, getBaseName } from "../file-order.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { markTakenVersions } from "../taken-versions.js";

const VERSIONED = /^([VB])(\d[\d._]*?)__.*\.sql$/;
const REPEATABLE = /^R__(.*)\.sql$/;

/**
 * Flyway: `V<version>__<description>.sql` by the parts of the version as numbers (`1.9` before `1.10`, `1` equal to `1.0`),
 * then `R__` files by description; `U` files undo. Folders don't matter. (MigrationVersion.java; "Migrations" in its docs.)
 */
export const flyway: MigrationFormat = {
  name: "flyway",
  getScore: ({ paths }) => (paths.some((path) => VERSIONED.test(getBaseName(path))) ? 2 : 0),
  isMigrationFile: isFlywayFile,
  read: (files) => [...readVersioned(files), ...readRepeatables(files)],
};

function isFlywayFile(path: string): boolean {
  const name = getBaseName(path);
  return VERSIONED.test(name) || REPEATABLE.test(name);
}

function readVersioned(files: readonly MigrationFile[]): readonly ForwardMigration[] {
  const versioned = files
    .flatMap(({ path, text }) => {
      const [, prefix, version] = VERSIONED.exec(getBaseName(path)) ?? [];
      if (version === undefined) return [];
      return [{ id: normalizeVersion(version), path, sql: text, isBaseline: prefix === "B" }];
    })
    .toSorted((a, b) => compareVersions(a.id, b.id) || compareNames(a.path, b.path));
  const first = versioned.find(({ isBaseline }) => !isBaseline);
  const runs = versioned.filter(({ isBaseline }) => !isBaseline);
  // A baseline script stands for the versions up to its own on an empty database; a database with a history never runs it.
  const baselines = first === undefined ? versioned.slice(-1) : [];
  return markTakenVersions(
    "flyway",
    [...baselines, ...runs].map(({ id, path, sql }) => ({ id, path, sql })),
  );
}

function readRepeatables(files: readonly MigrationFile[]): ForwardMigration[] {
  return files
    .flatMap(({ path, text }) => {
      const description = REPEATABLE.exec(getBaseName(path))?.[1];
      // With another text it runs again, so it is another migration.
      const hash = createHash("sha1").update(text).digest("hex").slice(0, 8);
      return description === undefined
        ? []
        : [{ id: `R ${description} ${hash}`, path, sql: text, isRepeatable: true }];
    })
    .toSorted((a, b) => compareNames(a.id, b.id));
}

function getParts(version: string): bigint[] {
  return version
    .split(/[._]/)
    .filter((part) => part !== "")
    .map(BigInt);
}

function normalizeVersion(version: string): string {
  const parts = getParts(version);
  while (parts.length > 1 && parts.at(-1) === 0n) parts.pop();
  return parts.join(".");
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [getParts(a), getParts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const [x, y] = [left[i] ?? 0n, right[i] ?? 0n];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
