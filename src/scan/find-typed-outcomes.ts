import { getMountedRepo, getPathInRepo } from "../manifest/mount-path.js";
import { findMissingConfigs } from "../modules/find-missing-configs.js";
import { createTableTest } from "../references/names-tables.js";
import { getMemberHomes } from "../references/symbols/member-homes.js";
import type { TreeEntry } from "../trees/tree.js";
import { getComponentModule } from "./components/component-module.js";
import { fromProgramPath, toProgramPath } from "./components/program-path.js";
import { isComponent } from "./file-kind.js";
import { getParserFolder, getParserStamp } from "./components/parser-stamp.js";
import type { FileOutcome } from "./detect-file.js";
import { createCountingResolver } from "./counting-resolver.js";
import { loadDetectors } from "./find-outcomes.js";
import { getModules } from "./project.js";
import type { CachedProgram } from "./scan-cache.js";
import { getHash, getOutcomeKey } from "./scan-keys.js";
import type { ScanProblem } from "./scan-result.js";
import type { ScanState } from "./scan-state.js";
import type { SettledProject } from "./settle-project.js";

/**
 * What files hold in which only a type can tell. One program for all of them: what it reads decides the outcomes together, so they are
 * kept together, under all that it read.
 */
export async function findTypedOutcomes(
  state: ScanState,
  settled: SettledProject,
  undecided: readonly TreeEntry[],
): Promise<CachedProgram> {
  const { cached, files, cache } = state;
  const declaring = files.sources.filter(({ path }) => /\.d\.[mc]?ts$/.test(path));
  const roots = [...new Set([...undecided, ...declaring])];
  const parserFolder = getParserFolder(state.manifest);
  const parsers = undecided.flatMap(({ path }) => getParserStamp(path, parserFolder) ?? []);
  const key = getHash([
    settled.key,
    ...roots.map(getOutcomeKey),
    ...new Set(parsers),
    state.typesFrom?.state ?? "",
  ]);
  const known = cached.programs[key];
  if (known !== undefined) {
    const present = new Set(files.entries.map(getOutcomeKey));
    if (known.files.every((file) => present.has(file)) && isOutsideSame(known, state)) return known;
  }
  const found = await createOutcomes(state, settled, { undecided, roots });
  cached.programs[key] = found;
  cache.touch();
  return found;
}

/** Whether the files of packages that a program read are as they were. */
function isOutsideSame({ outside = {} }: CachedProgram, { typesFrom }: ScanState): boolean {
  return Object.entries(outside).every(([path, stamp]) => typesFrom?.getStamp(path) === stamp);
}

interface ProgramFiles {
  readonly undecided: readonly TreeEntry[];
  readonly roots: readonly TreeEntry[];
}

async function createOutcomes(
  state: ScanState,
  settled: SettledProject,
  { undecided, roots }: ProgramFiles,
): Promise<CachedProgram> {
  const { files, texts: store, tree, typesFrom } = state;
  const [project, { readProgramTexts }, { createTsMorphResolver }, { detectFile }] = await Promise.all([
    settled.getProject(),
    import("../types/read-program-texts.js"),
    import("../types/ts-morph-resolver.js"),
    loadDetectors(state),
  ]);
  const findFile = (importer: string, specifier: string) => {
    const found = project.modules.findFile(fromProgramPath(importer), specifier);
    return found === undefined ? undefined : toProgramPath(found);
  };
  const entries = new Map(files.entries.map((entry) => [entry.path, entry]));
  const components = new Map<string, string>();
  const readTexts = async (paths: readonly string[]) => {
    const wanted = paths.flatMap((path) => entries.get(fromProgramPath(path)) ?? []);
    const read = new Map<string, string>();
    for await (const [{ path }, text] of store.read(tree, wanted)) {
      if (isComponent(path)) components.set(path, text);
      read.set(toProgramPath(path), isComponent(path) ? getComponentModule(path, text).text : text);
    }
    return read;
  };
  const rootPaths = [
    ...new Set([...roots.map(({ path }) => path), ...getMemberHomes(project)].map(toProgramPath)),
  ];
  const texts = await readProgramTexts(rootPaths, readTexts, findFile);
  const resolver = createTsMorphResolver({
    ...{ roots: rootPaths, texts, findFile },
    ...(typesFrom && { outside: typesFrom }),
  });
  const counting = createCountingResolver({
    ...resolver,
    getMemberOrigins: (path, node) => resolver.getMemberOrigins(toProgramPath(path), node),
  });
  const typed = {
    ...{ ...project, resolver: counting.resolver },
    parserFolder: getParserFolder(state.manifest),
  };
  const test = createTableTest(project.changes, project.catalog);
  const namesTables = (path: string) =>
    !state.files.migrationScripts.has(path) && test(settled.facts.get(path)?.words ?? []);
  const outcomes: Record<string, FileOutcome> = {};
  for (const { path } of undecided) {
    const text = components.get(path) ?? texts.get(path);
    if (text === undefined) continue;
    const own = { ...typed, namesTables: namesTables(path) };
    outcomes[path] = { ...detectFile(path, text, own), receivers: counting.getCounts(path) };
  }
  const outside: Record<string, string> = {};
  for (const path of resolver.getOutsideRead()) outside[path] = typesFrom?.getStamp(path) ?? "";
  return {
    outside,
    files: [...texts.keys()].flatMap((path) => entries.get(fromProgramPath(path)) ?? []).map(getOutcomeKey),
    outcomes,
    problems: getProblems(state, settled, [...texts.keys()].map(fromProgramPath)),
  };
}

/** A chain of `extends` that ends early may lack the very paths that lead to the types. */
function getProblems({ files }: ScanState, settled: SettledProject, read: readonly string[]): ScanProblem[] {
  const modules = getModules({ scripts: files.scripts, facts: settled.facts }, settled.words);
  return findMissingConfigs(modules, read).map(({ file, missing }) => ({
    file: getPathInRepo(file),
    message: `${getSubject(file)} extends ${JSON.stringify(missing)}, which the repo does not have: types are looked up without what that says of "paths" and "baseUrl".`,
    isFatal: false,
  }));
}

/** Types that lead into another repo may end there. */
function getSubject(file: string): string {
  const repo = getMountedRepo(file);
  if (repo === undefined) return "It";
  return repo === "." ? "In the manifest's own repo, it" : `In the repo ${JSON.stringify(repo)}, it`;
}
