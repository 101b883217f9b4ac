import picomatch from "picomatch";
import type { Manifest } from "../manifest/manifest.js";
import type { PathFilter } from "../trees/tree.js";
import { isEnvFile, isModuleConfig, isScript, mayBeMigration } from "./file-kind.js";

/**
 * Whether a path (POSIX, relative to the repo) is among the manifest's sources. Environment files always are when a change is about configuration,
 * unless they are excluded; files of packages never are.
 */
export function createSourceFilter({ source, changes }: Manifest): PathFilter {
  const options = { dot: true };
  const isIncluded = picomatch([...source.include], options);
  const isExcluded = source.exclude.length > 0 ? picomatch([...source.exclude], options) : () => false;
  const hasConfig = changes.some(({ kind }) => kind === "config");
  return (path) =>
    (isIncluded(path) || (hasConfig && isEnvFile(path))) &&
    !isExcluded(path) &&
    !/(?:^|\/)node_modules\//.test(path);
}

/** Whether a path matters to a scan at all: as a source, for what it says of modules, or as a migration. */
export function createWantedFilter(manifest: Manifest, isSource = createSourceFilter(manifest)): PathFilter {
  const dirs = manifest.migrations.map(({ dir }) => (dir === "" ? "" : `${dir}/`));
  return (path) =>
    isScript(path) ||
    isModuleConfig(path) ||
    mayBeMigration(path) ||
    isSource(path) ||
    dirs.some((dir) => path.startsWith(dir));
}
