import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../catalog/catalog.js";
import { createCodeIndex } from "../../catalog/code/code-index.js";
import { type CodeName, getCodeName } from "../../catalog/code/code-name.js";
import type { Project, ScriptFile } from "../detector.js";

export interface ModelFinder {
  /** The model that an expression or a type's name stands for, through imports, namespaces and aliases. */
  find(node: TSESTree.Node): MappedTable | undefined;
  /** The model that the file has this name for. */
  findNamed(name: CodeName): MappedTable | undefined;
}

/** Finds the models of one ORM as a file names them. */
export function createModelFinder(file: ScriptFile, project: Project, orm: string): ModelFinder {
  const index = createCodeIndex(
    project.catalog.tables.filter((table) => table.orm === orm),
    project.modules,
  );
  return {
    find: (node) => {
      const name = getCodeName(node, file.scopes);
      return name && index.find(name, file.path);
    },
    findNamed: (name) => index.find(name, file.path),
  };
}
