import type { Manifest } from "../manifest/manifest.js";
import type { TextFile } from "../references/detector.js";
import type { Tree } from "../trees/tree.js";
import { createScanResult } from "./create-scan-result.js";
import { createLazyDetection } from "./detection/start-detection.js";
import { isPrismaSchema } from "./file-kind.js";
import { findOutcomes } from "./find-outcomes.js";
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
  { cache, onProgress }: ScanAnewOptions,
): Promise<ScanResult> {
  const listing = listScanFiles(tree, manifest, cache);
  const cached = cache.read();
  // While git is at work, what comes next can load.
  await Promise.all([
    listing,
    import("./search-files.js"),
    import("./project.js"),
    import("./trace-project.js"),
  ]);
  const files = await listing;
  // A cache without a single outcome will not answer much.
  const isCold = Object.keys(cached.outcomes).length === 0;
  const detection = createLazyDetection({ manifest, unknownFiles: isCold ? files.sources.length : 0 });
  try {
    if (isCold) void detection.get().catch(() => undefined);
    let schema: Promise<SchemaFacts> | undefined;
    const state: ScanState = {
      ...{ tree, manifest, files, cache, cached, texts: new TextStore() },
      getSchema: () => (schema ??= readSchema(state)),
      getDetection: detection.get,
      onRead: (done, total) => onProgress?.({ done, total }),
    };
    return await scan(state);
  } finally {
    await detection.close();
  }
}

async function scan(state: ScanState): Promise<ScanResult> {
  const { files, cache } = state;
  // The words to search for take models of schemas, but not the tables of migrations: those may be read meanwhile.
  const schema = state.getSchema();
  schema.catch(() => undefined);
  const models = files.schema.some(({ path }) => isPrismaSchema(path)) ? (await schema).mapped : [];
  const settled = await settleProject(state, models);
  const { outcomes, problems } = await findOutcomes(state, settled);
  const { definitions, problems: schemaProblems } = await schema;
  trimCache(state);
  cache.write();
  return createScanResult({
    ...{ outcomes, definitions },
    skipped: files.skipped,
    problems: [...schemaProblems, ...problems],
  });
}

/** Tables and models; read anew only when a migration or a schema changed. */
async function readSchema(state: ScanState): Promise<SchemaFacts> {
  const { files, cached, cache, tree, manifest } = state;
  if (files.schema.length === 0) return { tables: [], mapped: [], definitions: [], problems: [] };
  const key = getSchemaKey(files.schema);
  const known = cached.schemas[key];
  if (known !== undefined) return known;
  const texts: TextFile[] = [];
  for await (const [{ path }, text] of tree.read(files.schema))
    if (text !== undefined) texts.push({ path, text });
  const detection = await state.getDetection();
  const facts = await detection.readSchema(texts, {
    dirs: files.migrationDirs,
    changes: manifest.changes,
  });
  cached.schemas[key] = facts;
  cache.touch();
  return facts;
}
