import type { MappedTable } from "../../../src/catalog/catalog.js";
import { linkMikroOrm } from "../../../src/catalog/mikro-orm/link-mikro-orm.js";
import {
  mayMapMikroOrm,
  readMikroOrmMapping,
} from "../../../src/catalog/mikro-orm/read-mikro-orm-mapping.js";
import { createGraph, type Files } from "../../references/symbols/symbol-project.js";
import { parseTestScript } from "../../support/parse.js";

/** The entities of a small repo. */
export function linkFiles(files: Files): MappedTable[] {
  const mappings = Object.entries(files).flatMap(([path, text]) => {
    const mapping = mayMapMikroOrm(text) ? readMikroOrmMapping(parseTestScript(path, text)) : undefined;
    return mapping === undefined ? [] : [[path, mapping] as const];
  });
  return linkMikroOrm(new Map(mappings), createGraph(files));
}
