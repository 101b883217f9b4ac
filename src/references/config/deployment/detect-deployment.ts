import type { TextDetector } from "../../detector.js";
import { UnreadableText } from "../../unreadable-text.js";
import { getConfigChanges, getDetections } from "../changes-by-key.js";
import type { ConfigPlace } from "../config-place.js";
import { getLastName } from "../key-path.js";
import type { DataNode } from "./data-tree.js";
import { isDockerfile } from "./deployment-file.js";
import { findDockerfilePlaces } from "./find-dockerfile-places.js";
import { findDataPlaces } from "./find-data-places.js";
import { findLinePlaces, isTemplate } from "./find-line-places.js";
import { findSettingsPlaces } from "./find-settings-places.js";
import { readJson } from "./read-json.js";
import { readJson5 } from "./read-json5.js";
import { readYaml } from "./read-yaml.js";
import { getSettingsFile } from "./settings-file.js";

/**
 * Finds environment variables in what deploys and builds: Docker Compose, Kubernetes, Helm, workflows of GitHub, GitLab and CircleCI, Serverless,
 * Dockerfiles, `turbo.json`, `vercel.json` and others of their form. What sets a variable for a container or a job is a write, what is interpolated a read.
 *
 * In a folder `config`, what sets a key of node-config's settings is a write.
 *
 * Throws UnreadableText for a file that mentions a key and is neither YAML nor a template of it.
 */
export const detectDeployment: TextDetector = ({ path, text }, { changes }) => {
  const byKey = getConfigChanges(changes);
  const settings = getSettingsFile(path);
  const keys = [...byKey.keys()].filter((key) => text.includes(settings ? getLastName(key) : key));
  if (keys.length === 0) return [];
  const isDocker = isDockerfile(path);
  const documents = isDocker ? undefined : readDocuments(path, text);
  const find = (key: string): readonly Omit<ConfigPlace, "key">[] => {
    if (isDocker) return findDockerfilePlaces(text, key);
    if (documents === undefined) return findLinePlaces(text, key);
    if (settings) return findSettingsPlaces({ text, documents, file: settings }, key);
    return findDataPlaces({ path, text, documents }, key);
  };
  const places = keys.flatMap((key): ConfigPlace[] => find(key).map((place) => ({ ...place, key })));
  return getDetections(places, byKey);
};

/** Undefined for a template. */
function readDocuments(path: string, text: string): readonly DataNode[] | undefined {
  try {
    if (path.endsWith(".json5")) return readJson5(text);
    return /\.jsonc?$/.test(path) ? readJson(text) : readYaml(text);
  } catch (error) {
    if (error instanceof UnreadableText && isTemplate(text)) return undefined;
    throw error;
  }
}
