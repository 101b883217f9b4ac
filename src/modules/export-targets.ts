import { isRecord } from "./json.js";
import { matchStar } from "./match-star.js";

/** How a module asks for another: some packages give out different files. */
export type ModuleFormat = "import" | "require";

/** What a package's `exports` or `imports` give for a key, best first. */
export interface Targets {
  /** What Node takes. */
  readonly run: readonly string[];
  /** What TypeScript takes beside. */
  readonly types: readonly string[];
  /** What other conditions name, such as a bundler's for sources; then those for other platforms. */
  readonly others: readonly string[];
}

const NONE: Targets = { run: [], types: [], others: [] };
/** What runs there may be another module than what the package is for everybody else. */
const PLATFORMS: ReadonlySet<string> = new Set([
  ...["browser", "worker", "workerd", "edge-light", "deno", "react-native", "react-server", "electron"],
]);

/** By subpath, what `exports` gives out. */
export function toSubpathMap(exports: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(exports) && Object.keys(exports).some((key) => key.startsWith("."))) return exports;
  return { ".": exports };
}

/** The targets of a key (`./tax`, `#db`) in a map with conditions and patterns; none where it is missing or `null`. */
export function getExportTargets(
  map: Readonly<Record<string, unknown>>,
  key: string,
  format: ModuleFormat,
): Targets {
  if (Object.hasOwn(map, key)) return getTargets(map[key], format);
  const patterns = Object.keys(map)
    .filter((pattern) => pattern.includes("*") || pattern.endsWith("/"))
    .sort((a, b) => getHeadLength(b) - getHeadLength(a));
  for (const pattern of patterns) {
    const star = matchStar(pattern.includes("*") ? pattern : `${pattern}*`, key);
    if (star === undefined) continue;
    const fill = (target: string) =>
      target.includes("*") ? target.replaceAll("*", () => star) : target.replace(/\/$/, () => `/${star}`);
    const { run, types, others } = getTargets(map[pattern], format);
    return { run: run.map(fill), types: types.map(fill), others: others.map(fill) };
  }
  return NONE;
}

function getHeadLength(pattern: string): number {
  return pattern.includes("*") ? pattern.indexOf("*") : pattern.length;
}

function getTargets(value: unknown, format: ModuleFormat): Targets {
  const run = new Set([format, "module-sync", "node", "default"]);
  return {
    run: findTargets(value, run) ?? [],
    types: findTargets(value, new Set([...run, "types"])) ?? [],
    others: [...collectTargets(value, (key) => !PLATFORMS.has(key)), ...collectTargets(value, () => true)],
  };
}

/** What the first condition gives that holds; undefined where none does, nothing where the package says that there is nothing. */
function findTargets(value: unknown, conditions: ReadonlySet<string>): string[] | undefined {
  if (typeof value === "string") return [value];
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => findTargets(item, conditions) ?? []);
  if (!isRecord(value)) return undefined;
  for (const [condition, target] of Object.entries(value)) {
    if (!conditions.has(condition) && !(condition.startsWith("types@") && conditions.has("types"))) continue;
    const found = findTargets(target, conditions);
    if (found !== undefined) return found;
  }
  return undefined;
}

function collectTargets(value: unknown, isWanted: (condition: string) => boolean): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((item) => collectTargets(item, isWanted));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([condition, target]) =>
    isWanted(condition) ? collectTargets(target, isWanted) : [],
  );
}
