import { createHash } from "node:crypto";
import { basename, join, resolve } from "node:path";
import { UserError } from "../errors.js";
import { findManifest, MANIFEST_NAME } from "../manifest/find-manifest.js";
import { openWorkingTree } from "../trees/working-tree.js";
import { getReadManifests, readLintManifest } from "./lint-manifest.js";
import { getLintSettings, type LintSettings, SETTINGS_KEY } from "./lint-settings.js";
import { isPastSunset } from "./reference-message.js";

interface CacheSettings {
  toJSON(this: object): LintSettings & { readonly cacheKey: string };
}

/**
 * Settings of our configs, for ESLint's `--cache`: it takes a result from there when the file and the JSON of the file's config are the same
 * (`hashOfConfigFor` in eslint/lib/cli-engine/lint-result-cache.js), so the JSON names what else we read. It is asked for with `--cache` and
 * `--print-config` alone; other runs pay nothing. An own method survives that ESLint merges settings, and `this` is what it merged.
 */
export const CACHE_SETTINGS: Readonly<Record<typeof SETTINGS_KEY, CacheSettings>> = {
  [SETTINGS_KEY]: {
    toJSON() {
      const settings = getLintSettings({ [SETTINGS_KEY]: this });
      return { ...settings, cacheKey: getCacheKey(settings, new Date()) };
    },
  },
};

/** Equal as long as the manifests are, and no sunset passes. What other files say is not in it: see docs/editor.md. */
function getCacheKey({ manifest, today }: LintSettings, now: Date): string {
  const day = today ?? now.toISOString().slice(0, 10);
  const cwd = process.cwd();
  const paths = manifest === undefined ? findManifests(cwd, now.getTime()) : [resolve(cwd, manifest)];
  const hash = createHash("sha256");
  for (const path of paths) hash.update(JSON.stringify([path, describeManifest(path, day, now.getTime())]));
  return hash.digest("base64url");
}

/** Its text, and the changes that are past their sunset: those make other messages. */
function describeManifest(path: string, day: string, now: number): readonly string[] {
  try {
    const { hash, changes } = readLintManifest(path, now);
    return [hash, ...changes.filter((change) => isPastSunset(change, day)).map(({ id }) => id)];
  } catch (error) {
    if (error instanceof UserError) return [error.message];
    throw error;
  }
}

interface Found {
  readonly cwd: string;
  readonly at: number;
  readonly paths: readonly string[];
}

let found: Found | undefined;

/** One run asks for each of its configs. */
const FRESH_MS = 500;

/** All that a file below the working directory may find upward from it, and what this process has met elsewhere. Sorted. */
function findManifests(cwd: string, now: number): readonly string[] {
  if (found?.cwd !== cwd || now - found.at >= FRESH_MS) found = { cwd, at: now, paths: listBelow(cwd) };
  const above = findManifest(cwd);
  return [
    ...new Set([...(above === undefined ? [] : [above]), ...found.paths, ...getReadManifests()]),
  ].sort();
}

function listBelow(cwd: string): string[] {
  try {
    const { entries } = openWorkingTree(cwd).listSync({
      isKnown: () => true,
      isWanted: (path) => basename(path) === MANIFEST_NAME,
    });
    return entries.map(({ path }) => join(cwd, path));
  } catch (error) {
    // A repo that git won't read: the rules say so themselves.
    if (error instanceof UserError) return [];
    throw error;
  }
}
