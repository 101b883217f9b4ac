/** What `expand-contract.json` says, checked and normalised. Everything after the parser works on these types. */

export const KINDS = ["symbol", "column", "table", "config", "endpoint", "event"] as const;
export type Kind = (typeof KINDS)[number];

/** `module#Export.member…`: `path[0]` is the export (`default` too), the rest its members. `module` is a package name, a package subpath or `./file.ts` relative to the repo. */
export interface SymbolTarget {
  readonly kind: "symbol";
  readonly text: string;
  readonly module: string;
  readonly path: readonly [string, ...string[]];
}
/** `[schema.]table.column`, spelled as the database stores it. */
export interface ColumnTarget {
  readonly kind: "column";
  readonly text: string;
  readonly schema?: string;
  readonly table: string;
  readonly column: string;
}
/** `[schema.]table`, spelled as the database stores it. */
export interface TableTarget {
  readonly kind: "table";
  readonly text: string;
  readonly schema?: string;
  readonly table: string;
}
/** An environment variable (`LEGACY_DSN`) or a dotted config key (`billing.legacyMode`). */
export interface ConfigTarget {
  readonly kind: "config";
  readonly text: string;
  readonly key: string;
}
/** `[METHOD ]/path/:param`; no method means any. */
export interface EndpointTarget {
  readonly kind: "endpoint";
  readonly text: string;
  readonly method?: string;
  readonly path: string;
}
/** An event or topic name. */
export interface EventTarget {
  readonly kind: "event";
  readonly text: string;
  readonly name: string;
}
export type Target = SymbolTarget | ColumnTarget | TableTarget | ConfigTarget | EndpointTarget | EventTarget;

/** Columns and tables: what a database holds, and migrations change. */
export function isTableTarget(target: Target): target is ColumnTarget | TableTarget {
  return target.kind === "column" || target.kind === "table";
}

/** One parallel change under way. `old` and `replacement` (the manifest's `new`) are of the same kind. */
export interface Change {
  readonly id: string;
  readonly kind: Kind;
  readonly old: Target;
  readonly replacement?: Target;
  readonly owner: string;
  /** ISO dates, `YYYY-MM-DD`. */
  readonly started?: string;
  readonly sunset: string;
  /** Soak in whole days: how long usage must have been zero in what is deployed. */
  readonly windowDays: number;
  readonly guide?: string;
  /** Where the entry stands in the manifest, 1-based. */
  readonly line: number;
  readonly column: number;
}

export interface MigrationDir {
  /** POSIX path relative to the repo. */
  readonly dir: string;
  readonly format?: string;
  readonly dialect?: string;
}

export type Deployed = { readonly ref: string } | { readonly tag: string };

export interface Repo {
  readonly name: string;
  readonly url?: string;
  readonly path?: string;
  readonly ref?: string;
}

export interface Manifest {
  /** The file's own path as given, for messages. */
  readonly file: string;
  /** Absolute path of the repo that it speaks of, where the command knows it: `file` is relative to wherever the user works. */
  readonly folder?: string;
  /** sha256 of the text: keys caches and ESLint's settings. */
  readonly hash: string;
  readonly source: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly migrations: readonly MigrationDir[];
  readonly deployed?: Deployed;
  readonly repos: readonly Repo[];
  readonly changes: readonly Change[];
}

/** One thing wrong with a manifest or ratchet file. Positions are 1-based. */
export interface FileProblem {
  readonly line: number;
  readonly column: number;
  /** What is wrong and what to write instead, one or two sentences. */
  readonly message: string;
}
