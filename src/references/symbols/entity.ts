import type { ExportOrigin, ModuleGraph } from "../../modules/module-graph.js";
import type { Certainty } from "../reference.js";
import type { OldSymbol, OldSymbols } from "./old-symbols.js";

/** How far an expression has come on the way to an old symbol: `depth` of its members are named. */
export interface SymbolPath {
  readonly symbol: OldSymbol;
  readonly depth: number;
  readonly certainty: Certainty;
}

/** The object of all exports of a module, as seen from a file. */
export interface Namespace {
  readonly importer: string;
  readonly specifier: string;
  readonly certainty: Certainty;
}

/** What an expression stands for, as far as old symbols may come of it. */
export interface Entity {
  readonly paths: readonly SymbolPath[];
  readonly namespaces: readonly Namespace[];
}

/** What origins and members are looked up in. */
export interface EntityContext {
  readonly modules: ModuleGraph;
  readonly symbols: OldSymbols;
  /** Symbols whose export the file has at hand: filled as entities are made. */
  readonly atHand: Set<OldSymbol>;
}

// Any file at the root of the tree sees canonical modules by their own name.
const ROOT = "package.json";

export function getExportEntity(
  context: EntityContext,
  origins: readonly ExportOrigin[],
  certainty: Certainty = "resolved",
): Entity {
  const found = context.symbols.find(origins);
  for (const symbol of found) context.atHand.add(symbol);
  const outside = new Set(origins.map(({ module }) => module).filter((module) => !module.startsWith("./")));
  // Of several packages that `export *` passes on, any may be the one.
  const sure = outside.size > 1 ? "inferred" : certainty;
  return {
    paths: found.map((symbol) => ({ symbol, depth: 0, certainty: sure })),
    namespaces: origins
      .filter(({ name }) => name === "*")
      .map(({ module }) => ({ importer: ROOT, specifier: module, certainty: sure })),
  };
}

/** What `import x from` binds: the default export, and with a CommonJS module all that `module.exports` has. */
export function getDefaultEntity(context: EntityContext, importer: string, specifier: string): Entity {
  const { paths, namespaces } = getExportEntity(
    context,
    context.modules.getOrigins(importer, specifier, "default"),
  );
  const certainty = getCommonJsCertainty(context, importer, specifier);
  return { paths, namespaces: certainty ? [...namespaces, { importer, specifier, certainty }] : namespaces };
}

/** What `require` and `import x = require` give: all exports, and as a whole the default of a CommonJS module. */
export function getRequiredEntity(context: EntityContext, importer: string, specifier: string): Entity {
  const isCommonJs = getCommonJsCertainty(context, importer, specifier) === "resolved";
  const origins = isCommonJs ? context.modules.getOrigins(importer, specifier, "default") : [];
  return {
    ...getExportEntity(context, origins),
    namespaces: [{ importer, specifier, certainty: "resolved" }],
  };
}

/** Whether `module.exports` is one value: sure from the module's text, open for a package outside. */
function getCommonJsCertainty(
  { modules }: EntityContext,
  importer: string,
  specifier: string,
): "resolved" | "inferred" | undefined {
  const [origin] = modules.getOrigins(importer, specifier, "export=");
  if (origin?.name !== "export=") return "resolved";
  return origin.module.startsWith(".") ? undefined : "inferred";
}

export function getMember(context: EntityContext, entity: Entity, name: string): Entity {
  const steps = entity.paths
    .filter(({ symbol, depth }) => symbol.members[depth] === name)
    .map((path) => ({ ...path, depth: path.depth + 1 }));
  const exported = entity.namespaces.map(({ importer, specifier, certainty }) =>
    getExportEntity(context, context.modules.getOrigins(importer, specifier, name), certainty),
  );
  return {
    paths: [...steps, ...exported.flatMap(({ paths }) => paths)],
    namespaces: exported.flatMap(({ namespaces }) => namespaces),
  };
}

/** The old symbols that the expression itself is. */
export function getHits({ paths }: Entity): readonly SymbolPath[] {
  return paths.filter(isHit);
}

/** What members of the expression may still lead to. */
export function getRest({ paths, namespaces }: Entity): Entity {
  return { paths: paths.filter((path) => !isHit(path)), namespaces };
}

export function isNothing({ paths, namespaces }: Entity): boolean {
  return paths.length === 0 && namespaces.length === 0;
}

function isHit({ symbol, depth }: SymbolPath): boolean {
  return symbol.members.length === depth;
}
