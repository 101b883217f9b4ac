import type { Manifest } from "../manifest/manifest.js";
import type { TextFile } from "../references/detector.js";
import type { Tree } from "../trees/tree.js";
import { createScanResult } from "./create-scan-result.js";
import { findOutcomes, loadDetectors } from "./find-outcomes.js";
import type { ScanCache } from "./scan-cache.js";
import type { ScanOptions } from "./scan-tree.js";
import { listScanFiles } from "./scan-files.js";
import { getSchemaKey } from "./scan-keys.js";
import type { ScanResult } from "./scan-result.js";
import { type ScanState, TextStore } from "./scan-state.js";
import type { SchemaFacts } from "./schema-facts.js";
import { settleProject } from "./settle-project.js";
import { trimCache } from "./trim-cache.js";

type ScanAnewOptions = ScanOptions & { readonly cache: ScanCache };

/** Scans a tree that the cache has no result for, with all that it has of the tree's files. */
export async function scanAnew(
  tree: Tree,
  manifest: Manifest,
  { cache, onProgress, typesFrom }: ScanAnewOptions,
): Promise<ScanResult> {
  const listing = listScanFiles(tree, manifest, cache);
  // A cache without a single outcome will not answer much.
  const isCold = Object.keys(cache.read().outcomes).length === 0;
  // While git is at work, what comes next can load. All of it, before a file is read: facts take the parser by `require`, and Node 20
  // can't require a module whose import is under way.
  await Promise.all([
    listing,
    isCold ? preload(manifest) : undefined,
    import("./search-files.js"),
    import("./project.js"),
    import("./trace-project.js"),
  ]);
  const files = await listing;
  const folder =
    typesFrom === undefined
      ? undefined
      : (await import("../trees/types-folder.js")).openTypesFolder(typesFrom);
  const state: ScanState = {
    ...{ tree, manifest, files, cache, cached: cache.read(), texts: new TextStore() },
    ...(folder && { typesFrom: folder }),
    onRead: (done, total) => onProgress?.({ done, total }),
  };
  const schema = await getSchema(state);
  const settled = await settleProject(state, schema);
  const { outcomes, problems } = await findOutcomes(state, settled);
  trimCache(state);
  cache.write();
  return createScanResult({
    files: files.sources.length,
    outcomes,
    definitions: schema.definitions,
    skipped: files.skipped,
    problems: [...schema.problems, ...problems],
  });
}

/** Whoever needs them finds them loaded, and whatever is wrong with them. */
async function preload(manifest: Manifest): Promise<void> {
  await loadDetectors({ manifest }).catch(() => undefined);
}

/** Tables and models; read anew only when a migration or a schema changed. */
async function getSchema(state: ScanState): Promise<SchemaFacts> {
  const { files, cached, cache, tree } = state;
  if (files.schema.length === 0) return { tables: [], mapped: [], definitions: [], problems: [] };
  const key = getSchemaKey(files.schema);
  const known = cached.schemas[key];
  if (known !== undefined) return known;
  const [{ getSchemaFacts }, { openOperationsCache }] = await Promise.all([
    import("./schema-facts.js"),
    import("./operations-cache.js"),
    loadDetectors(state),
  ]);
  const operations = openOperationsCache(cache.place);
  const texts: TextFile[] = [];
  for await (const [{ path }, text] of tree.read(files.schema))
    if (text !== undefined) texts.push({ path, text });
  const facts = getSchemaFacts(texts, {
    dirs: files.migrationDirs,
    changes: state.manifest.changes,
    read: operations.read,
  });
  operations.write();
  cached.schemas[key] = facts;
  cache.touch();
  return facts;
}
