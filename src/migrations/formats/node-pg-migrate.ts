import { compareNumbers, getNumericPrefix, isTopLevel } from "../file-order.js";
import { keepRanges, type TextRange } from "../forward-part.js";
import { isScriptFile } from "../script-file.js";
import { getScriptScore } from "../script-score.js";
import { readShorthands } from "../scripts/tools/node-pg-migrate/shorthands.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";

// src/sqlMigration.ts of node-pg-migrate.
const UP = /^\s*--[\s-]*up\s+migration/im;
const DOWN = /^\s*--[\s-]*down\s+migration/im;
const UTC_DIGITS = 17;

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "variant", ignorePunctuation: true });

/**
 * By numeric prefix, where 17 digits are a UTC date and others milliseconds or an index (src/utils/fileNameUtils.ts, comparators.ts),
 * then by name; scripts and SQL alike (src/migrationLoader.ts).
 */
export const nodePgMigrate: MigrationFormat = {
  name: "node-pg-migrate",
  getScore: (facts) => {
    const { paths, readText } = facts;
    const isMarked = paths.some((path) => isSqlFile(path) && (readText(path) ?? "").search(UP) >= 0);
    const score = getScriptScore(facts, {
      isScript: (path) => isTopLevel(path) && isScriptFile(path),
      packages: ["node-pg-migrate"],
      hint: /\bpgm\b/,
    });
    return Math.max(isMarked ? 2 : 0, score);
  },
  // `checkOrder` of src/runner.ts.
  whenOutOfOrder: "node-pg-migrate then runs nothing, unless its `checkOrder` is off",
  isMigrationFile: isForwardFile,
  read: (files) =>
    withShorthands(
      files
        .filter(({ path }) => isForwardFile(path))
        .toSorted(
          (a, b) => compareNumbers(getOrder(a.path), getOrder(b.path)) || collator.compare(a.path, b.path),
        ),
    ).map(toMigration),
};

const SCRIPT = /\.[cm]?[jt]s$/;
const TYPES = /\.d\.[cm]?ts$/;

function isForwardFile(path: string): boolean {
  return (
    isSqlFile(path) || (isTopLevel(path) && SCRIPT.test(path) && !TYPES.test(path) && !path.startsWith("."))
  );
}

function isSqlFile(path: string): boolean {
  return isTopLevel(path) && path.endsWith(".sql") && !path.endsWith(".down.sql") && !path.startsWith(".");
}

interface LoadedFile extends MigrationFile {
  /** The shorthands of the files before it, as JSON. */
  readonly shorthands: string | undefined;
}

/** Shorthands of a file hold in all that come after it (src/runner.ts). */
function withShorthands(files: readonly MigrationFile[]): LoadedFile[] {
  let known: ReturnType<typeof readShorthands>;
  return files.map((file) => {
    const shorthands = known && JSON.stringify(known);
    const own = SCRIPT.test(file.path) ? readShorthands(file.file, file.text) : undefined;
    if (own !== undefined) known = { ...known, ...own };
    return { ...file, shorthands };
  });
}

function toMigration({ path, text, shorthands }: LoadedFile): ForwardMigration {
  const id = path.replace(/(?:\.up)?\.sql$|\.[cm]?[jt]s$/, "");
  const body = SCRIPT.test(path)
    ? { script: { tool: "node-pg-migrate", text, ...(shorthands !== undefined && { entry: shorthands }) } }
    : { sql: keepRanges(text, [getUpPart(text)]) };
  const migration = { id, path, ...body };
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
