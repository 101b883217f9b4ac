import { EMPTY_CATALOG } from "../catalog/catalog.js";
import { createTableColumns } from "../catalog/table-columns.js";
import type { Manifest } from "../manifest/manifest.js";
import { createModuleGraph } from "../modules/create-module-graph.js";
import type { Project } from "../references/detector.js";
import { UNTYPED } from "../references/resolver.js";
import { getSearchWords } from "../references/search-words.js";

/** What the linter knows of the repo around the linted file. */
export interface LintProject {
  /** False for a file that can't hold a reference: it mentions nothing, or the manifest leaves it out. */
  mayHaveReferences(file: string, text: string): boolean;
  getProject(): Project;
}

interface LintProjectInput {
  readonly manifest: Manifest;
  readonly root: string;
  readonly now: number;
}

export function getLintProject({ manifest }: LintProjectInput): LintProject {
  const words = getSearchWords(manifest.changes);
  return {
    mayHaveReferences: (_file, text) => words.some((word) => text.includes(word)),
    getProject: () => ({
      changes: manifest.changes,
      modules: createModuleGraph({
        files: new Set(),
        records: new Map(),
        packages: new Map(),
        tsconfigs: new Map(),
      }),
      tables: createTableColumns([]),
      catalog: EMPTY_CATALOG,
      resolver: UNTYPED,
    }),
  };
}
