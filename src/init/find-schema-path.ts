import { PACKAGE_VERSION } from "../package-version.js";
import type { Surroundings } from "../trees/surroundings.js";
import { PACKAGE, type PackageManager } from "./package-manager.js";

/** What `$schema` says: a path where the package lies or will lie in a folder, a URL where no path leads to it (Yarn's Plug'n'Play, no packages at all). */
export function findSchemaPath(around: Surroundings, { isPnp }: PackageManager): string {
  if (isPnp) return `https://unpkg.com/${PACKAGE}@${PACKAGE_VERSION}/schema.json`;
  const schema = `node_modules/${PACKAGE}/schema.json`;
  const installed = around.levels.find((level) => around.has(level + schema));
  // Not installed yet: it will be where this folder's own packages go.
  return toRelative((installed ?? "") + schema);
}

function toRelative(path: string): string {
  return path.startsWith("../") ? path : `./${path}`;
}
