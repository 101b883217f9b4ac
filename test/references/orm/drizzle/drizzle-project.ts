import type { Catalog } from "../../../../src/catalog/catalog.js";
import {
  type CodeMapping,
  linkCodeMappings,
  readCodeMapping,
} from "../../../../src/catalog/code/code-mapping.js";
import type { Change } from "../../../../src/manifest/manifest.js";
import { createModuleGraph } from "../../../../src/modules/create-module-graph.js";
import type { ModuleRecord } from "../../../../src/modules/module-graph.js";
import { getModuleRecord } from "../../../../src/modules/module-record.js";
import type { Project } from "../../../../src/references/detector.js";
import { createTestProject, parseTestScript } from "../../../support/parse.js";

/** A project of these files, by path: imports between them are followed, and all that they map is known. */
export function createDrizzleProject(
  files: Readonly<Record<string, string>>,
  changes: readonly Change[],
): Project {
  const mappings = new Map<string, CodeMapping>();
  const records = new Map<string, ModuleRecord>();
  for (const [path, text] of Object.entries(files)) {
    const mapping = readCodeMapping(parseTestScript(path, text));
    if (mapping !== undefined) mappings.set(path, mapping);
    const record = getModuleRecord(path, text, true);
    if (record !== undefined) records.set(path, record);
  }
  const modules = createModuleGraph({
    files: new Set([...Object.keys(files), "app.ts"]),
    ...{ records, shapes: new Map(), packages: new Map(), tsconfigs: new Map() },
  });
  const catalog: Catalog = linkCodeMappings(mappings, modules);
  return createTestProject({ changes, catalog, modules });
}
