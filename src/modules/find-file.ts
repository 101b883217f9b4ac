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
/** The repo's file that a path without or with extension names, as Node, TypeScript and bundlers find it. */
export function findFile(files: ReadonlySet<string>, path: string): string | undefined {
  if (/^\.\.(?:\/|$)/.test(path)) return undefined;
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
