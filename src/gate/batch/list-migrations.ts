import { UserError } from "../../errors.js";
import { type FoundDir, getPathIn, normalizeDir } from "../../migrations/find-dirs.js";
import type { Migration, MigrationSequence } from "../../migrations/migration.js";
import { readBody } from "../../migrations/read-body.js";
import { readSettledDirs } from "../../migrations/read-settled-dirs.js";
import { settleDirs } from "../../migrations/settle-dirs.js";
import { findDialect } from "../../sql/dialects/dialect.js";
import { loadPostgres } from "../../sql/postgres-parser.js";
import { type Base, findBase } from "../refs/find-base.js";
import { createNewTest } from "./find-new-migrations.js";
import { type GateInput, WORKING_TREE } from "../gate-input.js";
import { readBaseFiles } from "../refs/read-base-files.js";
import {
  listMigrations,
  type MigrationFiles,
  readFoundDirs,
  readMigrationFiles,
} from "./read-migration-files.js";
import type { ScannedTrees } from "../scanned-trees.js";

export interface ListedMigration extends Migration {
  /** Whether the base lacks it; absent where nothing was compared. */
  readonly isNew?: boolean;
}

/** One directory as it was understood; `problem`: why it could not be. */
export interface ListedDir extends Omit<MigrationSequence, "migrations"> {
  /** Who says so: the manifest's `format`, or the directory's files. */
  readonly formatFrom: "manifest" | "files";
  readonly dialect: string;
  readonly migrations: readonly ListedMigration[];
}

export interface MigrationListing {
  /** What `isNew` was held against. */
  readonly base?: Base;
  readonly directories: readonly ListedDir[];
  /** Directories that could not be read. */
  readonly problems: readonly UnreadDir[];
}

export interface ListQuestion {
  /** Only these, relative to the repo; empty: all. One that nothing names is read all the same. */
  readonly dirs: readonly string[];
  /** Whether to tell the new ones apart. */
  readonly isCompared: boolean;
}

/** Every migration with what it does, as the working tree has it. Throws a UserError for a directory or a base that is not there. */
export async function listAllMigrations(
  input: GateInput,
  trees: ScannedTrees,
  { dirs, isCompared }: ListQuestion,
): Promise<MigrationListing> {
  const head = await readHeadDirs(input, trees, dirs);
  const base = isCompared ? await findBase(input) : undefined;
  if (isCompared && base === undefined)
    throw new UserError("There is no base to compare with. Name one: --base origin/main");
  const known = base && (await listBaseMigrations(input, trees, base));
  await loadPostgres();
  const read = head.dirs.map((found) => readDir(found, head.files));
  const sequences = read.flatMap(({ sequence }) => sequence ?? []);
  const given = new Map(input.manifest.migrations.map(({ dir, format }) => [normalizeDir(dir), format]));
  const list = (sequence: DirSequence): ListedDir => {
    const { migrations, ...facts } = sequence;
    const isNew = known && createNewTest(sequence, sequences, known);
    return {
      ...facts,
      formatFrom: given.get(facts.dir) === undefined ? "files" : "manifest",
      migrations: isNew ? migrations.map((one) => ({ ...one, isNew: isNew(one) })) : migrations,
    };
  };
  return {
    ...(base && { base }),
    directories: sequences.map(list),
    problems: read.flatMap(({ problem }) => problem ?? []),
  };
}

type DirSequence = MigrationSequence & { readonly dialect: string };

/** Neither: a guess that no tool claims. */
interface ReadDir {
  readonly sequence?: DirSequence;
  readonly problem?: UnreadDir;
}

interface UnreadDir {
  readonly dir: string;
  readonly message: string;
}

/** One by one: a directory that can't be read keeps no other from being shown. */
function readDir(found: FoundDir, files: MigrationFiles["files"]): ReadDir {
  const dir = normalizeDir(found.dir);
  if (!files.some(({ path }) => getPathIn(dir, path) !== undefined))
    return { problem: { dir, message: "holds no migrations" } };
  try {
    const settled = settleDirs([found], files);
    const [sequence] = readSettledDirs(settled, files, readBody);
    return sequence === undefined
      ? {}
      : { sequence: { ...sequence, dialect: getDialect(settled[0]?.dialect) } };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problem: { dir, message: error.message } };
  }
}

/** Tools spell it their own way; what nothing names is read as Postgres'. */
function getDialect(named = "postgres"): string {
  return findDialect(named) ?? named;
}

async function readHeadDirs(
  { manifest }: GateInput,
  trees: ScannedTrees,
  wanted: readonly string[],
): Promise<MigrationFiles<FoundDir>> {
  const tree = await trees.open(WORKING_TREE);
  const all = await readFoundDirs(tree, manifest.migrations);
  if (wanted.length === 0) return all;
  const dirs = wanted.map(normalizeDir);
  const known = all.dirs.filter(({ dir }) => dirs.includes(dir));
  const others = dirs.filter((dir) => !known.some((one) => one.dir === dir)).map((dir) => ({ dir }));
  const more = others.length > 0 ? await readFoundDirs(tree, others) : { dirs: [], files: [] };
  return { dirs: [...known, ...more.dirs], files: [...all.files, ...more.files] };
}

async function listBaseMigrations(
  input: GateInput,
  trees: ScannedTrees,
  base: Base,
): Promise<MigrationSequence[]> {
  const { manifest } = await readBaseFiles(input, base);
  const tree = await trees.open(base.commit.sha);
  return listMigrations(await readMigrationFiles(tree, (manifest ?? input.manifest).migrations));
}
