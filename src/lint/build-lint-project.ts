import type { Manifest } from "../manifest/manifest.js";
import { createTableColumns } from "../catalog/table-columns.js";
import type { Project, TextFile } from "../references/detector.js";
import { getSearchWords } from "../references/search-words.js";
import { type FileFacts, getFacts } from "../scan/facts.js";
import { type BuiltProject, buildProject } from "../scan/project.js";
import { getFactsKey } from "../scan/scan-keys.js";
import { getCatalog, getSchemaFacts, NO_SCHEMA, type SchemaFacts } from "../scan/schema-facts.js";
import { createWordMatcher } from "../scan/word-matcher.js";
import type { TreeEntry } from "../trees/tree.js";
import type { WorkingTree } from "../trees/working-tree.js";
import type { RepoFiles } from "./list-repo-files.js";

export interface LintRepo {
  readonly manifest: Manifest;
  readonly tree: WorkingTree;
  readonly files: RepoFiles;
  /** Facts by content, kept from one state of the repo to the next. */
  readonly memory: FactsMemory;
}

/** What files said of themselves when they were searched for these words. */
export interface FactsMemory {
  words: readonly string[];
  byKey: Map<string, FileFacts>;
}

/** The scanner's project, in two parts: the words are needed for every file, the rest only for one that holds a word. */
export interface LintProjectParts {
  readonly words: readonly string[];
  getProject(): Project;
}

/** Without a symbol that changes, the words are known without a look at the scripts: only symbols have other names elsewhere. */
export function buildLintProject(repo: LintRepo): LintProjectParts {
  const { changes } = repo.manifest;
  const models = hasTables(repo) ? getSchemaFacts(readTexts(repo, repo.files.prismaSchemas), []) : NO_SCHEMA;
  const words = getSearchWords(changes, getCatalog(models));
  const settle = once(() => settleProject(repo, models, words));
  return {
    words: changes.some(({ kind }) => kind === "symbol") ? settle().words : words,
    getProject: once(() => addTables(repo, settle().project)),
  };
}

/** As the scan does: again for the names that re-exports add, until every word that counts has been searched for. */
function settleProject(repo: LintRepo, schema: SchemaFacts, words: readonly string[]): BuiltProject {
  const { changes } = repo.manifest;
  const facts = collectFacts(repo, words);
  const built = buildProject({ changes, scripts: repo.files.scripts, facts, schema });
  const searched = new Set(words);
  return built.words.every((word) => searched.has(word)) ? built : settleProject(repo, schema, built.words);
}

function collectFacts(
  { tree, files, memory }: LintRepo,
  words: readonly string[],
): ReadonlyMap<string, FileFacts> {
  const searched = new Set(memory.words);
  if (!words.every((word) => searched.has(word))) {
    memory.words = words;
    memory.byKey = new Map();
  }
  const match = createWordMatcher(memory.words);
  const facts = new Map<string, FileFacts>();
  // What is gone from the repo is forgotten.
  const kept = new Map<string, FileFacts>();
  for (const entry of files.modules) {
    const key = getFactsKey(entry);
    const own = memory.byKey.get(key) ?? getFacts(entry.path, tree.readSync(entry), match);
    kept.set(key, own);
    facts.set(entry.path, own);
  }
  memory.byKey = kept;
  return facts;
}

/** Migrations are read for detection alone. */
function addTables(repo: LintRepo, project: Project): Project {
  const { files } = repo;
  if (!hasTables(repo)) return project;
  const texts = readTexts(repo, [...files.migrations, ...files.prismaSchemas]);
  return { ...project, tables: createTableColumns(getSchemaFacts(texts, files.migrationDirs).tables) };
}

function hasTables({ manifest }: LintRepo): boolean {
  return manifest.changes.some(({ kind }) => kind === "column" || kind === "table");
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function readTexts({ tree }: LintRepo, entries: readonly TreeEntry[]): TextFile[] {
  return entries.flatMap((entry) => {
    const text = tree.readSync(entry);
    return text === undefined ? [] : [{ path: entry.path, text }];
  });
}
