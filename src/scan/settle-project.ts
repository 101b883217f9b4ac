import type { Project } from "../references/detector.js";
import type { FileFacts } from "./facts.js";
import { findFacts, getProjectKey, type ScanState } from "./scan-state.js";
import type { SchemaFacts } from "./schema-facts.js";

/** A project that is built only when something has to be asked of it. */
export interface SettledProject {
  readonly key: string;
  /** A file that holds one of them is a candidate. */
  readonly words: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, FileFacts>;
  getProject(): Promise<Project>;
}

/** Searches all files, again for the names that re-exports add, until every word that counts has been searched for. */
export async function settleProject(state: ScanState, schema: SchemaFacts): Promise<SettledProject> {
  const { cached, manifest, files } = state;
  for (;;) {
    const facts = collectFacts(state);
    if (facts === undefined) {
      await searchUnknown(state, schema);
      continue;
    }
    const key = getProjectKey(state, facts);
    const build = async () => {
      const { buildProject } = await import("./project.js");
      return buildProject({ changes: manifest.changes, scripts: files.scripts, facts, schema });
    };
    const known = cached.projects[key];
    if (known !== undefined) {
      return { key, facts, words: new Set(known), getProject: async () => (await build()).project };
    }
    const { project, words } = await build();
    const { addWords } = await import("./search-files.js");
    if (addWords(state, words)) continue;
    cached.projects[key] = words;
    state.cache.touch();
    return { key, facts, words: new Set(words), getProject: async () => project };
  }
}

/** Facts of all files that have any; undefined while some file was not looked at. */
function collectFacts(state: ScanState): Map<string, FileFacts> | undefined {
  const { sources, configs } = state.files;
  const collected = new Map<string, FileFacts>();
  for (const entries of [sources, configs]) {
    for (const entry of entries) {
      const facts = findFacts(state, entry);
      if (facts === undefined) return undefined;
      if (facts.words ?? facts.record ?? facts.packageJson ?? facts.tsconfig)
        collected.set(entry.path, facts);
    }
  }
  return collected;
}

async function searchUnknown(state: ScanState, schema: SchemaFacts): Promise<void> {
  const [{ addWords, searchFiles }, { getSearchWords }, { getCatalog }] = await Promise.all([
    import("./search-files.js"),
    import("../references/search-words.js"),
    import("./catalog-facts.js"),
  ]);
  addWords(state, getSearchWords(state.manifest.changes, getCatalog(schema)));
  await searchFiles(state);
}
