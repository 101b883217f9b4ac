import type { MigrationTool } from "../manifest/migration-tools.js";
import type { Operation, OperationPlace } from "./migration.js";

/** A file of a migrations directory. */
export interface MigrationFile {
  /** Relative to the directory. */
  readonly path: string;
  /** Relative to the repo, for messages. */
  readonly file: string;
  readonly text: string;
}

/** A migration in JavaScript or TypeScript. */
export interface MigrationScript {
  /** Whose builder it calls: a name of `SCRIPT_TOOLS`. */
  readonly tool: string;
  /** The whole file. */
  readonly text: string;
  /** Which migration of the file it is, where that holds several: for the tool to understand. */
  readonly entry?: string;
}

/** SQL with its place in the file, or what is no SQL. */
export type MigrationStep = { readonly sql: string; readonly at: OperationPlace } | Operation;

/** What a migration runs forward. */
export type MigrationBody =
  /** The file's text with everything that isn't run forward blanked out, so that offsets stay those of the file. */
  | { readonly sql: string }
  | { readonly script: MigrationScript }
  /** Statements that stand in a file of another form. */
  | { readonly steps: readonly MigrationStep[] }
  /** As the adapter read them, where the tool keeps them in a form of its own. */
  | { readonly operations: readonly Operation[] };

/** One migration as its tool sees it, before what it does is read. */
export type ForwardMigration = MigrationBody & {
  /** What the tool remembers it by. */
  readonly id: string;
  /** Path of its file, relative to the directory. */
  readonly path: string;
  readonly neverRuns?: string;
  readonly skippedAfter?: string;
  readonly isRepeatable?: boolean;
  readonly isOrderedByContent?: boolean;
  readonly problem?: string;
};

/** What tells whose a directory of migrations is. */
export interface DirFacts {
  /** POSIX path, relative to the repo. */
  readonly dir: string;
  /** Of all that the directory holds, relative to it. */
  readonly paths: readonly string[];
  /** Asked only for files that `isMigrationFile` accepts. */
  readonly readText: ReadText;
  /** What the nearest package.json that names a migration tool depends on; empty where none does, or its text isn't at hand. */
  readonly packages: ReadonlySet<string>;
}

/** How one tool names, orders and splits its migrations. Each follows the tool's own rule and cites where that is written. */
export interface MigrationFormat {
  readonly name: MigrationTool;
  /**
   * How surely a directory is this tool's: 0 no, 1 could be, 2 by its files' form, 3 by a file that only this tool writes.
   * Of scripts `getScriptScore` tells it.
   */
  getScore(facts: DirFacts): number;
  /** Files whose text `read` needs. */
  isMigrationFile(path: string): boolean;
  /** In the order in which the tool runs them on an empty database. */
  read(files: readonly MigrationFile[]): readonly ForwardMigration[];
  /** What the tool does about a migration that sorts before one that has run, for people; absent: it passes it over, or runs it late. */
  readonly whenOutOfOrder?: string;
  /** The SQL dialect, where a file of the tool names it. */
  getDialect?(files: readonly MigrationFile[]): string | undefined;
}

/** Undefined: the text isn't at hand. */
export type ReadText = (path: string) => string | undefined;
