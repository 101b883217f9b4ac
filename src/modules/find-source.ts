import { posix } from "node:path";
import { findFile } from "./find-file.js";

/** Where a compiler puts what it makes. Folders are relative to the repo. */
export interface Build {
  readonly outDir: string;
  /** What becomes `outDir`; undefined: nobody says, so it is looked for. */
  readonly rootDir?: string;
}

/** What a package's own folder tells of its files. */
export interface PackageFolder {
  readonly folder: string;
  readonly builds: readonly Build[];
}

/** Names of folders that hold what a build makes, so that git does not have them. */
const BUILD_FOLDERS = new Set(["dist", "lib", "build", "out", "esm", "cjs", "es", "types", "output", "umd"]);
const ROOTS = ["src", ".", "source", "lib"];
const DECLARATION = /\.d\.[mc]?ts$/;

/** The source of a path inside a package that may only exist after a build: `dist/tax.d.ts` → `src/tax.ts`. */
export function findSource(
  files: ReadonlySet<string>,
  { folder, builds }: PackageFolder,
  path: string,
): string | undefined {
  const full = posix.join(folder, path);
  const exact = findFile(files, full);
  if (exact !== undefined && !DECLARATION.test(exact)) return exact;
  return (
    findBuilt(files, { folder, builds }, full) ?? searchSource(files, folder, posix.normalize(path)) ?? exact
  );
}

/** The source of a path that lies where a package's build goes. */
export function findBuiltSource(
  files: ReadonlySet<string>,
  home: PackageFolder,
  path: string,
): string | undefined {
  const inside = posix.relative(home.folder, path);
  const [first = ""] = inside.split("/");
  if (first === "..") return undefined;
  const found = findBuilt(files, home, path);
  return found ?? (BUILD_FOLDERS.has(first) ? searchSource(files, home.folder, inside) : undefined);
}

/** By what a `tsconfig.json` says. */
function findBuilt(
  files: ReadonlySet<string>,
  { folder, builds }: PackageFolder,
  path: string,
): string | undefined {
  for (const { outDir, rootDir } of builds) {
    if (!path.startsWith(`${outDir}/`)) continue;
    const roots = rootDir === undefined ? getRoots(folder) : [rootDir];
    const found = findIn(files, roots, path.slice(outDir.length + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where sources usually are. */
function searchSource(files: ReadonlySet<string>, folder: string, path: string): string | undefined {
  const parts = path.split("/");
  const kept = parts.findIndex((part) => !BUILD_FOLDERS.has(part));
  const most = kept < 0 ? parts.length : kept;
  // `dist/types/index.js` may come of `src/types/index.ts`, or of `src/index.ts`.
  for (let count = Math.min(1, most); count <= most; count += 1) {
    const found = findIn(files, getRoots(folder), parts.slice(count).join("/"));
    if (found !== undefined) return found;
  }
  return undefined;
}

function getRoots(folder: string): string[] {
  return ROOTS.map((root) => posix.join(folder, root));
}

function findIn(files: ReadonlySet<string>, roots: readonly string[], path: string): string | undefined {
  const names = getSourceNames(path);
  for (const root of roots) {
    for (const name of names) {
      const found = findFile(files, posix.join(root, name));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** A module's name in its source: `tax.d.mts` → `tax.mjs` and with it `tax.mts`, then `tax`; a folder's index may have been a file. */
function getSourceNames(path: string): string[] {
  const match = /(?:\.d)?\.([mc]?)[jt]sx?$/.exec(path);
  const stem = match ? path.slice(0, match.index) : path;
  return [
    ...(match ? [`${stem}.${match[1]}js`] : []),
    stem,
    ...(stem.endsWith("/index") ? [stem.slice(0, -"/index".length)] : []),
  ];
}
