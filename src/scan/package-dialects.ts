import { type Dialect, DIALECTS } from "../sql/dialects/dialect.js";
import { findDriverDialect } from "../sql/dialects/drivers.js";
import type { FileFacts } from "./facts.js";

/**
 * Which dialects SQL in a file may be written in, the likeliest first: what its own text names, else what its nearest package speaks, else
 * what the repo's schemas and migrations name, else what all its packages speak. Nothing names one: Postgres, then the others where that
 * does not take it.
 */
export function createDialectSearch(
  facts: ReadonlyMap<string, FileFacts>,
  named: readonly Dialect[],
): (path: string) => readonly Dialect[] {
  const driven = new Map<string, readonly Dialect[]>();
  for (const [path, { drivers }] of facts)
    if (drivers !== undefined) driven.set(getFolder(path), getDialects(drivers));
  const speaking = getSpeaking(facts);
  const byFolder = settleByModules(driven, speaking);
  const ofPackages = getUnion([...byFolder.values(), ...getSpokenElsewhere(driven, speaking)]);
  const ofRepo = [named, ofPackages].find((dialects) => dialects.length > 0) ?? DIALECTS;
  return (path) => facts.get(path)?.spoken ?? byFolder.get(findPackage(path, driven) ?? NOWHERE) ?? ofRepo;
}

/** No folder is called so. */
const NOWHERE = "\0";

/** What the drivers of each package speak, less what no module of it names if some do: a package may have drivers for its tools. */
function settleByModules(driven: Driven, speaking: Speaking): ReadonlyMap<string, readonly Dialect[]> {
  const settled = new Map(driven);
  for (const [folder, known] of driven) {
    const spoken = new Set(
      speaking.flatMap(([path, dialects]) => (findPackage(path, driven) === folder ? dialects : [])),
    );
    const both = known.filter((dialect) => spoken.has(dialect));
    if (both.length > 0) settled.set(folder, both);
    else settled.set(folder, getUnion([known, [...spoken]]));
  }
  return settled;
}

/** What modules of packages without drivers name. */
function getSpokenElsewhere(driven: Driven, speaking: Speaking): (readonly Dialect[])[] {
  return speaking.flatMap(([path, spoken]) => (findPackage(path, driven) === undefined ? [spoken] : []));
}

type Driven = ReadonlyMap<string, readonly Dialect[]>;
/** Modules that name dialects, and which. */
type Speaking = readonly (readonly [path: string, dialects: readonly Dialect[]])[];

function findPackage(path: string, driven: Driven): string | undefined {
  return findFolder(path, (folder) => driven.has(folder));
}

function getSpeaking(facts: ReadonlyMap<string, FileFacts>): Speaking {
  return [...facts].flatMap(([path, { spoken }]) =>
    spoken === undefined || isTest(path) ? [] : [[path, spoken] as const],
  );
}

/** Tests often run on another database. */
function isTest(path: string): boolean {
  return /(?:^|\/)(?:tests?|__tests__|spec|e2e|fixtures)\/|\.(?:test|spec)\.\w+$/.test(path);
}

/** The nearest folder above a file that a test takes. */
function findFolder(path: string, isOne: (folder: string) => boolean): string | undefined {
  for (let folder = path; folder !== "";) {
    folder = getFolder(folder);
    if (isOne(folder)) return folder;
  }
  return undefined;
}

function getDialects(drivers: readonly string[]): readonly Dialect[] {
  const found = new Set(drivers.map(findDriverDialect));
  return DIALECTS.filter((dialect) => found.has(dialect));
}

function getUnion(lists: readonly (readonly Dialect[])[]): readonly Dialect[] {
  return DIALECTS.filter((dialect) => lists.some((dialects) => dialects.includes(dialect)));
}

function getFolder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
