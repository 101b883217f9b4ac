import { getSettingsFile } from "./settings-file.js";

const LOCKS = /(?:^|\/)(?:pnpm-lock|pubspec\.lock|Chart\.lock)\.ya?ml$/;
const JSON_NAMES =
  /(?:^|\/)(?:turbo|nx|project|vercel|now|app|wrangler|devcontainer|serverless|\.vscode\/(?:launch|tasks))\.jsonc?$|task-?def[^/]*\.json$/;
const HELM_PARTIAL = /(?:^|\/)templates\/(?:.*\/)?[^/]+\.tpl$/;

/** YAML, the JSON of build and deployment tools, settings of node-config, and Helm's partial templates. */
export function isDeploymentFile(path: string): boolean {
  if (path.endsWith(".yml") || path.endsWith(".yaml")) return !LOCKS.test(path);
  if (path.endsWith(".tpl")) return HELM_PARTIAL.test(path);
  return /\.json[5c]?$/.test(path) && (JSON_NAMES.test(path) || getSettingsFile(path) !== undefined);
}
