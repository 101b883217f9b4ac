import { getLineStarts } from "../../references/line-starts.js";
import { compareNames, isTopLevel } from "../file-order.js";
import { keepRanges } from "../forward-part.js";
import type { ForwardMigration, MigrationFile, MigrationFormat, MigrationStep } from "../migration-format.js";
import { isRollbackFile } from "../rollback-file.js";
import { markTakenVersions } from "../taken-versions.js";

const SUM_FILE = "atlas.sum";
const CHECKPOINT = /^[ -~]*atlas:checkpoint\b/;
const UNSUMMED = /^[ -~]*atlas:sum +ignore\b/;
/** Only as the very first words (`setDelim` in sql/migrate/lex.go); its escapes are those of Go. */
const DELIMITER = /^-- atlas:delimiter +([^\n]+)/;
const TXTAR = /^-- atlas:txtar\b/m;
const TXTAR_FILE = /^-- (\S+) --[ \t]*$/gm;

/** Atlas' own directories: `<version>_<name>.sql` by file name (`LocalDir.Files` in sql/migrate/dir.go); the part before `_` is the version. */
export const atlas: MigrationFormat = {
  name: "atlas",
  getScore: ({ paths }) => (paths.includes(SUM_FILE) ? 3 : 0),
  isMigrationFile: (path) => path === SUM_FILE || isAtlasFile(path),
  read(files) {
    const summed = readSummed(files);
    const paths = new Set(files.map((file) => file.path));
    const sorted = files
      .filter(({ path }) => isAtlasFile(path) && !isRollbackFile(path, paths))
      .toSorted((a, b) => compareNames(a.path, b.path));
    return markTakenVersions(
      "atlas",
      sorted.map((file, index) => refuse(toMigration(file, index), file, summed)),
    );
  },
};

function isAtlasFile(path: string): boolean {
  return isTopLevel(path) && path.endsWith(".sql");
}

function toMigration({ path, text }: MigrationFile, index: number): ForwardMigration {
  const id = path.replace(/\.sql$/, "").split("_", 1)[0] ?? path;
  const sql = TXTAR.test(text) ? keepMigrationMember(text) : text;
  // A checkpoint stands for what sorts before it on an empty database; a database with a history never runs it.
  const isStandIn = index > 0 && getFileComments(text).some((comment) => CHECKPOINT.test(comment));
  if (!isStandIn) return { id, path, ...(splitDelimited(text) ?? { sql }) };
  return { id, path, sql: keepRanges(text, []), neverRuns: "a checkpoint runs on empty databases alone" };
}

/** Atlas refuses a directory whose files its sum does not name all (`Validate` in sql/migrate/dir.go); whether hashes fit is left to it. */
function refuse(
  migration: ForwardMigration,
  { path, text }: MigrationFile,
  summed: ReadonlySet<string> | undefined,
): ForwardMigration {
  if (summed === undefined || summed.has(path) || UNSUMMED.test(text)) return migration;
  return {
    ...migration,
    neverRuns: `${SUM_FILE} does not name it, so Atlas refuses the directory: run atlas migrate hash`,
  };
}

function readSummed(files: readonly MigrationFile[]): ReadonlySet<string> | undefined {
  const sum = files.find(({ path }) => path === SUM_FILE);
  return sum && new Set(sum.text.split(/\r?\n/).map((line) => line.replace(/ h1:.*$/, "")));
}

/** Comments at the top, which an empty line parts from the first statement (`LocalFile.comments` in dir.go). */
function getFileComments(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const end = lines.findIndex((line) => !line.startsWith("--") && !line.startsWith("#"));
  if (end < 0) return lines;
  return (lines[end] ?? "").trim() === "" ? lines.slice(0, end) : [];
}

/** Statements that something else than a semicolon parts. */
function splitDelimited(text: string): { readonly steps: readonly MigrationStep[] } | undefined {
  const written = DELIMITER.exec(text)?.[1];
  if (written === undefined) return undefined;
  const delimiter = written.trim().replaceAll("\\n", "\n").replaceAll("\\r", "\r").replaceAll("\\t", "\t");
  const lines = getLineStarts(text);
  let from = text.indexOf("\n");
  const steps: MigrationStep[] = [];
  for (const part of text.slice(from).split(delimiter)) {
    const start = from + part.length - part.trimStart().length;
    if (part.trim() !== "") steps.push({ sql: part.trim(), at: lines.getPosition(start) });
    from += part.length + delimiter.length;
  }
  return { steps };
}

/** Of an archive of checks, up and down parts: the member `migration.sql`. */
function keepMigrationMember(text: string): string {
  const members = [...text.matchAll(TXTAR_FILE)];
  const index = members.findIndex((member) => member[1] === "migration.sql");
  const member = members[index];
  if (member === undefined) return keepRanges(text, []);
  const start = member.index + member[0].length;
  return keepRanges(text, [{ start, end: members[index + 1]?.index ?? text.length }]);
}
