import { compareNames, isTopLevel } from "../file-order.js";
import { keepRanges, type TextRange } from "../forward-part.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { markTakenVersions } from "../taken-versions.js";

// The three patterns of dbmate's own: pkg/dbmate/db.go and pkg/dbmate/migration.go.
const FILE = /^(\d+).*\.sql$/;
const UP = /^--\s*migrate:up(\s*$|\s+\S+)/gm;
const DOWN = /^--\s*migrate:down(\s*$|\s+\S+)/m;

/** `db/migrations/<version>_<name>.sql` by file name; the leading digits are what dbmate remembers. */
export const dbmate: MigrationFormat = {
  name: "dbmate",
  getScore: ({ paths, readText }) =>
    paths.some((path) => isDbmateFile(path) && (readText(path) ?? "").search(UP) >= 0) ? 2 : 0,
  isMigrationFile: isDbmateFile,
  read: (files) =>
    markTakenVersions(
      "dbmate",
      files
        .filter(({ path }) => isDbmateFile(path))
        .toSorted((a, b) => compareNames(a.path, b.path))
        .map(toMigration),
    ),
};

function isDbmateFile(path: string): boolean {
  return isTopLevel(path) && FILE.test(path);
}

function toMigration({ path, text }: MigrationFile): ForwardMigration {
  const id = FILE.exec(path)?.[1] ?? path;
  const starts = [...text.matchAll(UP)].map((match) => match.index);
  const sections = starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
  const forward = {
    id,
    path,
    sql: keepRanges(
      text,
      sections.map((section) => getUpPart(text, section)),
    ),
  };
  if (sections.length === 0) {
    const mark = DOWN.test(text) ? "only a `-- migrate:down` block" : "no `-- migrate:up` block";
    return { ...forward, neverRuns: `it has ${mark}, so dbmate refuses it` };
  }
  const hasAllDowns = sections.every(({ start, end }) => DOWN.test(text.slice(start, end)));
  return hasAllDowns
    ? forward
    : { ...forward, problem: "dbmate wants a `-- migrate:down` block after each up" };
}

function getUpPart(text: string, { start, end }: TextRange): TextRange {
  const down = DOWN.exec(text.slice(start, end));
  return { start, end: down === null ? end : start + down.index };
}
