import { createHash } from "node:crypto";
import { compareNames, compareNumbers, getBaseName } from "../file-order.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { AT_RUN_TIME } from "../operations/run-time-names.js";

// `isMigrationFilename` in src/migration.ts of graphile-migrate, `VALID_FILE_REGEX` in src/current.ts.
const COMMITTED = /^committed\/([0-9]+)(?:-[-_a-zA-Z0-9]*)?\.sql$/;
const CURRENT = /^current(?:\.sql|\/([0-9]+)(?:-[-_a-zA-Z0-9]*)?\.sql)$/;
const FIXTURE = /^fixtures\/.+\.sql$/;
const PREVIOUS = /^--! Previous:/m;
/** `--!include name.sql` puts a fixture in its place (src/migration.ts of version 2). */
const INCLUDE = /^--![ \t]*include[ \t]+(.*\.sql)[ \t]*$/gm;
/** Of its own and of the settings': `/^:[A-Z][0-9A-Z_]+$/` in src/settings.ts. A second colon is a cast. */
const PLACEHOLDER = /(?<!:):[A-Z][0-9A-Z_]+\b/g;

/**
 * graphile-migrate: `committed/000001-name.sql`, by the number's text, each naming the hash of the one before it; then what `current` holds,
 * which `graphile-migrate commit` makes the next one of.
 */
export const graphileMigrate: MigrationFormat = {
  name: "graphile-migrate",
  getScore: ({ paths, readText }) =>
    paths.some((path) => COMMITTED.test(path) && PREVIOUS.test(readText(path) ?? "")) ? 3 : 0,
  isMigrationFile: (path) => COMMITTED.test(path) || CURRENT.test(path) || FIXTURE.test(path),
  read: (files) => [...readCommitted(files), ...readCurrent(files)],
};

function readCommitted(files: readonly MigrationFile[]): ForwardMigration[] {
  const sorted = files
    .flatMap((file) => {
      const number = COMMITTED.exec(file.path)?.[1];
      return number === undefined ? [] : [{ ...file, name: `${number}.sql` }];
    })
    .toSorted((a, b) => compareNames(a.name, b.name) || compareNames(a.path, b.path));
  let before: { readonly path: string; readonly hash: string | undefined } | undefined;
  let broken: string | undefined;
  return sorted.map(({ path, text }) => {
    const id = getBaseName(path).replace(/\.sql$/, "");
    const { headers, body } = parseMigration(text);
    const previous = headers.get("Previous");
    // The whole folder is refused at its first break (`getAllMigrations`), the file that is not what was committed when its turn comes.
    broken ??= findBreak(previous, before);
    const neverRuns = broken ?? findHashProblem({ headers, body, previous });
    before = { path, hash: headers.get("Hash") };
    const forward = { id, path, sql: fillPlaceholders(text), isOrderedByContent: true };
    return neverRuns === undefined ? forward : { ...forward, neverRuns };
  });
}

function findBreak(
  previous: string | undefined,
  before: { readonly path: string; readonly hash: string | undefined } | undefined,
): string | undefined {
  const expected = before === undefined ? "-" : before.hash;
  if (previous === expected && previous !== undefined) return undefined;
  const wanted =
    before === undefined
      ? "there is none before it"
      : `${getBaseName(before.path)} has the hash ${before.hash ?? "of nothing"}`;
  return `its Previous is ${previous ?? "missing"} and ${wanted}: graphile-migrate runs none of the folder`;
}

interface Header {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

function findHashProblem({
  headers,
  body,
  previous,
}: Header & { readonly previous: string | undefined }): string | undefined {
  const isSame = headers.get("Hash") === getHash(body, previous);
  if (isSame !== headers.has("AllowInvalidHash")) return undefined;
  return isSame
    ? "it has AllowInvalidHash and its Hash is right: graphile-migrate refuses it"
    : "its Hash is not that of its text, so it was edited: graphile-migrate refuses it";
}

/** `calculateHash` in src/hash.ts. */
function getHash(body: string, previous: string | undefined): string {
  const before = previous === undefined || previous === "-" ? "" : previous;
  return `sha1:${createHash("sha1")
    .update(`${`${before}\n${body.trim()}`.trim()}\n`)
    .digest("hex")}`;
}

/** `parseMigrationText` in src/migration.ts. */
function parseMigration(text: string): Header {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, key, value = ""] = /^--! ([A-Z][a-zA-Z0-9_]*)(?::(.*))?$/.exec(line) ?? [];
    if (key === undefined) break;
    headers.set(key, value.trim());
  }
  return { headers, body: lines.slice(headers.size).join("\n") };
}

/** Each file by itself; known by its text, too: the next migration goes by the same name. */
function readCurrent(files: readonly MigrationFile[]): ForwardMigration[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const sorted = files
    .filter(({ path }) => CURRENT.test(path))
    .toSorted((a, b) => compareNumbers(getCurrentNumber(a.path), getCurrentNumber(b.path)));
  return sorted
    .flatMap((file) => [...getIncluded(file.text, byPath), file])
    .filter(({ text }) => !isBlank(text))
    .map(({ path, text }) => {
      const hash = createHash("sha1").update(text.trim()).digest("hex").slice(0, 8);
      return { id: `${path} ${hash}`, path, sql: fillPlaceholders(text), isOrderedByContent: true };
    });
}

function getCurrentNumber(path: string): string {
  return CURRENT.exec(path)?.[1] ?? "0";
}

/** Fixtures may include others. */
function getIncluded(
  text: string,
  byPath: ReadonlyMap<string, MigrationFile>,
  above: readonly string[] = [],
): MigrationFile[] {
  return [...text.matchAll(INCLUDE)].flatMap(([, name = ""]) => {
    const path = `fixtures/${name}`;
    const file = byPath.get(path);
    if (file === undefined || above.includes(path)) return [];
    return [...getIncluded(file.text, byPath, [...above, path]), file];
  });
}

const COMMENT = /--[^\n]*|\/\*[^]*?\*\//g;

function isBlank(text: string): boolean {
  return text.replace(COMMENT, "").trim() === "";
}

function fillPlaceholders(text: string): string {
  return text.replace(PLACEHOLDER, (found) => AT_RUN_TIME.repeat(found.length));
}
