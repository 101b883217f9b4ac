import type { Catalog } from "../catalog/catalog.js";
import type { Manifest } from "../manifest/manifest.js";
import type { Tree, TreeEntry } from "../trees/tree.js";
import type { TypesFolder } from "../trees/types-folder.js";
import type { FileFacts } from "./facts.js";
import type { CachedScan, ScanCache } from "./scan-cache.js";
import type { ScanFiles } from "./scan-files.js";
import { getHash, getOutcomeKey, getSchemaKey } from "./scan-keys.js";

/** One scan under way. What it learns goes into `cached`, the content of `cache`. */
export interface ScanState {
  readonly tree: Tree;
  readonly manifest: Manifest;
  readonly files: ScanFiles;
  readonly cached: CachedScan;
  readonly cache: ScanCache;
  /** Texts of candidates that were read anyway. */
  readonly texts: TextStore;
  /** Packages that no repo publishes, for their types. */
  readonly typesFrom?: TypesFolder;
  onRead(done: number, total: number): void;
}

/** Two bytes each at most. */
const MAX_KEPT_CHARACTERS = 16 * 1024 * 1024;

/** Keeps texts for a second look as long as they are few. */
export class TextStore {
  readonly #texts = new Map<string, string>();
  #room = MAX_KEPT_CHARACTERS;

  keep(entry: TreeEntry, text: string): void {
    if (text.length > this.#room) return;
    this.#room -= text.length;
    this.#texts.set(getOutcomeKey(entry), text);
  }

  /** Reads those that were not kept. */
  async *read(tree: Tree, entries: readonly TreeEntry[]): AsyncGenerator<readonly [TreeEntry, string]> {
    const others: TreeEntry[] = [];
    for (const entry of entries) {
      const text = this.#texts.get(getOutcomeKey(entry));
      if (text === undefined) others.push(entry);
      else yield [entry, text];
    }
    for await (const [entry, text] of tree.read(others)) if (text !== undefined) yield [entry, text];
  }
}

/** What decides a project: equal keys, equal projects. The words that files hold count only where the module graph looks at them. */
export function getProjectKey(
  { cached, files, typesFrom }: ScanState,
  facts: ReadonlyMap<string, FileFacts>,
): string {
  const records = [...facts].filter(
    ([, { record, shapes, mapping, packageJson, tsconfig, spoken, endpoints }]) =>
      record ?? shapes ?? mapping ?? packageJson ?? tsconfig ?? spoken ?? endpoints,
  );
  return getHash([
    getSchemaKey(files.schema),
    getHash(cached.words),
    getHash(files.scripts),
    JSON.stringify(records),
    typesFrom?.state ?? "",
  ]);
}

/** What of the catalog decides what a file holds. Where in other files models stand does not: each file's own blob decides its own places. */
export function getCatalogKey(catalog: Catalog): string {
  return getHash([
    JSON.stringify(catalog, (key, value: unknown) => {
      if (key === "start" || key === "end") return undefined;
      return value instanceof Map ? [...value] : value;
    }),
  ]);
}
