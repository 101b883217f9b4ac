import { posix } from "node:path";

/** What an extension written in a specifier may stand for in source, best first. Declarations come last: the implementation is the home of an export. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".js", ".jsx", ".d.ts"],
  ".jsx": [".tsx", ".jsx", ".d.ts"],
  ".mjs": [".mts", ".mjs", ".d.mts"],
  ".cjs": [".cts", ".cjs", ".d.cts"],
};
const EXTENSIONS = [
  ...[".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"],
  ...[".vue", ".svelte", ".astro", ".d.ts", ".d.mts", ".d.cts"],
];
/** Names of folders that hold what a build makes, so that git does not have them. */
const BUILD_FOLDERS = new Set(["dist", "lib", "build", "out", "esm", "cjs", "es", "types", "output", "umd"]);

/** The repo's file that a path without or with extension names, as Node, TypeScript and bundlers find it. */
export function findFile(files: ReadonlySet<string>, path: string): string | undefined {
  if (path.startsWith("..")) return undefined;
  // `./tax/` is the folder, also where there is a `tax.ts`.
  if (path.endsWith("/")) return findIndex(files, path.slice(0, -1));
  return findModuleFile(files, path) ?? findIndex(files, path);
}

/** The implementation beside a declaration file, so that both meet in one home. */
export function getImplementation(files: ReadonlySet<string>, path: string): string {
  const match = /\.d\.([mc]?)ts$/.exec(path);
  if (!match) return path;
  return findModuleFile(files, `${path.slice(0, match.index)}.${match[1]}js`) ?? path;
}

function findModuleFile(files: ReadonlySet<string>, path: string): string | undefined {
  const extension = posix.extname(path);
  const stem = path.slice(0, path.length - extension.length);
  for (const source of SOURCES[extension] ?? []) {
    if (files.has(stem + source)) return stem + source;
  }
  if (files.has(path)) return getImplementation(files, path);
  for (const added of EXTENSIONS) {
    if (files.has(path + added)) return path + added;
  }
  return undefined;
}

function findIndex(files: ReadonlySet<string>, path: string): string | undefined {
  const base = path === "." || path === "" ? "index" : `${path}/index`;
  for (const extension of EXTENSIONS) {
    if (files.has(base + extension)) return base + extension;
  }
  return undefined;
}

/** The source of a path inside a package that may only exist after a build: `dist/tax.d.ts` → `src/tax.ts`. */
export function findSource(files: ReadonlySet<string>, folder: string, path: string): string | undefined {
  const exact = findFile(files, posix.join(folder, path));
  if (exact && !/\.d\.[mc]?ts$/.test(exact)) return exact;
  const parts = posix.normalize(path).split("/");
  const kept = parts.findIndex((part) => !BUILD_FOLDERS.has(part));
  const rest = parts.slice(kept < 0 ? parts.length : kept).join("/");
  const stem = rest.replace(/(\.d)?\.[mc]?[jt]sx?$/, "");
  for (const root of ["src", "", "source", "lib"]) {
    const found = findFile(files, posix.join(folder, root, stem));
    if (found) return found;
  }
  return exact;
}
