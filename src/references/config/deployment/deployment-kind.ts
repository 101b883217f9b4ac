import { type DataNode, findValue } from "./data-tree.js";

/** What reads a file, as far as it decides how names in it are meant. */
export type DeploymentKind =
  | "compose"
  | "kubernetes"
  | "workflow"
  | "gitlab"
  | "circle"
  | "serverless"
  | "task-runner"
  | "package"
  | "platform"
  | "dockerfile"
  /** Anything else that is written in YAML or JSON: what stands there is assumed to be meant. */
  | "other";

const BY_PATH: readonly (readonly [RegExp, DeploymentKind])[] = [
  [/(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/, "compose"],
  [/(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/, "workflow"],
  [/(?:^|\/)[^/]*\.?gitlab-ci[^/]*\.ya?ml$|(?:^|\/)\.gitlab\/.+\.ya?ml$/, "gitlab"],
  [/(?:^|\/)\.circleci\/.+\.ya?ml$/, "circle"],
  [/(?:^|\/)serverless[^/]*\.(?:ya?ml|json)$/, "serverless"],
  [/(?:^|\/)(?:turbo|nx|project)\.jsonc?$/, "task-runner"],
  [/(?:^|\/)package\.json$/, "package"],
  [/(?:^|\/)(?:vercel|now|app|wrangler|devcontainer|launch)\.jsonc?$|task-?def[^/]*\.json$/, "platform"],
  [/(?:^|\/)(?:render|cloudbuild|app|bitbucket-pipelines|azure-pipelines|fly)\.ya?ml$/, "platform"],
];

/** By its path, else by what it holds. */
export function getDeploymentKind(path: string, document: DataNode): DeploymentKind {
  const known = BY_PATH.find(([pattern]) => pattern.test(path))?.[1];
  if (known !== undefined) return known;
  const has = (key: string) => findValue(document, key) !== undefined;
  if (has("apiVersion") && has("kind")) return "kubernetes";
  const services = findValue(document, "services");
  if (services?.kind === "map" && services.entries.some(({ value }) => isService(value))) return "compose";
  if (has("service") && has("provider")) return "serverless";
  if (has("AWSTemplateFormatVersion") || has("containerDefinitions")) return "platform";
  return "other";
}

function isService(node: DataNode): boolean {
  return findValue(node, "image") !== undefined || findValue(node, "build") !== undefined;
}
