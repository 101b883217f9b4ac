import { compareNumbers, isTopLevel } from "../file-order.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { markTakenVersions } from "../taken-versions.js";

// `Regex` in source/parse.go of golang-migrate: the last direction in the name counts.
const FILE = /^([0-9]+)_(.*)\.(down|up)\.(.*)$/;
// The version is an unsigned integer of 64 bits there; what is larger is passed over.
const MAX_VERSION = 2n ** 64n - 1n;

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
  const [, version = "", , direction, extension] = FILE.exec(path) ?? [];
  const isSql = direction === "up" && /(?:^|\.)sql$/.test(extension ?? "");
  return isTopLevel(path) && isSql && BigInt(version) <= MAX_VERSION;
}

function toMigration({ path, text }: MigrationFile): ForwardMigration {
  return { id: BigInt(FILE.exec(path)?.[1] ?? "0").toString(), path, sql: text };
}
