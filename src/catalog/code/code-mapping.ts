import type { ModuleGraph } from "../../modules/module-graph.js";
import type { MappedTable } from "../catalog.js";
import type { DrizzleMapping } from "../drizzle/drizzle-mapping.js";
import { linkDrizzle } from "../drizzle/link-drizzle.js";
import { mayMapDrizzle, readDrizzleMapping } from "../drizzle/read-drizzle-mapping.js";
import type { CodeFile } from "./code-file.js";

/** What one script says of the tables that it maps, whatever surrounds it: one entry an ORM. JSON-able. */
export interface CodeMapping {
  readonly drizzle?: DrizzleMapping;
}

/** Cheap, since every script is asked; never false for a text that maps something. */
export function mayMap(text: string): boolean {
  return mayMapDrizzle(text);
}

export function readCodeMapping(file: CodeFile): CodeMapping | undefined {
  const drizzle = mayMapDrizzle(file.text) ? readDrizzleMapping(file) : undefined;
  return drizzle === undefined ? undefined : { drizzle };
}

/** The tables of all files together, by path: imports between them are followed. */
export function linkCodeMappings(
  mappings: ReadonlyMap<string, CodeMapping>,
  modules: ModuleGraph,
): MappedTable[] {
  return [
    ...linkDrizzle(
      pick(mappings, ({ drizzle }) => drizzle),
      modules,
    ),
  ];
}

function pick<T>(
  mappings: ReadonlyMap<string, CodeMapping>,
  get: (mapping: CodeMapping) => T | undefined,
): ReadonlyMap<string, T> {
  return new Map(
    [...mappings].flatMap(([path, mapping]): [string, T][] => {
      const own = get(mapping);
      return own === undefined ? [] : [[path, own]];
    }),
  );
}
