import type { Methods } from "./endpoint.js";
import type { ModuleGraph } from "../../modules/module-graph.js";

/** What one module's text says of endpoints to others. JSON-able; a hole in a text is `HOLE`. */
export interface EndpointFacts {
  /** By export: URLs and paths, by the members that lead to each (`""` is the export itself, `orders.byId` of a table of paths). Functions that build one are among them. */
  readonly paths?: Readonly<Record<string, ExportedPaths>>;
  /** By export: HTTP clients with a base. */
  readonly clients?: Readonly<Record<string, ExportedClient>>;
  /** By export: functions that send what they are given, by the members that lead to each. */
  readonly senders?: Readonly<Record<string, ExportedSenders>>;
  readonly mounts?: readonly Mount[];
}

export type ExportedPaths = Readonly<Record<string, string>>;

export type ExportedSenders = Readonly<Record<string, ExportedSender>>;

/** `(path, init) => fetch(BASE + path, init)` */
export interface ExportedSender {
  /** With `GIVEN` for the argument at `index`. */
  readonly url: string;
  readonly index: number;
  /** As long as no argument says another. */
  readonly methods: Methods;
  /** The arguments that are the method, or options with one. */
  readonly method?: number;
  readonly options?: number;
  readonly via: string;
}

/** An instance of a library's client (`axios.create({ baseURL })`). */
export interface ExportedClient {
  readonly library: string;
  readonly base: string;
}

/** `host.use("/v1", routes)` with the routes of another module. */
export interface Mount {
  /** The import that brings the routes. */
  readonly from: string;
  readonly name: string;
  readonly path: string;
  /** What the routes are mounted on. */
  readonly host: MountHost;
}

/**
 * - root: an application
 * - unknown: something that only running the program would tell
 * - exports: a router that other modules mount, by the names of its exports; `isRoot` if it is an application as long as nobody does
 */
export type MountHost =
  | { readonly kind: "root" }
  | { readonly kind: "unknown" }
  | { readonly kind: "exports"; readonly names: readonly string[]; readonly isRoot: boolean };

/** What of a project the reading of URLs asks. */
export interface EndpointProject {
  readonly modules: Pick<ModuleGraph, "getOrigins">;
  readonly endpoints?: EndpointGraph;
}

/** What modules of the project tell one another of endpoints. */
export interface EndpointGraph {
  getPaths(origin: ExportKey): ExportedPaths | undefined;
  getClient(origin: ExportKey): ExportedClient | undefined;
  getSenders(origin: ExportKey): ExportedSenders | undefined;
  /** Under which paths the routes that a module exports are mounted; a hole where nobody knows. Empty: nobody mounts them. */
  getPrefixes(file: string, name: string): readonly string[];
}

/** An export's home, as the module graph gives it. */
interface ExportKey {
  readonly module: string;
  readonly name: string;
}
