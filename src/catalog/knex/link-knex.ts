import type { ModuleGraph } from "../../modules/module-graph.js";
import type { MappedTable } from "../catalog.js";
import { linkDatabases } from "../kysely/link-databases.js";
import type { DatabaseTypes } from "../kysely/kysely-mapping.js";
import type { KnexMapping } from "./knex-mapping.js";

/** The tables that files describe to Knex: types only, so nothing is declared. */
export function linkKnex(mappings: ReadonlyMap<string, KnexMapping>, modules: ModuleGraph): MappedTable[] {
  const described = [...mappings].flatMap(([file, { tables }]): [string, DatabaseTypes][] =>
    tables === undefined ? [] : [[file, tables]],
  );
  const isCamelCase = mapsNames(mappings.values());
  return linkDatabases(new Map(described), { orm: "knex", modules, isCamelCase });
}

/** Whether code names columns in camel case that the database has in snake case. */
export function mapsNames(mappings: Iterable<KnexMapping>): boolean {
  return [...mappings].some(({ usesCamelCase }) => usesCamelCase);
}
