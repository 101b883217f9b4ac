import { posix } from "node:path";
import { type ConfigFiles, findConfig } from "./find-config.js";
import { FOLDER_OPTIONS, type TsConfigJson } from "./tsconfig-json.js";

/** What a `tsconfig.json` says with all that it extends. Folders are relative to the repo. */
export interface ConfigOptions extends Partial<Record<(typeof FOLDER_OPTIONS)[number], string>> {
  readonly rootDirs?: readonly string[];
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  /** What `paths` are relative to. */
  readonly pathsFolder?: string;
}

/** The options of one tsconfig file, its `extends` followed within the repo. */
export function getConfigOptions(configs: ConfigFiles, file: string): ConfigOptions {
  const options = readOptions(configs, file, { governing: posix.dirname(file), seen: new Set() });
  // With a baseUrl, wherever it is written, it is what all paths are relative to.
  return options.baseUrl === undefined ? options : { ...options, pathsFolder: options.baseUrl };
}

interface Chain {
  /** `${configDir}`: the folder of the file that all the others are extended by. */
  readonly governing: string;
  readonly seen: Set<string>;
}

function readOptions(configs: ConfigFiles, file: string, chain: Chain): ConfigOptions {
  const json = configs.tsconfigs.get(file);
  if (!json || chain.seen.has(file)) return {};
  chain.seen.add(file);
  let options: ConfigOptions = {};
  for (const parent of json.extends) {
    const target = findConfig(configs, file, parent);
    if (target !== undefined) options = { ...options, ...readOptions(configs, target, chain) };
  }
  return { ...options, ...getOwnOptions(json, posix.dirname(file), chain.governing) };
}

function getOwnOptions(json: TsConfigJson, folder: string, governing: string): ConfigOptions {
  const resolve = (path: string) => joinConfigPath(folder, governing, path);
  const options: Record<string, string> = {};
  for (const name of FOLDER_OPTIONS) {
    const value = json[name];
    if (value !== undefined) options[name] = resolve(value);
  }
  return {
    ...options,
    ...(json.rootDirs && { rootDirs: json.rootDirs.map(resolve) }),
    ...(json.paths && { paths: replaceConfigDir(json.paths, folder, governing), pathsFolder: folder }),
  };
}

const CONFIG_DIR = /^\$\{configDir\}(?=\/|$)/;

function joinConfigPath(folder: string, governing: string, path: string): string {
  return CONFIG_DIR.test(path)
    ? posix.join(governing, path.replace(CONFIG_DIR, "."))
    : posix.join(folder, path);
}

/** Targets that start there are written as seen from the file's own folder, like the others. */
function replaceConfigDir(
  paths: NonNullable<TsConfigJson["paths"]>,
  folder: string,
  governing: string,
): NonNullable<TsConfigJson["paths"]> {
  const replace = (target: string) =>
    CONFIG_DIR.test(target) ? `/${posix.join(governing, target.replace(CONFIG_DIR, "."))}` : target;
  return Object.fromEntries(Object.entries(paths).map(([key, targets]) => [key, targets.map(replace)]));
}
