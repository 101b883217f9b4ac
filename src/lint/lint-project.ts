import { statSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "../manifest/manifest.js";
import type { Project } from "../references/detector.js";
import { getFileWord } from "../references/file-words.js";
import { createTableTest, type NamesTables } from "../references/names-tables.js";
import { type OperationsCache, openOperationsCache } from "../scan/operations-cache.js";
import { createSourceFilter } from "../scan/source-filter.js";
import { createWordMatcher, type WordMatcher } from "../scan/word-matcher.js";
import { MAX_FILE_BYTES, type TreeEntry } from "../trees/tree.js";
import { openWorkingTree } from "../trees/working-tree.js";
import {
  buildLintProject,
  type FactsMemory,
  type LintProjectParts,
  type LintRepo,
} from "./build-lint-project.js";
import { createLintMigrations, type LintMigrations } from "./lint-migrations.js";
import { listRepoFiles, type RepoFiles } from "./list-repo-files.js";

/** What the linter knows of the repo around the linted file. */
export interface LintProject {
  /** False for a file that can't hold a reference: it mentions nothing, or it is none of the files that are scanned. */
  mayHaveReferences(file: string, text: string): boolean;
  /** The project as this file, of this text, has to see it. */
  getProject(file: string, text: string): Project;
  readonly migrations: LintMigrations;
}

interface LintProjectInput {
  readonly manifest: Manifest;
  readonly root: string;
  readonly now: number;
}

/** A repo with one state of its manifest, as this process knows it. */
interface KnownRepo extends LintProjectInput {
  readonly isSource: (path: string) => boolean;
  readonly memory: FactsMemory;
  readonly operations: OperationsCache;
  state: RepoState | undefined;
}

interface RepoState extends LintProjectParts {
  readonly files: RepoFiles;
  readonly match: WordMatcher;
  readonly migrations: LintMigrations;
  namesTables?: NamesTables;
  readonly listedAt: number;
  readonly freshUntil: number;
}

const repos = new Map<string, KnownRepo>();

/**
 * A repo is looked at again only after a while: listing it costs, and what other files say of modules and tables seldom changes between two
 * lints. The while is 200 times what the look took, so that a long run spends half a percent on it; then only files whose content changed are
 * read. The linted file's own text and the manifest are never old.
 */
const COST_FACTOR = 200;
const MIN_FRESH_MS = 1_000;

/** What is known of the repo of a manifest; looked up when first asked, and kept between files. `now` is in milliseconds. */
export function getLintProject(input: LintProjectInput): LintProject {
  const repo = getKnownRepo(input);
  const { now } = input;
  return {
    mayHaveReferences: (file, text) =>
      input.manifest.changes.length > 0 &&
      text.length <= MAX_FILE_BYTES &&
      repo.isSource(file) &&
      (getState(repo, now).match(text).length > 0 || isNamed(getState(repo, now), file)) &&
      isScanned(repo, file, now),
    getProject: (file, text) => {
      const state = getState(repo, now);
      const project = state.getProject();
      state.namesTables ??= createTableTest(project.changes, project.catalog);
      const isHistory = state.files.migrationScripts.has(file);
      return { ...project, namesTables: !isHistory && state.namesTables(state.match(text)) };
    },
    migrations: {
      findSequence: (file, text) => getState(repo, now).migrations.findSequence(file, text),
    },
  };
}

function isNamed({ words }: RepoState, file: string): boolean {
  return words.includes(getFileWord(file));
}

function getKnownRepo(input: LintProjectInput): KnownRepo {
  const { manifest } = input;
  const known = repos.get(manifest.file);
  if (known?.manifest.hash === manifest.hash) return known;
  const memory = known?.memory ?? { words: [], asked: "", byKey: new Map() };
  const operations = known?.operations ?? openOperationsCache();
  const repo = { ...input, isSource: createSourceFilter(manifest), memory, operations, state: undefined };
  repos.set(manifest.file, repo);
  return repo;
}

function getState(repo: KnownRepo, now: number): RepoState {
  if (repo.state === undefined || now > repo.state.freshUntil) return refresh(repo, now);
  return repo.state;
}

function refresh(repo: KnownRepo, now: number): RepoState {
  const start = performance.now();
  const { manifest, root, isSource, memory, operations, state } = repo;
  const tree = openWorkingTree(root);
  const files = listRepoFiles(tree, manifest, isSource);
  const cost = performance.now() - start;
  const isSame = state !== undefined && isEqual(state.files.entries, files.entries);
  const parts = isSame ? state : createParts({ manifest, tree, files, memory }, operations);
  const freshUntil = now + Math.max(MIN_FRESH_MS, COST_FACTOR * cost);
  repo.state = { ...parts, listedAt: now, freshUntil };
  return repo.state;
}

function createParts(repo: LintRepo, operations: OperationsCache) {
  const parts = buildLintProject(repo);
  const { tree, files } = repo;
  const migrations = createLintMigrations({ tree, files, operations });
  return { ...parts, files, migrations, match: createWordMatcher(parts.words) };
}

function isEqual(before: readonly TreeEntry[], after: readonly TreeEntry[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ path, id }, index) => after[index]?.path === path && after[index].id === id)
  );
}

/** File systems count time in ticks. */
const TICK_MS = 50;

/** Whether the scan reads the file, too: not one that git ignores, a link, a migration. One that is on no disk (an unsaved file) counts. */
function isScanned(repo: KnownRepo, file: string, now: number): boolean {
  const { files, listedAt } = getState(repo, now);
  if (files.sources.has(file)) return true;
  const stats = statSync(join(repo.root, file), { throwIfNoEntry: false });
  if (stats === undefined) return true;
  // It may be newer than the list.
  return stats.ctimeMs >= listedAt - TICK_MS && refresh(repo, now).files.sources.has(file);
}
