import { getKeyPath } from "./key-path.js";

/** The keys that are looked for. */
export interface ConfigKeys {
  /** Whether a key ends with this name: most names of a module don't. */
  hasName(name: string | undefined): name is string;
  /** The key that stands at the end of this way. */
  find(path: readonly string[]): string | undefined;
}

export function createConfigKeys(keys: Iterable<string>): ConfigKeys {
  const byPath = new Map<string, string>();
  const names = new Set<string>();
  for (const key of keys) {
    const path = getKeyPath(key);
    byPath.set(path.join("."), key);
    names.add(path.at(-1) ?? key);
  }
  return {
    hasName: (name): name is string => name !== undefined && names.has(name),
    find: (path) => byPath.get(path.join(".")),
  };
}
