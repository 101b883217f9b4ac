import { posix } from "node:path";
import { type ConfigFiles, findConfig } from "./find-config.js";
import { findGoverningConfig } from "./tsconfig-paths.js";

export interface MissingConfig {
  /** The `tsconfig.json` that extends it. */
  readonly file: string;
  readonly missing: string;
}

/** What the configurations of some files extend, directly or not, although the repo does not have it. */
export function findMissingConfigs(configs: ConfigFiles, paths: readonly string[]): MissingConfig[] {
  const open = paths.flatMap((path) => findGoverningConfig(configs.tsconfigs, posix.dirname(path)) ?? []);
  const seen = new Set(open);
  const missing: MissingConfig[] = [];
  for (const file of seen) {
    const json = configs.tsconfigs.get(file);
    for (const reference of json?.references ?? []) {
      const target = findConfig(configs, file, reference);
      if (target !== undefined) seen.add(target);
    }
    for (const specifier of json?.extends ?? []) {
      const parent = findConfig(configs, file, specifier);
      if (parent === undefined) missing.push({ file, missing: specifier });
      else seen.add(parent);
    }
  }
  return missing;
}
