/** Which files of a `config` folder node-config loads, by its own rule for names: https://github.com/node-config/node-config/wiki/Configuration-Files */
const SETTINGS =
  /(?:^|\/)config\/(?:default|local|development|production|staging|test|testing|qa|ci|e2e)(?:-[\w-]+)?\.(?:json5?|jsonc|ya?ml)$/;
const MAPPING = /(?:^|\/)config\/custom-environment-variables\.(?:json5?|jsonc|ya?ml)$/;
const ANY = /(?:^|\/)config\/(?:[^/]+\/)*[^/]+\.(?:json5?|jsonc|ya?ml)$/;

export type SettingsFile = "settings" | "mapping" | "assumed";

/** Files named for a host or an environment of one's own are assumed to be settings. */
export function getSettingsFile(path: string): SettingsFile | undefined {
  if (!path.includes("config/")) return undefined;
  if (MAPPING.test(path)) return "mapping";
  if (SETTINGS.test(path)) return "settings";
  return ANY.test(path) ? "assumed" : undefined;
}

const SCRIPT =
  /(?:^|\/)config\/(?:default|local|development|production|staging|test|testing|qa|ci|e2e)(?:-[\w-]+)?\.[cm]?[jt]s$/;

/** The same files of node-config, written as scripts. */
export function isSettingsScript(path: string): boolean {
  return path.includes("config/") && SCRIPT.test(path);
}
