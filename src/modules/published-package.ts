import type { PackageJson } from "./package-json.js";

/** Folders whose packages are there to be looked at or tested with. */
const ASIDE =
  /(?:^|\/)(?:node_modules|(?:__)?fixtures?(?:__)?|(?:__)?tests?(?:__)?|e2e|examples?|templates?|playgrounds?|demos?|benchmarks?|samples?)\//;

/** Whether other repos may mean this package when they name it. */
export function isPublished(path: string, { name, private: isPrivate }: PackageJson): boolean {
  return name !== undefined && isPrivate !== true && !isAside(path);
}

/** Whether a package serves nobody but the files around it. */
export function isAside(path: string): boolean {
  return ASIDE.test(path);
}
