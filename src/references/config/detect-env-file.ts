import type { TextDetector } from "../detector.js";
import { getConfigChanges, getDetections } from "./changes-by-key.js";
import type { ConfigPlace } from "./config-place.js";
import { type EnvEntry, parseEnvFile } from "./parse-env-file.js";

/**
 * Finds config keys in `.env` files: `X=…` sets it (write), `${X}` and `$X` in a value use it (read).
 *
 * Out of scope: comments, also commented-out entries; values in single quotes, which most tools take as they stand;
 * a bare `X` without a value, which only Docker knows.
 */
export const detectEnvFile: TextDetector = ({ text }, { changes }) => {
  const byKey = getConfigChanges(changes);
  if (![...byKey.keys()].some((key) => text.includes(key))) return [];
  const places = parseEnvFile(text).flatMap((entry) => [getKeyPlace(entry), ...getValuePlaces(text, entry)]);
  return getDetections(places, byKey);
};

function getKeyPlace({ key, keyStart }: EnvEntry): ConfigPlace {
  return createPlace(key, keyStart, "write");
}

function getValuePlaces(text: string, { valueStart, valueEnd, quote }: EnvEntry): ConfigPlace[] {
  if (quote === "'") return [];
  const value = text.slice(valueStart, valueEnd);
  return [...value.matchAll(/\\?\$(\{?)([A-Za-z_]\w*)/g)].flatMap((match) => {
    const [all, brace = "", key = ""] = match;
    if (all.startsWith("\\")) return [];
    return [createPlace(key, valueStart + match.index + 1 + brace.length, "read")];
  });
}

function createPlace(key: string, start: number, access: "read" | "write"): ConfigPlace {
  return { key, access, start, end: start + key.length, via: "env-file", certainty: "resolved" };
}
