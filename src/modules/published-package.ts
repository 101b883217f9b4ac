import type { PackageJson } from "./package-json.js";

/** Folders whose packages are there to be looked at or tested with. */
const ASIDE =
  /(?:^|\/)(?:node_modules|(?:__)?fixtures?(?:__)?|(?:__)?tests?(?:__)?|e2e|examples?|templates?|playgrounds?|demos?|benchmarks?|samples?)\//;

/** Whether other repos may mean the package of this `package.json` when they name it. */
export function isPublished(path: string, { name, private: isPrivate }: PackageJson): boolean {
  return name !== undefined && isPrivate !== true && getAsideFolder(path) === undefined;
}

/** The folder around a package that serves nobody else. */
export function getAsideFolder(path: string): string | undefined {
  const match = ASIDE.exec(path);
  return match ? path.slice(0, match.index + match[0].length) : undefined;
}
