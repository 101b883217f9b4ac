import type { ModuleGraph } from "../../modules/module-graph.js";
import type { MappedTable } from "../catalog.js";
import type { KyselyMapping } from "./kysely-mapping.js";
import { linkDatabases } from "./link-databases.js";

/** The tables of all databases that the files hand to Kysely: types only, so nothing is declared. */
export function linkKysely(
  mappings: ReadonlyMap<string, KyselyMapping>,
  modules: ModuleGraph,
): MappedTable[] {
  const isCamelCase = usesCamelCase(mappings.values());
  return linkDatabases(mappings, { orm: "kysely", modules, isCamelCase });
}

export function usesCamelCase(mappings: Iterable<KyselyMapping>): boolean {
  return [...mappings].some(({ isCamelCase }) => isCamelCase);
}
