import picomatch from "picomatch";
import type { Manifest } from "../manifest/manifest.js";
import { isEnvFile } from "./file-kind.js";

/**
 * Whether a path (POSIX, relative to the repo) is among the manifest's sources. Environment files always are when a change is about configuration,
 * unless they are excluded; files of packages never are.
 */
export function createSourceFilter({ source, changes }: Manifest): (path: string) => boolean {
  const options = { dot: true };
  const isIncluded = picomatch([...source.include], options);
  const isExcluded = source.exclude.length > 0 ? picomatch([...source.exclude], options) : () => false;
  const hasConfig = changes.some(({ kind }) => kind === "config");
  return (path) =>
    (isIncluded(path) || (hasConfig && isEnvFile(path))) &&
    !isExcluded(path) &&
    !/(?:^|\/)node_modules\//.test(path);
}
