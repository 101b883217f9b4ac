import type { z } from "zod";
import { UserError } from "../../errors.js";
import { compareNames, isTopLevel } from "../file-order.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { loadZod } from "./load-zod.js";
import { readJson } from "./read-json.js";

const JOURNAL = "meta/_journal.json";

function createJournalSchema() {
  const z = loadZod();
  return z.object({
    dialect: z.string().optional(),
    entries: z.array(z.object({ tag: z.string(), when: z.number() })),
  });
}
type Journal = z.infer<ReturnType<typeof createJournalSchema>>;

// One locale, so that machines agree: `readMigrationFiles` of drizzle-orm 1.0 sorts folders by `localeCompare`.
const collator = new Intl.Collator("en");
const FOLDER_SCRIPT = /^([^/]+)\/migration\.sql$/;
const SNAPSHOT = /^[^/]+\/snapshot\.json$/;

/**
 * Drizzle kit's journal form: in the order of the entries, not of `idx` or names (`readMigrationFiles` in drizzle-orm/migrator).
 * The migrator runs what has a later `when` than the last one applied and skips the rest silently (`PgDialect.migrate`).
 * From 1.0 on a folder for each migration, in the order of their names; what has not run by name is run (`getMigrationsToRun`).
 */
export const drizzle: MigrationFormat = {
  name: "drizzle",
  getScore: ({ paths }) =>
    paths.includes(JOURNAL) || (paths.some(isSnapshot) && paths.some(isFolderScript)) ? 3 : 0,
  isMigrationFile: (path) => path === JOURNAL || isScript(path) || isFolderScript(path),
  read(files) {
    if (!files.some(({ path }) => path === JOURNAL) && files.some(({ path }) => isFolderScript(path)))
      return readFolders(files);
    const scripts = new Map(
      files
        .filter(({ path }) => isScript(path) || isFolderScript(path))
        .map((file) => [file.path, file.text]),
    );
    const journaled = readEntries(parseJournal(files), scripts);
    const ids = new Set(journaled.map(({ id }) => id));
    return [...journaled, ...readStrays(scripts).filter(({ id }) => !ids.has(id))];
  },
  getDialect: (files) => parseJournal(files).dialect,
};

function isScript(path: string): boolean {
  return isTopLevel(path) && path.endsWith(".sql");
}

function isFolderScript(path: string): boolean {
  return FOLDER_SCRIPT.test(path);
}

function isSnapshot(path: string): boolean {
  return SNAPSHOT.test(path);
}

function readFolders(files: readonly MigrationFile[]): ForwardMigration[] {
  return files
    .flatMap(({ path, text }) => {
      const id = FOLDER_SCRIPT.exec(path)?.[1];
      return id === undefined ? [] : [{ id, path, sql: text }];
    })
    .toSorted((a, b) => collator.compare(a.id, b.id));
}

function parseJournal(files: readonly MigrationFile[]): Journal {
  const journal = files.find(({ path }) => path === JOURNAL);
  if (journal === undefined) return { entries: [] };
  const parsed = createJournalSchema().safeParse(readJson(journal));
  if (parsed.success) return parsed.data;
  throw new UserError(
    `${journal.file} is not a journal as drizzle-kit writes it: ${loadZod().prettifyError(parsed.error)}\n` +
      "Restore it (git checkout), or run drizzle-kit generate again.",
  );
}

function readEntries({ entries }: Journal, scripts: ReadonlyMap<string, string>): ForwardMigration[] {
  return entries.map(({ tag, when }, index) => {
    const path = `${tag}.sql`;
    const sql = scripts.get(path);
    if (sql === undefined) {
      return {
        id: tag,
        path,
        sql: "",
        problem: "the journal names it and there is no such file: Drizzle fails",
      };
    }
    const later = entries.slice(0, index).find((entry) => entry.when >= when);
    return { id: tag, path, sql, ...(later !== undefined && { skippedAfter: later.tag }) };
  });
}

function readStrays(scripts: ReadonlyMap<string, string>): ForwardMigration[] {
  return [...scripts]
    .map(([path, sql]) => ({
      id: path.replace(/\.sql$/, ""),
      path,
      sql,
      neverRuns: `${JOURNAL} does not name it, and Drizzle runs what the journal names`,
    }))
    .toSorted((a, b) => compareNames(a.id, b.id));
}
