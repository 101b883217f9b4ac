import { compareNumbers, isTopLevel } from "../file-order.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { markTakenVersions } from "../taken-versions.js";

// source/parse.go of golang-migrate; the version is an unsigned integer there.
const UP_FILE = /^([0-9]+)_(.*)\.up\.sql$/;

/** `<version>_<title>.up.sql` by the version's value: `2` before `10`, `007` is `7`. */
export const golangMigrate: MigrationFormat = {
  name: "golang-migrate",
  getScore: ({ paths }) => (paths.some(isUpFile) ? 2 : 0),
  isMigrationFile: isUpFile,
  read: (files) =>
    markTakenVersions(
      "golang-migrate",
      files
        .filter(({ path }) => isUpFile(path))
        .map(toMigration)
        .toSorted((a, b) => compareNumbers(a.id, b.id)),
    ),
};

function isUpFile(path: string): boolean {
  return isTopLevel(path) && UP_FILE.test(path);
}

function toMigration({ path, text }: MigrationFile): ForwardMigration {
  return { id: BigInt(UP_FILE.exec(path)?.[1] ?? "0").toString(), path, sql: text };
}
