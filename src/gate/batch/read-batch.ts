import type { Manifest, MigrationDir } from "../../manifest/manifest.js";
import { type BatchOperation, getBatchOperations } from "../../migrations/batch-operations.js";
import { isMigrationFile } from "../../migrations/find-dirs.js";
import type { MigrationBody } from "../../migrations/migration-format.js";
import type { Migration, MigrationSequence, Operation } from "../../migrations/migration.js";
import type { BodyPlace } from "../../migrations/read-body.js";
import { readSettledDirs } from "../../migrations/read-settled-dirs.js";
import type { OperationsCache } from "../../scan/operations-cache.js";
import { loadPostgres } from "../../sql/postgres-parser.js";
import type { Base } from "../refs/find-base.js";
import { getAllowNotes } from "./get-allow-notes.js";
import { createNewTest } from "./find-new-migrations.js";
import { WORKING_TREE } from "../gate-input.js";
import {
  type KnownTexts,
  listMigrations,
  mergeMigrationFiles,
  type MigrationFiles,
  readMigrationFiles,
} from "./read-migration-files.js";
import type { Tree } from "../../trees/tree.js";
import type { ScannedTrees } from "../scanned-trees.js";

/** The migrations that ship together. */
export interface Batch {
  /** Those that the base does not have. */
  readonly migrations: readonly Migration[];
  readonly operations: readonly BatchOperation[];
  /** Head's migrations together with those that the base's branch has by now, in order; without operations. */
  readonly merged: readonly MigrationSequence[];
  /** What the base's branch has by now, without operations. */
  readonly tip: readonly MigrationSequence[];
  readonly notes: readonly string[];
  /** Whether a file belongs to the migrations, of head or of the base. */
  isMigration(path: string): boolean;
}

export interface BatchPlace {
  readonly trees: ScannedTrees;
  readonly base: Base;
  readonly manifest: Manifest;
  /** As the base has it: where its migrations were. */
  readonly baseManifest?: Manifest;
  readonly operations: OperationsCache;
}

export async function readBatch({
  trees,
  base,
  manifest,
  baseManifest = manifest,
  operations,
}: BatchPlace): Promise<Batch> {
  const texts: KnownTexts = new Map();
  const head = await readMigrationFiles(await trees.open(WORKING_TREE), manifest.migrations, texts);
  const readAt = async (sha: string) =>
    readKnownFiles(await trees.open(sha), { own: baseManifest.migrations, head: head.dirs, texts });
  const before = await readAt(base.commit.sha);
  const tip = base.tip.sha === base.commit.sha ? before : await readAt(base.tip.sha);
  const sequences = await readSequences(head, operations);
  const known = listMigrations(before);
  const fresh = sequences.map((sequence) => ({
    sequence,
    isNew: createNewTest(sequence, sequences, known),
  }));
  const migrations = fresh.flatMap(({ sequence, isNew }) => sequence.migrations.filter(isNew));
  const old = sequences.flatMap((sequence) => sequence.migrations).filter((one) => !migrations.includes(one));
  return {
    migrations,
    operations: fresh.flatMap(({ sequence, isNew }) => getBatchOperations(sequence, isNew)),
    merged: listMigrations(mergeMigrationFiles(head, tip)),
    tip: listMigrations(tip),
    notes: [
      ...getEditedNotes(old, { head, before, baseName: base.name }),
      ...migrations.flatMap(getAllowNotes),
    ],
    isMigration: (path) => isMigrationFile(head.dirs, path) || isMigrationFile(before.dirs, path),
  };
}

interface KnownDirs {
  /** Those that the tree's own manifest names. */
  readonly own: readonly MigrationDir[];
  readonly head: readonly MigrationDir[];
  readonly texts: KnownTexts;
}

/**
 * What another tree has of migrations: in the directories that were its own, and in head's, read as head's are. A batch that names a directory in the
 * manifest, or whose new file tells another tool, makes none of the old migrations new.
 */
async function readKnownFiles(tree: Tree, dirs: KnownDirs): Promise<MigrationFiles> {
  const { head: headDirs, texts } = dirs;
  const own = await readMigrationFiles(tree, dirs.own, texts);
  const isKnown = ({ dir, format }: MigrationDir) =>
    own.dirs.some((one) => one.dir === dir && one.format === format);
  if (headDirs.every(isKnown)) return own;
  const asHead = await readMigrationFiles(tree, headDirs, texts);
  const paths = new Set(asHead.files.map(({ path }) => path));
  return {
    dirs: [...asHead.dirs, ...own.dirs.filter(({ dir }) => !headDirs.some((one) => one.dir === dir))],
    files: [...asHead.files, ...own.files.filter(({ path }) => !paths.has(path))],
  };
}

/** Postgres' grammar takes longer to load than to look up what was read before: it is loaded only for what is new. */
async function readSequences(
  { dirs, files }: MigrationFiles,
  operations: OperationsCache,
): Promise<readonly MigrationSequence[]> {
  const bodies = new Map<readonly Operation[], readonly [MigrationBody, BodyPlace]>();
  const listed = readSettledDirs(dirs, files, (...body) => {
    const unread: readonly Operation[] = [];
    bodies.set(unread, body);
    return unread;
  });
  if (![...bodies.values()].every((body) => operations.has(...body))) await loadPostgres();
  const read = (migration: Migration): Migration => {
    const body = bodies.get(migration.operations);
    return body === undefined ? migration : { ...migration, operations: operations.read(...body) };
  };
  const sequences = listed.map((sequence) => ({ ...sequence, migrations: sequence.migrations.map(read) }));
  operations.write();
  return sequences;
}

/** Most tools never run an old migration again, so nothing is judged by what it says now. What a tool keeps beside them, it writes anew each time. */
function getEditedNotes(
  old: readonly Migration[],
  { head, before, baseName }: { head: MigrationFiles; before: MigrationFiles; baseName: string },
): string[] {
  const texts = new Map(before.files.map(({ path, text }) => [path, text]));
  const migrations = new Set(old.map(({ file }) => file));
  return head.files
    .filter(({ path, text }) => migrations.has(path) && texts.has(path) && texts.get(path) !== text)
    .map(({ path }) => `${path} is in ${baseName} and was edited: what it does now is not judged.`);
}
