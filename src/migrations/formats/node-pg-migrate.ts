import { compareNumbers, getNumericPrefix, isTopLevel } from "../file-order.js";
import { keepRanges, type TextRange } from "../forward-part.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";

// src/sqlMigration.ts of node-pg-migrate.
const UP = /^\s*--[\s-]*up\s+migration/im;
const DOWN = /^\s*--[\s-]*down\s+migration/im;
const UTC_DIGITS = 17;

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "variant", ignorePunctuation: true });

/**
 * The SQL form of node-pg-migrate: by numeric prefix, where 17 digits are a UTC date and others milliseconds or an index
 * (src/utils/fileNameUtils.ts, comparators.ts), then by name.
 */
export const nodePgMigrate: MigrationFormat = {
  name: "node-pg-migrate",
  getScore: ({ paths, readText }) =>
    paths.some((path) => isUpFile(path) && (readText(path) ?? "").search(UP) >= 0) ? 2 : 0,
  isMigrationFile: isUpFile,
  read: (files) =>
    files
      .filter(({ path }) => isUpFile(path))
      .toSorted(
        (a, b) => compareNumbers(getOrder(a.path), getOrder(b.path)) || collator.compare(a.path, b.path),
      )
      .map(toMigration),
};

function isUpFile(path: string): boolean {
  return isTopLevel(path) && path.endsWith(".sql") && !path.endsWith(".down.sql") && !path.startsWith(".");
}

function toMigration({ path, text }: MigrationFile): ForwardMigration {
  const id = path.replace(/(\.up)?\.sql$/, "");
  const migration = { id, path, sql: keepRanges(text, [getUpPart(text)]) };
  if (getNumericPrefix(path) !== undefined) return migration;
  return { ...migration, problem: "node-pg-migrate wants a number at the start of the file's name" };
}

function getUpPart(text: string): TextRange {
  const up = text.search(UP);
  const down = text.search(DOWN);
  // Without an up mark the whole file is run, a down part included: so does the tool.
  if (up < 0) return { start: 0, end: text.length };
  return { start: up, end: down < up ? text.length : down };
}

function getOrder(path: string): string {
  const prefix = getNumericPrefix(path) ?? "0";
  if (prefix.length !== UTC_DIGITS) return prefix;
  const [year, month, day] = [prefix.slice(0, 4), prefix.slice(4, 6), prefix.slice(6, 8)];
  const [hours, minutes, seconds] = [prefix.slice(8, 10), prefix.slice(10, 12), prefix.slice(12, 14)];
  const time = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${prefix.slice(14)}Z`);
  return Number.isNaN(time) ? prefix : time.toString();
}
