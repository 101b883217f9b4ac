import type { Catalog } from "../catalog/catalog.js";
import { type CodeMapping, linkCodeMappings } from "../catalog/code/code-mapping.js";
import { createTableColumns, isSameTable, type TableColumns } from "../catalog/table-columns.js";
import { type Change, isTableTarget } from "../manifest/manifest.js";
import { isMounted } from "../manifest/mount-path.js";
import type { ExportOrigin } from "../modules/module-graph.js";
import { getAliasWords } from "../modules/alias-words.js";
import {
  createModuleGraph,
  type ModuleGraphInput,
  type RepoModuleGraph,
} from "../modules/create-module-graph.js";
import type { Project } from "../references/detector.js";
import type { EndpointFacts } from "../references/endpoints/endpoint-facts.js";
import { createEndpointGraph } from "../references/endpoints/endpoint-graph.js";
import { getEndpointWords } from "../references/endpoints/endpoint-words.js";
import { UNTYPED } from "../references/resolver.js";
import { getConstantWords } from "../references/table-constants.js";
import { getSearchWords } from "../references/search-words.js";
import { getStringConstants } from "../references/string-words.js";
import type { FileFacts } from "./facts.js";
import { getCatalog } from "./catalog-facts.js";
import { createDialectSearch } from "./package-dialects.js";
import type { SchemaFacts } from "./schema-facts.js";

export interface ProjectInput {
  readonly changes: readonly Change[];
  /** Paths of all scripts, also of those that are no sources: specifiers lead to them. */
  readonly scripts: readonly string[];
  /** By path, of the files that have any. */
  readonly facts: ReadonlyMap<string, FileFacts>;
  readonly schema: SchemaFacts;
}

export interface RepoProject extends Project {
  readonly modules: RepoModuleGraph;
}

export interface BuiltProject {
  readonly project: RepoProject;
  /** Every word that makes a file a candidate. Those that `facts` were not searched for make all but the words themselves provisional. */
  readonly words: readonly string[];
}

/**
 * What detectors may know beyond a file. Names that re-exports give to old symbols are words to search for, which make further files
 * candidates, whose own names then count: so on until nothing is added.
 */
export function buildProject(input: ProjectInput): BuiltProject {
  const { changes, facts, schema } = input;
  const models = getCatalog(schema);
  let words = new Set(getSearchWords(changes, models));
  for (;;) {
    const modules = getModules(input, words);
    const graph = createModuleGraph(modules);
    const catalog = addCodeMappings(models, { facts, modules: graph });
    const constants = getStringConstants(changes, modules.shapes);
    const told = getToldEndpoints(facts);
    const endpoints = createEndpointGraph(told, graph);
    const known = words;
    words = new Set([
      ...getEndpointWords(changes, {
        scripts: input.scripts,
        facts: told,
        graph: endpoints,
        findFile: graph.findFile,
      }),
      ...known,
      ...getSearchWords(changes, catalog),
      ...getConstantWords(changes, modules.shapes.values()),
      ...constants.flatMap(({ name }) => (name === "default" ? [] : [name])),
      ...getAliasWords(changes, {
        ...{ ...modules, graph },
        models: [...getOldModels(catalog, changes), ...constants],
      }),
    ]);
    if (words.size > known.size) continue;
    const tables = getProjectTables(schema, catalog);
    return {
      project: {
        ...{ changes, modules: graph, tables, catalog, resolver: UNTYPED, endpoints },
        getDialects: createDialectSearch(getOwnFacts(facts), schema.dialects ?? []),
        getSpoken: (path) => facts.get(path)?.spoken ?? [],
      },
      words: [...words].sort(),
    };
  }
}

/** What other repos run on says nothing of this one's database. */
function getOwnFacts(facts: ProjectInput["facts"]): ProjectInput["facts"] {
  return new Map([...facts].filter(([path]) => !isMounted(path)));
}

function getToldEndpoints(facts: ProjectInput["facts"]): ReadonlyMap<string, EndpointFacts> {
  return new Map([...facts].flatMap(([path, { endpoints }]) => (endpoints ? [[path, endpoints]] : [])));
}

interface CodeMappings {
  readonly facts: ReadonlyMap<string, FileFacts>;
  readonly modules: RepoModuleGraph;
}

/** The models that schemas declare, and those that scripts do. */
function addCodeMappings({ tables }: Catalog, { facts, modules }: CodeMappings): Catalog {
  const mappings = new Map<string, CodeMapping>();
  for (const [path, { mapping }] of facts) if (mapping) mappings.set(path, mapping);
  if (mappings.size === 0) return { tables };
  const mapped = linkCodeMappings(mappings, modules);
  return { ...mapped, tables: [...tables, ...mapped.tables] };
}

/** The exports that map what goes away. */
function getOldModels({ tables }: Catalog, changes: readonly Change[]): ExportOrigin[] {
  return tables
    .filter((table) => changes.some(({ old }) => isTableTarget(old) && isSameTable(old, table)))
    .flatMap((table) => [table, ...(table.handles ?? [])])
    .flatMap(({ file, exports }) => exports.map((name) => ({ module: `./${file}`, name })));
}

/** Which columns each table has, by migrations and models. */
export function getProjectTables({ tables }: Pick<SchemaFacts, "tables">, catalog: Catalog): TableColumns {
  return createTableColumns([...tables, ...getMappedColumns(catalog)]);
}

/** Schemas of Prisma are in `schema.tables` already. */
function getMappedColumns({ tables }: Catalog) {
  return tables
    .filter(({ orm, isComplete }) => orm !== "prisma" && isComplete)
    .map(({ schema, table, columns }) => ({
      ...(schema !== undefined && { schema }),
      table,
      columns: columns.map(({ column }) => column),
    }));
}

/** What of the files decides where specifiers and names lead. */
export function getModules(
  { scripts, facts }: Pick<ProjectInput, "scripts" | "facts">,
  words: ReadonlySet<string>,
): ModuleGraphInput {
  const records = new Map<string, NonNullable<FileFacts["record"]>>();
  const shapes = new Map<string, NonNullable<FileFacts["shapes"]>>();
  const packages = new Map<string, NonNullable<FileFacts["packageJson"]>>();
  const tsconfigs = new Map<string, NonNullable<FileFacts["tsconfig"]>>();
  for (const [path, { record, packageJson, tsconfig, ...rest }] of facts) {
    if (rest.shapes) shapes.set(path, rest.shapes);
    if (packageJson) packages.set(path, packageJson);
    if (tsconfig) tsconfigs.set(path, tsconfig);
    if (record && (rest.passesOn || isCandidate(rest, words))) records.set(path, record);
  }
  return { files: new Set(scripts), records, shapes, packages, tsconfigs };
}

/** Whether a file holds one of the words. */
export function isCandidate({ words = [] }: FileFacts, searched: ReadonlySet<string>): boolean {
  return words.some((word) => searched.has(word));
}
