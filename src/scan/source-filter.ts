import picomatch from "picomatch";
import type { Manifest } from "../manifest/manifest.js";
import { isDeploymentFile } from "../references/config/deployment/deployment-file.js";
import type { PathFilter } from "../trees/tree.js";
import { isOtherLanguage } from "../references/text/languages.js";
import { hasConfig } from "./has-config.js";
import { isEnvFile, isModule, isModuleConfig, mayBeMigration } from "./file-kind.js";

/**
 * Whether a path (POSIX, relative to the repo) is among the manifest's sources. Environment and deployment files always are when a change is about configuration,
 * unless they are excluded; so are files in other languages, which are searched as text; files of packages never are.
 */
export function createSourceFilter({ source, changes }: Manifest): PathFilter {
  const included = createPattern(source.include);
  const excluded = createPattern([...source.exclude, "**/node_modules/**"]);
  const wantsConfig = hasConfig({ changes });
  const isConfig = (path: string) => wantsConfig && (isEnvFile(path) || isDeploymentFile(path));
  // What another language can name; it can't import a module of ours.
  const hasOther = changes.some(({ kind }) => kind !== "symbol");
  const isSearched = (path: string) => isConfig(path) || (hasOther && isOtherLanguage(path));
  const isIncluded = (path: string) => included.test(path) || included.test(getVuePath(path));
  return (path) => (isIncluded(path) || isSearched(path)) && !excluded.test(path);
}

/** Whoever asks for Vue's components has Astro's, too, which the default globs do not name. */
function getVuePath(path: string): string {
  return path.endsWith(".astro") ? path.replace(/astro$/, "vue") : path;
}

/** One expression for all globs: thousands of paths are held to it. */
function createPattern(globs: readonly string[]): RegExp {
  const sources = globs.map((glob) => picomatch.makeRe(glob, { dot: true }).source);
  return new RegExp(sources.length === 0 ? "$^" : sources.join("|"));
}

/** Whether a path matters to a scan at all: as a source, for what it says of modules, or as a migration. */
export function createWantedFilter(manifest: Manifest, isSource = createSourceFilter(manifest)): PathFilter {
  const dirs = manifest.migrations.map(({ dir }) => (dir === "" ? "" : `${dir}/`));
  return (path) =>
    isModule(path) ||
    isModuleConfig(path) ||
    mayBeMigration(path) ||
    isSource(path) ||
    dirs.some((dir) => path.startsWith(dir));
}
