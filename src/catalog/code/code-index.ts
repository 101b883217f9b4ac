import type { ModuleGraph } from "../../modules/module-graph.js";
import { type CodeName, getOrigins } from "./code-name.js";

/** Something that a module declares at its top level. */
export interface CodeDeclaration {
  readonly file: string;
  /** Its name in the module. */
  readonly model: string;
  readonly exports: readonly string[];
  /** The module that it belongs to, where its file declares that by name: `declare module "knex/types/tables"`. */
  readonly module?: string;
}

/** Finds declarations by the names that modules have for them, through imports and barrels. */
export interface CodeIndex<T> {
  /** What a name means in a file. */
  find(name: CodeName, file: string): T | undefined;
}

export function createCodeIndex<T extends CodeDeclaration>(
  declarations: readonly T[],
  modules: ModuleGraph,
): CodeIndex<T> {
  const byOrigin = new Map<string, T>();
  for (const declaration of declarations) {
    const own = `./${declaration.file}`;
    const module = declaration.module ?? own;
    byOrigin.set(`${own}##${declaration.model}`, declaration);
    for (const name of declaration.exports) byOrigin.set(`${module}#${name}`, declaration);
  }
  return {
    find: (name, file) => {
      for (const origin of getOrigins(name, file, modules)) {
        const found = byOrigin.get(`${origin.module}#${origin.name}`);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
