import type { Manifest } from "../manifest/manifest.js";
import type { Project, TextFile } from "../references/detector.js";
import { isFileWord } from "../references/file-words.js";
import { getSearchWords } from "../references/search-words.js";
import { getStringWords } from "../references/string-words.js";
import { type FileFacts, getFacts } from "../scan/facts.js";
import { createFactsSearch, getFactsQuestions } from "../scan/facts-search.js";
import { type BuiltProject, buildProject, getProjectTables } from "../scan/project.js";
import { hasEndpoints } from "../scan/has-endpoints.js";
import { hasTables } from "../scan/has-tables.js";
import { getFactsKey } from "../scan/scan-keys.js";
import {
  getCatalog,
  getNamedDialects,
  getSchemaFacts,
  NO_SCHEMA,
  type SchemaFacts,
} from "../scan/schema-facts.js";
import { DIALECTS } from "../sql/dialects/dialect.js";
import type { TreeEntry } from "../trees/tree.js";
import type { WorkingTree } from "../trees/working-tree.js";
import type { RepoFiles } from "./list-repo-files.js";
import { once } from "./once.js";

export interface LintRepo {
  readonly manifest: Manifest;
  readonly tree: WorkingTree;
  readonly files: RepoFiles;
  /** Facts by content, kept from one state of the repo to the next. */
  readonly memory: FactsMemory;
}

/** What files said of themselves when they were searched for these words. A word too many does no harm. */
export interface FactsMemory {
  words: readonly string[];
  /** What they were asked beside: a `FactsQuestions` as text. */
  asked: string;
  byKey: Map<string, FileFacts>;
}

/** The scanner's project, in two parts: the words are needed for every file, the rest only for one that holds a word. */
export interface LintProjectParts {
  readonly words: readonly string[];
  getProject(): Project;
}

/** The words take models alone; what the database defines is in no file that is linted. */
const NOTHING_ASKED = { dirs: [], changes: [] };

/** With configuration keys alone, the words are known without a look at the scripts: symbols and models have other names elsewhere. */
export function buildLintProject(repo: LintRepo): LintProjectParts {
  const { changes } = repo.manifest;
  const models = hasTables(repo.manifest)
    ? addDialects(getSchemaFacts(readTexts(repo, repo.files.prismaSchemas), NOTHING_ASKED), repo)
    : NO_SCHEMA;
  const words = getSearchWords(changes, getCatalog(models));
  const settle = once(() => settleProject(repo, models, words));
  return {
    words: isSettledBy(repo.manifest) ? words : settle().words,
    getProject: once(() => addTables(repo, settle().project)),
  };
}

/** Whether the names in the manifest are all that files have. */
function isSettledBy(manifest: Manifest): boolean {
  const { changes } = manifest;
  const hasSymbols = changes.some(({ kind }) => kind === "symbol");
  return (
    !hasSymbols && !hasTables(manifest) && !hasEndpoints(manifest) && getStringWords(changes).length === 0
  );
}

/** The manifest's own word on the dialect of migrations, which are not read here. */
function addDialects(models: SchemaFacts, { files }: LintRepo): SchemaFacts {
  const named = new Set([...(models.dialects ?? []), ...getNamedDialects(files.migrationDirs)]);
  return { ...models, dialects: DIALECTS.filter((dialect) => named.has(dialect)) };
}

/** As the scan does: again for the names that re-exports add, until every word that counts has been searched for. */
function settleProject(repo: LintRepo, schema: SchemaFacts, words: readonly string[]): BuiltProject {
  const { changes } = repo.manifest;
  const facts = collectFacts(repo, words);
  const built = buildProject({ changes, scripts: repo.files.scripts, facts, schema });
  const searched = new Set(words);
  return built.words.every((word) => searched.has(word) || isFileWord(word))
    ? built
    : settleProject(repo, schema, built.words);
}

function collectFacts(
  { manifest, tree, files, memory }: LintRepo,
  words: readonly string[],
): ReadonlyMap<string, FileFacts> {
  const searched = new Set(memory.words);
  const questions = getFactsQuestions(manifest, files.prismaSchemas.length > 0);
  const asked = JSON.stringify(questions);
  if (asked !== memory.asked || !words.every((word) => searched.has(word))) {
    memory.words = words;
    memory.asked = asked;
    memory.byKey = new Map();
  }
  const search = createFactsSearch(manifest, memory.words, questions);
  const facts = new Map<string, FileFacts>();
  // What is gone from the repo is forgotten.
  const kept = new Map<string, FileFacts>();
  for (const entry of files.modules) {
    const key = getFactsKey(entry);
    const own = memory.byKey.get(key) ?? getFacts(entry.path, tree.readSync(entry), search);
    kept.set(key, own);
    facts.set(entry.path, own);
  }
  memory.byKey = kept;
  return facts;
}

/** Migrations are read for detection alone. */
function addTables(repo: LintRepo, project: Project): Project {
  const { files } = repo;
  if (!hasTables(repo.manifest)) return project;
  const texts = readTexts(repo, [...files.migrations, ...files.prismaSchemas]);
  return {
    ...project,
    tables: getProjectTables(
      getSchemaFacts(texts, { dirs: files.migrationDirs, changes: [] }),
      project.catalog,
    ),
  };
}

function readTexts({ tree }: LintRepo, entries: readonly TreeEntry[]): TextFile[] {
  return entries.flatMap((entry) => {
    const text = tree.readSync(entry);
    return text === undefined ? [] : [{ path: entry.path, text }];
  });
}
