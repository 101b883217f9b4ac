import type { ScriptDetector } from "../detector.js";
import { getConfigChanges, getDetections } from "./changes-by-key.js";
import { createConfigKeys } from "./config-keys.js";
import { findConfigPlaces } from "./find-config-places.js";
import { getLastName } from "./key-path.js";

/**
 * Finds uses of config keys in code: of the environment under any name that the module gives it, of settings by node-config, nconf, convict and
 * Nest, and of what schemas make of the environment.
 *
 * Out of scope: names that are put together at run time (`process.env[name]`), and configuration that is handed to another function or kept
 * in a property that nothing declares.
 */
export const detectConfig: ScriptDetector = (file, { changes, modules }) => {
  const byKey = getConfigChanges(changes);
  const keys = [...byKey.keys()].filter((key) => file.text.includes(getLastName(key)));
  if (keys.length === 0) return [];
  return getDetections(findConfigPlaces({ ...file, modules }, createConfigKeys(keys)), byKey);
};
