import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { ts } from "ts-morph";

/** A folder of installed packages, by paths relative to it. */
export interface OutsideFiles {
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  readText(path: string): string | undefined;
  getRealPath(path: string): string;
}

/** The types of packages that no repo publishes, as TypeScript finds them in a folder; read when something leads to them. */
export interface OutsideTypes {
  /** The declarations that a specifier in a file leads to. Names are the program's. */
  resolve(importer: string, specifier: string): ts.ResolvedModuleFull | undefined;
  /** The package that a file is of; none for a file of the repo. */
  getPackage(name: string): readonly string[];
  /** Paths of all that was read, in the folder. */
  getRead(): readonly string[];
}

/** Where the program believes the folder to be. */
const FOLDER = "/node_modules/";
const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};
/** It declares all that Node brings. */
const NODE_TYPES = "node";

/** `write` puts a file where the program looks for it. */
export function createOutsideTypes(
  files: OutsideFiles,
  write: (name: string, text: string) => void,
): OutsideTypes {
  const host = createHost(files);
  const cache = ts.createModuleResolutionCache("/", (name) => name, OPTIONS);
  const read = new Set<string>();

  function add(name: string): void {
    if (read.has(name)) return;
    const text = host.readFile(name);
    if (text === undefined) return;
    read.add(name);
    write(name, text);
    for (const { fileName } of ts.preProcessFile(text, false).referencedFiles)
      add(posix.join(posix.dirname(name), fileName));
  }

  return {
    resolve: (importer, specifier) => {
      const wanted = isBuiltin(specifier) ? NODE_TYPES : specifier;
      const { resolvedModule } = ts.resolveModuleName(wanted, importer, OPTIONS, host, cache);
      if (resolvedModule === undefined || !/\.[mc]?ts$/.test(resolvedModule.resolvedFileName))
        return undefined;
      add(resolvedModule.resolvedFileName);
      return resolvedModule;
    },
    getPackage: (name) => (getPath(name) === undefined ? [] : [getPackageName(name)]),
    getRead: () => [...read].flatMap((name) => getPath(name) ?? []),
  };
}

function createHost(files: OutsideFiles): ts.ModuleResolutionHost {
  return {
    fileExists: (name) => ask(name, (path) => files.isFile(path)) ?? false,
    directoryExists: (name) =>
      name === FOLDER.slice(0, -1) || (ask(name, (path) => files.isFolder(path)) ?? false),
    readFile: (name) => ask(name, (path) => files.readText(path)),
    realpath: (name) => ask(name, (path) => FOLDER + files.getRealPath(path)) ?? name,
  };
}

function ask<T>(name: string, question: (path: string) => T): T | undefined {
  const path = getPath(name);
  return path === undefined ? undefined : question(path);
}

/** The path in the folder; other repos are mounted beside it. */
function getPath(name: string): string | undefined {
  return name.startsWith(FOLDER) && !name.startsWith(`${FOLDER}.repos/`)
    ? name.slice(FOLDER.length)
    : undefined;
}

/** `@types/express` is `express`, `@types/acme__ui` is `@acme/ui`. */
function getPackageName(name: string): string {
  const [first = "", second = ""] = name.slice(name.lastIndexOf(FOLDER) + FOLDER.length).split("/");
  if (first === "@types") return second.includes("__") ? `@${second.replace("__", "/")}` : second;
  return first.startsWith("@") ? `${first}/${second}` : first;
}
