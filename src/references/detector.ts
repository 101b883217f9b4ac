import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { Catalog } from "../catalog/catalog.js";
import type { Change } from "../manifest/manifest.js";
import type { ModuleGraph } from "../modules/module-graph.js";
import type { TableColumns } from "../catalog/table-columns.js";
import type { Dialect } from "../sql/dialects/dialect.js";
import type { EndpointGraph } from "./endpoints/endpoint-facts.js";
import type { Access, Certainty } from "./reference.js";
import type { Resolver } from "./resolver.js";

/** A place a detector found, as UTF-16 offsets into the file's text. */
export interface Detection {
  readonly change: Change;
  readonly access: Access;
  readonly start: number;
  readonly end: number;
  readonly via: string;
  readonly certainty: Certainty;
  /** The statement or expression for people; absent: the source line. */
  readonly text?: string;
}

/** A file without a JavaScript syntax tree: `.sql`, `.env*`, `.prisma`. */
export interface TextFile {
  /** POSIX path relative to the repo. */
  readonly path: string;
  readonly text: string;
}

/** A parsed script. `parent` is set on every node, as ESLint does. The tree may come from any ESTree parser: nothing here depends on which. */
export interface ScriptFile extends TextFile {
  readonly ast: TSESTree.Program;
  readonly scopes: ScopeManager;
}

/** What a detector may know beyond the file that it reads. All of it is plain data or pure look-up: no disk, no git. */
export interface Project {
  readonly changes: readonly Change[];
  readonly modules: ModuleGraph;
  /** Columns of each table, as migrations and declared models give them. */
  readonly tables: TableColumns;
  /** Which code maps which table and column. */
  readonly catalog: Catalog;
  readonly resolver: Resolver;
  /** False where the file at hand names no table of a change: SQL and models are passed over. Absent: true. */
  readonly namesTables?: boolean;
  /** The dialects that SQL in a file may be written in, the likeliest first. Absent: Postgres. */
  readonly getDialects?: (file: string) => readonly Dialect[];
  /** What modules tell one another of endpoints. Absent: nothing. */
  readonly endpoints?: EndpointGraph;
  /** The dialects that a script itself names: in an ORM's options, by its drivers. */
  readonly getSpoken?: (file: string) => readonly Dialect[];
}

export type ScriptDetector = (file: ScriptFile, project: Project) => Detection[];
export type TextDetector = (file: TextFile, project: Project) => Detection[];
