import { posix } from "node:path";
import { EXPORT_EQUALS } from "./commonjs-record.js";
import { findFile, getImplementation } from "./find-file.js";
import type { ExportOrigin, ExportShapes, ModuleGraph, ModuleRecord } from "./module-graph.js";
import { createSpecifierResolver, type ModuleFiles } from "./resolve-specifier.js";

export interface ModuleGraphInput extends ModuleFiles {
  /** By path, of the files that pass something on. A file without a record may export any name. */
  readonly records: ReadonlyMap<string, ModuleRecord>;
  /** By path, of the files that show any. */
  readonly shapes: ReadonlyMap<string, ExportShapes>;
}

/** What finding candidates needs beside the graph that detectors ask. */
export interface RepoModuleGraph extends ModuleGraph {
  /** The repo's file that a specifier in a file names; undefined for what is outside. */
  findFile(importer: string, specifier: string): string | undefined;
}

/**
 * - found: declared there, or in a package outside under that name
 * - open: may be exported there; nothing that was read says so
 * - none: surely not exported
 */
interface Lookup {
  readonly certainty: "found" | "open" | "none";
  readonly origins: readonly ExportOrigin[];
}
const NONE: Lookup = { certainty: "none", origins: [] };

/** Follows names through re-exports to their declarations. Answers are kept: the input doesn't change. */
export function createModuleGraph(input: ModuleGraphInput): RepoModuleGraph {
  const resolve = createSpecifierResolver(input);
  const known = new Map<string, readonly ExportOrigin[]>();

  function getFileOrigins(file: string, name: string): readonly ExportOrigin[] {
    const key = `${file}\0${name}`;
    const origins = known.get(key) ?? lookUp(file, name, new Set()).origins;
    const result = origins.length > 0 ? origins : [{ module: `./${file}`, name }];
    known.set(key, result);
    return result;
  }

  function lookUp(file: string, name: string, seen: ReadonlySet<string>): Lookup {
    const self = { module: `./${file}`, name };
    const key = `${file}\0${name}`;
    if (seen.has(key)) return NONE;
    const record = input.records.get(file);
    if (name === "*" || !record) return { certainty: name === "*" ? "found" : "open", origins: [self] };
    const path = new Set([...seen, key]);
    const direct = record.reexports.filter((reexport) => reexport.name === name);
    if (direct.length > 0) {
      const targets = direct.map(({ from, imported }) => lookUpFrom(file, from, imported, path));
      // The name of its own is kept: an alias may be what goes away, while the declaration stays.
      const isAlias = direct.some(({ imported }) => imported !== name && imported !== "*");
      return { certainty: "found", origins: unite([...targets, isAlias ? { origins: [self] } : NONE]) };
    }
    if (record.own.includes(name)) {
      return name === EXPORT_EQUALS ? lookUp(file, "default", path) : { certainty: "found", origins: [self] };
    }
    return name === "default" || name === EXPORT_EQUALS ? NONE : lookUpStars(file, name, path);
  }

  /** ES rules: a name that two stars bring from two places is not exported; one that is surely there wins over one that may be. */
  function lookUpStars(file: string, name: string, seen: ReadonlySet<string>): Lookup {
    const record = input.records.get(file);
    const results = (record?.stars ?? []).map((from) => lookUpFrom(file, from, name, seen));
    const found = unite(results.filter(({ certainty }) => certainty === "found"));
    const isOne = results.some(
      ({ certainty, origins }) => certainty === "found" && origins.length === found.length,
    );
    if (found.length > 0) return isOne ? { certainty: "found", origins: found } : NONE;
    const open = unite(results.filter(({ certainty }) => certainty === "open"));
    if (open.length > 0) return { certainty: "open", origins: open };
    // A CommonJS module may have more than its text shows.
    const isOpen = record?.own.includes(EXPORT_EQUALS) ?? false;
    return isOpen ? { certainty: "open", origins: [{ module: `./${file}`, name }] } : NONE;
  }

  function lookUpFrom(importer: string, specifier: string, name: string, seen: ReadonlySet<string>): Lookup {
    const file = resolve(importer, specifier);
    if (file !== undefined) return lookUp(file, name, seen);
    return { certainty: "open", origins: [{ module: specifier, name }] };
  }

  function findTargetFile(module: string): string | undefined {
    if (!module.startsWith("./")) return resolve("package.json", module);
    const path = posix.normalize(module);
    return input.files.has(path) ? getImplementation(input.files, path) : findFile(input.files, path);
  }

  return {
    findFile: resolve,
    leadsToFile: (importer, specifier) => resolve(importer, specifier) !== undefined,
    getOrigins: (importer, specifier, name) => {
      const file = resolve(importer, specifier);
      return file === undefined ? [{ module: specifier, name }] : getFileOrigins(file, name);
    },
    getTargetOrigins: (module, name) => {
      const file = findTargetFile(module);
      if (file === undefined) return [{ module, name }];
      const origins = getFileOrigins(file, name);
      return isSecondName(file, name, origins) ? [{ module: `./${file}`, name }] : origins;
    },
    getShape: ({ module, name }) =>
      module.startsWith("./") ? input.shapes.get(module.slice(2))?.[name] : undefined,
  };

  /** Whether a module gives out the same declaration under its own name as well: then the other name alone is meant (`export { price, price as oldPrice } from`). */
  function isSecondName(file: string, name: string, origins: readonly ExportOrigin[]): boolean {
    const [home] = origins;
    const record = input.records.get(file);
    if (!home || !record || home.name === name || home.name === "*") return false;
    return (
      record.reexports.some(
        (other) =>
          other.name !== name &&
          getFileOrigins(file, other.name).some(
            ({ module, name }) => module === home.module && name === home.name,
          ),
      ) || isSame(getFileOrigins(file, home.name)[0], home)
    );
  }
}

function isSame(a: ExportOrigin | undefined, b: ExportOrigin): boolean {
  return a?.module === b.module && a.name === b.name;
}

function unite(lookups: readonly Pick<Lookup, "origins">[]): readonly ExportOrigin[] {
  const byKey = new Map(
    lookups.flatMap(({ origins }) => origins.map((origin) => [`${origin.module}\0${origin.name}`, origin])),
  );
  return [...byKey.values()];
}
