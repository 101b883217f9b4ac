import type { TreeEntry } from "../trees/tree.js";
import type { FileOutcome } from "./detect-file.js";
import type { CachedOutcome } from "./scan-cache.js";
import { getOutcomeKey } from "./scan-keys.js";
import { getCatalogKey, type ScanState } from "./scan-state.js";
import type { SettledProject } from "./settle-project.js";

/** What each candidate holds, by path; known ones as they are known. */
export async function findOutcomes(
  state: ScanState,
  settled: SettledProject,
): Promise<(readonly [string, FileOutcome])[]> {
  const { cached, files } = state;
  const candidates = files.sources.filter(({ path }) =>
    settled.facts.get(path)?.words?.some((word) => settled.words.has(word)),
  );
  const current = (entry: TreeEntry) => {
    const known = cached.outcomes[getOutcomeKey(entry)];
    return known?.project === settled.key ? known : undefined;
  };
  const open = candidates.filter((entry) => current(entry) === undefined);
  if (open.length > 0) await settleOutcomes(state, settled, open);
  return candidates.flatMap((entry) => {
    const outcome = current(entry)?.outcome;
    return outcome === undefined ? [] : [[entry.path, outcome] as const];
  });
}

/** Takes over what was found in another project that gives the same answers, and looks into the other files. */
async function settleOutcomes(
  state: ScanState,
  { key, getProject }: SettledProject,
  entries: readonly TreeEntry[],
): Promise<void> {
  const { cached, tree, texts } = state;
  const catalog = getCatalogKey(state);
  state.cache.touch();
  const [project, { isTraceValid, traceProject }] = await Promise.all([
    getProject(),
    import("./trace-project.js"),
  ]);
  const unread: TreeEntry[] = [];
  for (const entry of entries) {
    const known = cached.outcomes[getOutcomeKey(entry)];
    if (known?.catalog === catalog && isTraceValid(known.trace, project)) {
      cached.outcomes[getOutcomeKey(entry)] = { ...known, project: key };
    } else unread.push(entry);
  }
  if (unread.length === 0) return;
  const { detectFile } = await loadDetectors(state);
  for await (const [entry, text] of texts.read(tree, unread)) {
    const traced = traceProject(project);
    const outcome = detectFile(entry.path, text, traced.project);
    const found: CachedOutcome = { project: key, catalog, trace: traced.getTrace(), outcome };
    cached.outcomes[getOutcomeKey(entry)] = found;
  }
}

/** Parsers and detectors take longer to load than a scan that is answered from the cache. */
export async function loadDetectors({ manifest }: Pick<ScanState, "manifest">) {
  const needsPostgres = manifest.changes.some(({ kind }) => kind === "column" || kind === "table");
  const [detectors] = await Promise.all([
    import("./detect-file.js"),
    needsPostgres
      ? import("../sql/postgres-parser.js").then(({ loadPostgres }) => loadPostgres())
      : undefined,
  ]);
  return detectors;
}
