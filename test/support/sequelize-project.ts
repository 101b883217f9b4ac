import { readSequelizeMapping } from "../../src/catalog/sequelize/read-sequelize-mapping.js";
import { linkSequelize } from "../../src/catalog/sequelize/link-sequelize.js";
import type { Catalog } from "../../src/catalog/catalog.js";
import type { Change } from "../../src/manifest/manifest.js";
import { createModuleGraph, type RepoModuleGraph } from "../../src/modules/create-module-graph.js";
import { getModuleRecord } from "../../src/modules/module-record.js";
import type { Project } from "../../src/references/detector.js";
import { createTestProject, parseTestScript } from "./parse.js";

/** A project over some modules with Sequelize's models, by path. */
export function createSequelizeProject(
  files: Readonly<Record<string, string>>,
  changes: readonly Change[],
): Project {
  const modules = getModules(files);
  return createTestProject({ changes, modules, catalog: readCatalog(files, modules) });
}

export function readCatalog(files: Readonly<Record<string, string>>, modules = getModules(files)): Catalog {
  const mappings = new Map(
    Object.entries(files).flatMap(([path, text]) => {
      const mapping = readSequelizeMapping(parseTestScript(path, text));
      return mapping === undefined ? [] : [[path, mapping] as const];
    }),
  );
  return { tables: linkSequelize(mappings, modules) };
}

function getModules(files: Readonly<Record<string, string>>): RepoModuleGraph {
  const records = new Map(
    Object.entries(files).flatMap(([path, text]) => {
      const record = getModuleRecord(path, text, true);
      return record === undefined ? [] : [[path, record] as const];
    }),
  );
  return createModuleGraph({
    files: new Set([...Object.keys(files), "src/a.ts"]),
    records,
    shapes: new Map(),
    packages: new Map(),
    tsconfigs: new Map(),
  });
}
