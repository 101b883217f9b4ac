import type { ScriptDetector } from "../detector.js";
import { getConfigChanges, getDetections } from "./changes-by-key.js";
import type { ConfigSource } from "./config-place.js";
import { findEnvPlaces } from "./find-env-places.js";

/** Every way in which code reaches configuration is one of these. */
const SOURCES: readonly ConfigSource[] = [findEnvPlaces];

/**
 * Finds uses of config keys in code.
 *
 * Seen: the environment of Node, Bun, Deno and Vite under any name that this module gives it (imports, aliases, patterns, parameters typed
 * as `NodeJS.ProcessEnv`), read, written, asked with `in` and `Object.hasOwn`, and stubbed by `vi.stubEnv`.
 * Inferred: a parameter that is `process.env` by default; a variable that is set more than once; a copy `{ ...process.env, X: "1" }`.
 * Out of scope: names that are put together at run time (`process.env[name]`), an environment that is handed to another function
 * or kept in a property, and names in a bundler's settings (`define`).
 */
export const detectConfig: ScriptDetector = (file, { changes }) => {
  const byKey = getConfigChanges(changes);
  const keys = new Set([...byKey.keys()].filter((key) => file.text.includes(key)));
  if (keys.size === 0) return [];
  return SOURCES.flatMap((findPlaces) => getDetections(findPlaces(file, keys), byKey));
};
