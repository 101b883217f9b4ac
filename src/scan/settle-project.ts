import type { TreeEntry } from "../trees/tree.js";
import { addPackages } from "./add-packages.js";
import { findFacts } from "./cached-facts.js";
import type { FileFacts } from "./facts.js";
import type { CachedScan } from "./scan-cache.js";
import { lacksOwnNames } from "./source-facts.js";
import type { RepoProject } from "./project.js";
import { getProjectKey, type ScanState } from "./scan-state.js";
import type { SchemaFacts } from "./schema-facts.js";

/** A project that is built only when something has to be asked of it. */
export interface SettledProject {
  readonly key: string;
  /** A file that holds one of them is a candidate. */
  readonly words: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, FileFacts>;
  getProject(): Promise<RepoProject>;
}

/** Searches all files, again for the names that re-exports add, until every word that counts has been searched for. */
export async function settleProject(state: ScanState, schema: SchemaFacts): Promise<SettledProject> {
  const { cached, manifest, files } = state;
  const open = (project: RepoProject) => addPackages(project, state.typesFrom);
  for (;;) {
    const facts = await getFacts(state, schema);
    const key = getProjectKey(state, facts);
    const build = async () => {
      const { buildProject } = await import("./project.js");
      return buildProject({ changes: manifest.changes, scripts: files.scripts, facts, schema });
    };
    const known = cached.projects[key];
    if (known !== undefined) {
      return { key, facts, words: new Set(known), getProject: async () => open((await build()).project) };
    }
    const { project, words } = await build();
    const { addWords } = await import("./search-files.js");
    if (addWords(state, words)) continue;
    cached.projects[key] = words;
    state.cache.touch();
    return { key, facts, words: new Set(words), getProject: async () => open(project) };
  }
}

/** Facts of all files that have any. */
async function getFacts(state: ScanState, schema: SchemaFacts): Promise<Map<string, FileFacts>> {
  const { cached, files } = state;
  const found = new Map<string, FileFacts>();
  const unknown = [
    ...collectFacts(cached, files.sources, found),
    ...collectFacts(cached, files.mounted, found),
    ...collectFacts(cached, files.configs, found),
  ];
  if (unknown.length > 0) await searchUnknown(state, { schema, unknown, found });
  const nameless = hasStars(found)
    ? [...files.sources, ...files.mounted].filter(({ path }) => lacksOwnNames(path, found.get(path) ?? {}))
    : [];
  if (nameless.length > 0) {
    const { searchOwnNames } = await import("./search-files.js");
    await searchOwnNames(state, nameless);
    collectFacts(cached, nameless, found);
  }
  return found;
}

interface Search {
  readonly schema: SchemaFacts;
  readonly unknown: readonly TreeEntry[];
  readonly found: Map<string, FileFacts>;
}

/** Looks at unknown files; at all of them when there are words that none was searched for. */
async function searchUnknown(state: ScanState, { schema, unknown, found }: Search): Promise<void> {
  const { cached, files, manifest } = state;
  const [{ addWords, searchFiles }, { getSearchWords }, { getCatalog }] = await Promise.all([
    import("./search-files.js"),
    import("../references/search-words.js"),
    import("./catalog-facts.js"),
  ]);
  const isWider = addWords(state, getSearchWords(manifest.changes, getCatalog(schema)));
  const entries = isWider ? [...files.sources, ...files.mounted, ...files.configs] : unknown;
  if (isWider) found.clear();
  await searchFiles(state, entries);
  collectFacts(cached, entries, found);
}

function hasStars(facts: ReadonlyMap<string, FileFacts>): boolean {
  for (const { record } of facts.values()) if (record !== undefined && record.stars.length > 0) return true;
  return false;
}

/** Adds the facts of those files that have any; gives back those that nobody has looked at. */
function collectFacts(
  cached: CachedScan,
  entries: readonly TreeEntry[],
  found: Map<string, FileFacts>,
): TreeEntry[] {
  const unknown: TreeEntry[] = [];
  for (const entry of entries) {
    const facts = findFacts(cached, entry);
    if (facts === undefined) unknown.push(entry);
    else if (facts !== 0) found.set(entry.path, facts);
  }
  return unknown;
}
