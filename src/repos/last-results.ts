import type { Change, Manifest, Repo } from "../manifest/manifest.js";
import { getCacheFile, readCacheFile, writeCacheFile } from "../scan/cache-file.js";
import type { ScanResult } from "../scan/scan-result.js";
import type { LastResult } from "./repo-outcome.js";

export interface LastResultsOptions {
  /** Folder of all caches; absent: nothing is remembered. */
  readonly cacheFolder?: string;
  /** The folder of the manifest: two of them may know a repo by the same name. */
  readonly root: string;
  readonly manifest: Manifest;
}

/** What was last known of each repo, for the day on which it can't be read. */
export interface LastResults {
  find(repo: Repo): LastResult | undefined;
  keep(repo: Repo, result: Omit<LastResult, "changes">): void;
}

interface KeptResult extends Omit<LastResult, "changes"> {
  /** How the manifest declared each change then. */
  readonly declared: Readonly<Record<string, string>>;
}

export function openLastResults({ cacheFolder, root, manifest }: LastResultsOptions): LastResults {
  if (cacheFolder === undefined) return { find: () => undefined, keep: () => undefined };
  const getFile = ({ name, url, path, ref }: Repo) =>
    getCacheFile(cacheFolder, "counts", [root, JSON.stringify([name, url, path, ref])]);
  const declared = Object.fromEntries(manifest.changes.map((change) => [change.id, declare(change)]));
  return {
    find: (repo) => {
      const kept = readCacheFile(getFile(repo));
      if (!isKeptResult(kept)) return undefined;
      const changes = manifest.changes
        .filter((change) => kept.declared[change.id] === declare(change))
        .map(({ id }) => id);
      return changes.length === 0 ? undefined : selectChanges(kept, changes);
    },
    keep: (repo, result) => {
      const kept: KeptResult = { ...result, declared };
      writeCacheFile(getFile(repo), kept);
    },
  };
}

/** A change whose old shape is another one now is another change. */
function declare({ kind, old }: Change): string {
  return `${kind} ${old.text}`;
}

function selectChanges({ scanned, commit, result }: KeptResult, changes: readonly string[]): LastResult {
  const isKnown = ({ change }: { readonly change: string }) => changes.includes(change);
  const selected: ScanResult = {
    ...result,
    references: result.references.filter(isKnown),
    excluded: result.excluded.filter(isKnown),
  };
  return { scanned, ...(commit !== undefined && { commit }), changes, result: selected };
}

/** Written by `keep` alone, by this version of the code. */
function isKeptResult(value: unknown): value is KeptResult {
  return typeof value === "object" && value !== null && "declared" in value && "result" in value;
}
