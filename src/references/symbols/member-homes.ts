import type { Project } from "../detector.js";
import { getOldSymbols } from "./old-symbols.js";

/** Files of the repo that old members are named by: what they are put together of says whose they are, although no use imports them. */
export function getMemberHomes(project: Project): readonly string[] {
  const members = getOldSymbols(project).all.filter((symbol) => symbol.members.length > 0);
  const modules = members.flatMap(({ origins }) => origins.map(({ module }) => module));
  return [...new Set(modules)]
    .filter((module) => module.startsWith("./"))
    .map((module) => module.slice("./".length));
}
