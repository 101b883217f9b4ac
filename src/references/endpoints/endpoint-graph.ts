import type { ModuleGraph } from "../../modules/module-graph.js";
import type { EndpointFacts, EndpointGraph, Mount } from "./endpoint-facts.js";
import { HOLE } from "./url-text.js";

interface FoundMount extends Mount {
  /** The file that mounts. */
  readonly by: string;
}

const MAX_DEPTH = 8;

/** Follows routes from the module that defines them up to the application. */
export function createEndpointGraph(
  facts: ReadonlyMap<string, EndpointFacts>,
  modules: Pick<ModuleGraph, "getOrigins">,
): EndpointGraph {
  const byOrigin = new Map<string, FoundMount[]>();
  for (const [by, { mounts = [] }] of facts) {
    for (const mount of mounts) {
      for (const origin of modules.getOrigins(by, mount.from, mount.name)) {
        const key = getKey(origin.module, origin.name);
        byOrigin.set(key, [...(byOrigin.get(key) ?? []), { ...mount, by }]);
      }
    }
  }

  function getPrefixes(file: string, name: string, depth: number): string[] {
    if (depth > MAX_DEPTH) return [HOLE];
    const mounts = byOrigin.get(getKey(`./${file}`, name)) ?? [];
    const prefixes = mounts.flatMap((mount) =>
      getHosts(mount, depth).map((host) => joinPaths(host, mount.path)),
    );
    return [...new Set(prefixes)].sort();
  }

  function getHosts({ host, by }: FoundMount, depth: number): readonly string[] {
    if (host.kind !== "exports") return [host.kind === "root" ? "" : HOLE];
    const above = host.names.flatMap((name) => getPrefixes(by, name, depth + 1));
    return above.length > 0 ? above : [host.isRoot ? "" : HOLE];
  }

  const find =
    <T>(table: (facts: EndpointFacts) => Readonly<Record<string, T>> | undefined) =>
    ({ module, name }: { readonly module: string; readonly name: string }): T | undefined => {
      const own = module.startsWith("./") ? facts.get(module.slice(2)) : undefined;
      const entries = own && table(own);
      return entries !== undefined && Object.hasOwn(entries, name) ? entries[name] : undefined;
    };

  return {
    getPaths: find(({ paths }) => paths),
    getClient: find(({ clients }) => clients),
    getSenders: find(({ senders }) => senders),
    getPrefixes: (file, name) => getPrefixes(file, name, 0),
  };
}

function getKey(module: string, name: string): string {
  return `${module}\0${name}`;
}

function joinPaths(base: string, path: string): string {
  const rest = path.replace(/^\/+/, "");
  if (rest === "") return base;
  return `${base.replace(/\/+$/, "")}/${rest}`;
}
