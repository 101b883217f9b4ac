import type { Detection, Project, ScriptDetector, ScriptFile } from "../detector.js";
import { detectDynamicImports } from "./dynamic-imports.js";
import { detectImports } from "./imports.js";
import { detectMembers } from "./detect-members.js";
import { getOldSymbols, type OldSymbol } from "./old-symbols.js";
import { detectOwnUses } from "./own-module.js";
import { detectRequired } from "./required.js";

/**
 * References to exports and their members. Imports settle them, through barrels, aliases and packages: `via: "import"`.
 * A default import of a package outside that has the name as a member, and `lazy(() => import())`, are `inferred`.
 * Not references: side-effect imports, `export * from` (passes names on, depends on none), the keys of `jest.mock`
 * factories (a double under the same name; what uses it is found by its import), and the declaration itself.
 */
export const detectSymbols: ScriptDetector = (file: ScriptFile, project: Project): Detection[] => {
  const symbols = getOldSymbols(project);
  if (symbols.all.length === 0) return [];
  const detections: Detection[] = [];
  const context = {
    ...{ file, modules: project.modules, symbols, detections },
    atHand: new Set<OldSymbol>(),
    others: new Set<number>(),
  };
  detectImports(context);
  detectRequired(context);
  detectDynamicImports(context);
  detectOwnUses(context);
  detectMembers(context, project);
  return dropRepeated(detections);
};

/** Two ways may lead to one place, such as `exports` and the name of what it was set to: the surer one counts. */
function dropRepeated(detections: readonly Detection[]): Detection[] {
  const byPlace = new Map<string, Detection>();
  for (const detection of detections) {
    const key = `${detection.change.id} ${detection.start} ${detection.access}`;
    if (byPlace.get(key)?.certainty !== "resolved") byPlace.set(key, detection);
  }
  return [...byPlace.values()].sort((a, b) => a.start - b.start);
}
