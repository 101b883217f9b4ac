import type { Change } from "../../manifest/manifest.js";
import type { ExportOrigin, ModuleGraph } from "../../modules/module-graph.js";
import { getOriginKey, getSymbolHome } from "../../modules/symbol-home.js";
import type { Project } from "../detector.js";

/** A symbol that goes away: the export's origins and the members below it that a use has to name. */
export interface OldSymbol {
  readonly change: Change;
  readonly origins: readonly ExportOrigin[];
  readonly members: readonly string[];
}

export interface OldSymbols {
  readonly all: readonly OldSymbol[];
  /** Symbols whose export comes from one of the origins. */
  find(origins: readonly ExportOrigin[]): readonly OldSymbol[];
}

const NO_SYMBOLS: readonly OldSymbol[] = [];
const known = new WeakMap<Project, OldSymbols>();

/** The project's symbol changes, by origin; settled once per project, as it never changes. */
export function getOldSymbols(project: Project): OldSymbols {
  const symbols = known.get(project) ?? createOldSymbols(project);
  known.set(project, symbols);
  return symbols;
}

function createOldSymbols({ changes, modules }: Project): OldSymbols {
  const all: OldSymbol[] = [];
  const byOrigin = new Map<string, OldSymbol[]>();
  const newKeys = new Map<OldSymbol, ReadonlySet<string>>();
  for (const change of changes) {
    if (change.old.kind !== "symbol") continue;
    const symbol = { change, ...getSymbolHome(modules, change.old) };
    const keys = new Set(symbol.origins.map(getOriginKey));
    all.push(symbol);
    newKeys.set(symbol, getNewKeys(change, modules, keys));
    for (const key of keys) byOrigin.set(key, [...(byOrigin.get(key) ?? []), symbol]);
  }
  return {
    all,
    find: (origins) => {
      const keys = origins.map(getOriginKey);
      const found = new Set(keys.flatMap((key) => byOrigin.get(key) ?? NO_SYMBOLS));
      return [...found].filter((symbol) => !keys.some((key) => newKeys.get(symbol)?.has(key)));
    },
  };
}

/** Who imports the new name has moved on, also while that name is only another one for the old declaration (`export { oldName as newName } from`). */
function getNewKeys(
  { replacement }: Change,
  modules: ModuleGraph,
  oldKeys: ReadonlySet<string>,
): ReadonlySet<string> {
  if (replacement?.kind !== "symbol" || replacement.path.length > 1) return new Set();
  const keys = getSymbolHome(modules, replacement).origins.map(getOriginKey);
  return new Set(keys.filter((key) => !oldKeys.has(key)));
}
