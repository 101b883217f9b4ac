import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";

/** A parsed script, as the catalog reads it. `parent` is set on every node. */
export interface CodeFile {
  /** POSIX path relative to the repo. */
  readonly path: string;
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly scopes: ScopeManager;
}
