import { getFileWord } from "../references/file-words.js";
import { isOtherLanguage } from "../references/text/languages.js";
import type { TreeEntry } from "../trees/tree.js";
import { createAskedResolver } from "./asked-resolver.js";
import { getParserFolder, getParserStamp } from "./components/parser-stamp.js";
import type { FileOutcome } from "./detect-file.js";
import { hasTables } from "./has-tables.js";
import type { CachedOutcome } from "./scan-cache.js";
import { getOutcomeKey } from "./scan-keys.js";
import type { ScanProblem } from "./scan-result.js";
import { getCatalogKey, type ScanState } from "./scan-state.js";
import type { SettledProject } from "./settle-project.js";

type Outcomes = Map<TreeEntry, Pick<CachedOutcome, "outcome" | "needsTypes">>;

export interface FoundOutcomes {
  /** What each candidate holds, by path. */
  readonly outcomes: readonly (readonly [string, FileOutcome])[];
  readonly problems: readonly ScanProblem[];
}

/** What each candidate holds; known ones as they are known. TypeScript is loaded only for files in which nothing else can tell. */
export async function findOutcomes(state: ScanState, settled: SettledProject): Promise<FoundOutcomes> {
  const { cached, files } = state;
  const candidates = files.sources.filter(
    ({ path }) =>
      settled.facts.get(path)?.words?.some((word) => settled.words.has(word)) === true ||
      settled.words.has(getFileWord(path)),
  );
  const outcomes: Outcomes = new Map();
  for (const entry of candidates) {
    const known = cached.outcomes[getOutcomeKey(entry)];
    if (known?.project === settled.key && isOfParser(known, entry, state)) outcomes.set(entry, known);
  }
  if (outcomes.size < candidates.length) {
    const open = candidates.filter((entry) => !outcomes.has(entry));
    await settleOutcomes(open, { ...settled, state, outcomes });
  }
  const undecided = candidates.filter((entry) => outcomes.get(entry)?.needsTypes);
  const typed = undecided.length > 0 ? await loadTyped(state, settled, undecided) : undefined;
  return {
    outcomes: candidates.map((entry) => {
      const outcome = typed?.outcomes[entry.path] ?? outcomes.get(entry)?.outcome;
      return [entry.path, outcome ?? VANISHED] as const;
    }),
    problems: typed?.problems ?? [],
  };
}

/** A component is read anew once its parser is another one, or is there at last. */
function isOfParser({ outcome }: CachedOutcome, { path }: TreeEntry, { manifest }: ScanState): boolean {
  return outcome.parser === undefined || outcome.parser === getParserStamp(path, getParserFolder(manifest));
}

async function loadTyped(state: ScanState, settled: SettledProject, undecided: readonly TreeEntry[]) {
  const { findTypedOutcomes } = await import("./find-typed-outcomes.js");
  return findTypedOutcomes(state, settled, undecided);
}

const VANISHED: FileOutcome = {
  ...{ references: [], excluded: [], problems: [] },
  failure: { message: "It changed while it was read" },
};

const NOTHING: FileOutcome = { references: [], excluded: [], problems: [] };

/** Holds for this very project alone: another one may search for more names, which its trace would not show. */
const PASSED_OVER = {
  catalog: "",
  trace: { questions: [], digest: "" },
  namesTables: false,
  outcome: NOTHING,
};

interface Settling extends SettledProject {
  readonly state: ScanState;
  readonly outcomes: Outcomes;
}

/** Takes over what was found in another project that gives the same answers, and looks into the other files. */
async function settleOutcomes(entries: readonly TreeEntry[], settling: Settling): Promise<void> {
  const { state, key, outcomes } = settling;
  state.cache.touch();
  const [project, { createTracer }, { createTableTest }] = await Promise.all([
    settling.getProject(),
    import("./trace-project.js"),
    import("../references/names-tables.js"),
  ]);
  const test = createTableTest(project.changes, project.catalog);
  const namesTables = ({ path }: TreeEntry) =>
    !state.files.migrationScripts.has(path) && test(settling.facts.get(path)?.words ?? []);
  const catalog = getCatalogKey(project.catalog);
  const tracer = createTracer(project);
  const unread: TreeEntry[] = [];
  for (const entry of entries) {
    const known = state.cached.outcomes[getOutcomeKey(entry)];
    const isAlike = known?.catalog === catalog && known.namesTables === namesTables(entry);
    if (isAlike && isOfParser(known, entry, state) && tracer.isValid(known.trace)) {
      outcomes.set(entry, known);
      state.cached.outcomes[getOutcomeKey(entry)] = { ...known, project: key };
    } else unread.push(entry);
  }
  if (unread.length === 0) return;
  const { detectFile } = await loadDetectors(state);
  const { createTextTest } = await import("../references/may-hold-reference.js");
  const { changes, catalog: models } = project;
  const parserFolder = getParserFolder(state.manifest);
  const mayHoldReference = createTextTest({ changes, catalog: models, words: settling.words });
  for await (const [entry, text] of state.texts.read(state.tree, unread)) {
    const isRead = isOtherLanguage(entry.path) || settling.words.has(getFileWord(entry.path));
    if (!isRead && !mayHoldReference(text)) {
      outcomes.set(entry, { outcome: NOTHING });
      state.cached.outcomes[getOutcomeKey(entry)] = { ...PASSED_OVER, project: key };
      continue;
    }
    const traced = tracer.trace();
    const { resolver, wasAsked } = createAskedResolver();
    const own = { ...traced.project, resolver, parserFolder, namesTables: namesTables(entry) };
    const outcome = detectFile(entry.path, text, own);
    const found: CachedOutcome = {
      ...{ project: key, catalog, trace: traced.getTrace(), namesTables: own.namesTables, outcome },
      ...(wasAsked() && { needsTypes: true }),
    };
    outcomes.set(entry, found);
    state.cached.outcomes[getOutcomeKey(entry)] = found;
  }
}

/** Loads what detection needs; parsers and detectors take longer to load than a scan that is answered from the cache. */
export async function loadDetectors({ manifest }: Pick<ScanState, "manifest">) {
  const [{ detectFile }] = await Promise.all([
    import("./detect-file.js"),
    hasTables(manifest)
      ? import("../sql/postgres-parser.js").then(({ loadPostgres }) => loadPostgres())
      : undefined,
  ]);
  return { detectFile };
}
