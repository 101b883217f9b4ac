import { getSettingsFile } from "./settings-file.js";

const LOCKS = /(?:^|\/)(?:pnpm-lock|pubspec\.lock|Chart\.lock)\.ya?ml$/;
const JSON_NAMES =
  /(?:^|\/)(?:turbo|nx|project|package|vercel|now|app|wrangler|devcontainer|serverless|\.vscode\/(?:launch|tasks))\.jsonc?$|task-?def[^/]*\.json$/;
const HELM_PARTIAL = /(?:^|\/)templates\/(?:.*\/)?[^/]+\.tpl$/;

/** `Dockerfile`, `Dockerfile.web`, `web.dockerfile`, `Containerfile`. */
export function isDockerfile(path: string): boolean {
  return /(?:^|\/)(?:[^/]+\.dockerfile|(?:Docker|Container)file(?:\.[^/]+)?)$/i.test(path);
}

/** Dockerfiles, YAML, the JSON of build and deployment tools, settings of node-config, and Helm's partial templates. */
export function isDeploymentFile(path: string): boolean {
  if (path.endsWith(".yml") || path.endsWith(".yaml")) return !LOCKS.test(path);
  if (isDockerfile(path)) return true;
  if (path.endsWith(".tpl")) return HELM_PARTIAL.test(path);
  return /\.json[5c]?$/.test(path) && (JSON_NAMES.test(path) || getSettingsFile(path) !== undefined);
}
