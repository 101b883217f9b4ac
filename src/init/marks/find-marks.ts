import type { MappedTable } from "../../catalog/catalog.js";
import {
  type CodeMapping,
  linkCodeMappings,
  mayMap,
  readCodeMapping,
} from "../../catalog/code/code-mapping.js";
import { readPrismaCatalog } from "../../catalog/prisma/read-prisma-catalog.js";
import { parseTarget } from "../../manifest/parse-target.js";
import { createModuleGraph } from "../../modules/create-module-graph.js";
import type { ModuleRecord } from "../../modules/module-graph.js";
import { getModuleRecord } from "../../modules/module-record.js";
import { type PackageJson, parsePackageJson } from "../../modules/package-json.js";
import { parseTsConfig, type TsConfigJson } from "../../modules/tsconfig-json.js";
import { ParseError } from "../../parse/parse-error.js";
import { parseScript } from "../../parse/parse-script.js";
import type { TextFile } from "../../references/detector.js";
import { isPackageJson, isPrismaSchema, isScript, isTsConfig } from "../../scan/file-kind.js";
import { getSchemaFacts } from "../../scan/schema-facts.js";
import {
  findMigrationDirs,
  type FoundDir,
  isDirEvidence,
  isMigrationFile,
} from "../../migrations/find-dirs.js";
import { loadPostgres } from "../../sql/postgres-parser.js";
import type { Tree, TreeEntry } from "../../trees/tree.js";
import { isGenerated, isOwnFile } from "../own-files.js";
import { createKnownColumns, type KnownTable } from "./known-columns.js";
import { type FoundMarks, type Mark, NO_MARKS, type Proposal, uniteMarks } from "./mark.js";
import { isEnvExample, readEnvMarks } from "./read-env-marks.js";
import { mayHaveOpenApiMarks, readOpenApiMarks } from "./read-openapi-marks.js";
import { readPrismaMarks } from "./read-prisma-marks.js";
import { mayHaveRubyMarks, readRubyMarks } from "./read-ruby-marks.js";
import { mayHaveMarks } from "./may-have-marks.js";
import type { ScriptMarks } from "./read-script-marks.js";
import { listSqlMarks, settleMarks } from "./read-sql-marks.js";
import { createSymbolSpelling } from "./spell-symbols.js";
import { settleScriptMarks } from "./settle-script-marks.js";

/** All places of a tree that say of a shape that it goes. Each shape once, where it is said first. */
export async function findMarks(tree: Tree): Promise<FoundMarks> {
  const { entries } = await tree.list();
  const own = entries.filter(({ path }) => isOwnFile(path));
  const raw = await readRawMarks(tree, own);
  const needsModels = raw.scripts.size > 0 || raw.sql.length > 0;
  const settled = needsModels ? await settleRawMarks(tree, entries, raw) : NO_MARKS;
  const { proposals, notes } = uniteMarks([...raw.settled, settled]);
  return { proposals: keepLasting(dropRepeated(proposals.flatMap(keepSpellable))), notes };
}

interface RawMarks {
  readonly scripts: ReadonlyMap<string, ScriptMarks>;
  readonly sql: readonly Mark[];
  /** Of files that say by themselves which shapes they mean. */
  readonly settled: readonly FoundMarks[];
}

async function readRawMarks(tree: Tree, entries: readonly TreeEntry[]): Promise<RawMarks> {
  const scripts = new Map<string, ScriptMarks>();
  const sql: Mark[] = [];
  const settled: FoundMarks[] = [];
  const schemas: TextFile[] = [];
  for await (const [{ path }, text] of tree.read(entries.filter(({ path }) => mayHold(path)))) {
    if (text === undefined || isGenerated(text)) continue;
    const file = { path, text };
    if (isPrismaSchema(path)) schemas.push(file);
    else if (path.endsWith(".sql")) sql.push(...listSqlMarks(file));
    else if (path.endsWith(".rb")) {
      if (mayHaveRubyMarks(text)) settled.push(readRubyMarks(file));
    } else if (isEnvExample(path)) settled.push(readEnvMarks(file));
    else if (!isScript(path)) {
      if (mayHaveOpenApiMarks(path, text)) settled.push(readOpenApiMarks(file));
    } else if (mayHaveMarks(text)) {
      // The compiler takes a while to load, and most repositories' files ask for it late or never.
      const { readScriptMarks } = await import("./read-script-marks.js");
      scripts.set(path, readScriptMarks(file));
    }
  }
  return { scripts, sql, settled: [...settled, readPrismaMarks(schemas)] };
}

function mayHold(path: string): boolean {
  return (
    isScript(path) ||
    isPrismaSchema(path) ||
    path.endsWith(".sql") ||
    path.endsWith(".rb") ||
    isEnvExample(path) ||
    // Of all files in YAML and JSON, translations and fixtures among them, those that are called so.
    (/(?:openapi|swagger|api-?spec|api-?docs)/i.test(path) && /\.(?:ya?ml|json)$/.test(path))
  );
}

/** What marks mean takes models, and where imports lead. */
async function settleRawMarks(
  tree: Tree,
  entries: readonly TreeEntry[],
  { scripts, sql }: RawMarks,
): Promise<FoundMarks> {
  const facts = await readModules(tree, entries, new Set(scripts.keys()));
  const graph = createModuleGraph({
    ...{ files: new Set(entries.map(({ path }) => path).filter(isScript)), shapes: new Map() },
    ...{ records: facts.records, packages: facts.packages, tsconfigs: facts.tsconfigs },
  });
  const prisma = readPrismaCatalog(facts.schemas).tables;
  const catalog = { tables: [...prisma, ...linkCodeMappings(facts.mappings, graph).tables] };
  const hasComments = sql.length > 0 || [...scripts.values()].some(({ comments }) => comments.length > 0);
  const migrated = hasComments ? await readMigratedTables(tree, entries) : [];
  const known = createKnownColumns([...catalog.tables.map(toKnownTable), ...migrated]);
  const spell = createSymbolSpelling({ graph, packages: facts.packages });
  return uniteMarks([
    settleMarks(sql, known),
    ...[...scripts].map(([file, marks]) => settleScriptMarks(file, marks, { catalog, known, spell, graph })),
  ]);
}

interface ModuleFacts {
  readonly records: ReadonlyMap<string, ModuleRecord>;
  readonly mappings: ReadonlyMap<string, CodeMapping>;
  readonly packages: ReadonlyMap<string, PackageJson>;
  readonly tsconfigs: ReadonlyMap<string, TsConfigJson>;
  readonly schemas: readonly TextFile[];
}

async function readModules(
  tree: Tree,
  entries: readonly TreeEntry[],
  marked: ReadonlySet<string>,
): Promise<ModuleFacts> {
  const records = new Map<string, ModuleRecord>();
  const mappings = new Map<string, CodeMapping>();
  const packages = new Map<string, PackageJson>();
  const tsconfigs = new Map<string, TsConfigJson>();
  const schemas: TextFile[] = [];
  const isWanted = (path: string) =>
    isScript(path) || isPackageJson(path) || isTsConfig(path) || isPrismaSchema(path);
  for await (const [{ path }, text] of tree.read(entries.filter(({ path }) => isWanted(path)))) {
    if (text === undefined) continue;
    const packageJson = isPackageJson(path) ? parsePackageJson(text) : undefined;
    const tsconfig = isTsConfig(path) ? parseTsConfig(text) : undefined;
    if (packageJson) packages.set(path, packageJson);
    if (tsconfig) tsconfigs.set(path, tsconfig);
    if (isPrismaSchema(path)) schemas.push({ path, text });
    if (!isScript(path)) continue;
    const mapping = mayMap(text) ? readMapping({ path, text }) : undefined;
    if (mapping) mappings.set(path, mapping);
    const record = getModuleRecord(path, text, marked.has(path) || mapping !== undefined);
    if (record) records.set(path, record);
  }
  return { records, mappings, packages, tsconfigs, schemas };
}

/** A script that does not parse maps nothing that could be proposed. */
function readMapping({ path, text }: TextFile): CodeMapping | undefined {
  try {
    return readCodeMapping(parseScript(path, text));
  } catch (error) {
    if (error instanceof ParseError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function toKnownTable({ schema, table, columns }: MappedTable): KnownTable {
  return {
    ...(schema !== undefined && { schema }),
    ...{ table, columns: columns.map(({ column }) => column) },
  };
}

async function readMigratedTables(tree: Tree, entries: readonly TreeEntry[]): Promise<readonly KnownTable[]> {
  const dirs: readonly FoundDir[] = findMigrationDirs(
    entries.map(({ path }) => path),
    [],
  );
  if (dirs.length === 0) return [];
  await loadPostgres();
  const files: TextFile[] = [];
  const wanted = entries.filter(({ path }) => isMigrationFile(dirs, path) || isDirEvidence(dirs, path));
  for await (const [{ path }, text] of tree.read(wanted)) if (text !== undefined) files.push({ path, text });
  return getSchemaFacts(files, { dirs, changes: [] }).tables;
}

/** A name that no manifest can spell (dots in a table's name, say) is left out, or its replacement is. */
function keepSpellable(proposal: Proposal): Proposal[] {
  const { kind, old, replacement, ...rest } = proposal;
  if ("problem" in parseTarget(kind, old)) return [];
  const isSound =
    replacement !== undefined && replacement !== old && "target" in parseTarget(kind, replacement);
  return [{ ...rest, kind, old, ...(isSound && { replacement }) }];
}

/** What goes itself takes nobody's place. */
function keepLasting(proposals: readonly Proposal[]): Proposal[] {
  const going = new Set(proposals.map(({ kind, old }) => `${kind} ${old}`));
  return proposals.map((proposal) => {
    const { replacement, ...rest } = proposal;
    return replacement !== undefined && going.has(`${proposal.kind} ${replacement}`) ? rest : proposal;
  });
}

function dropRepeated(proposals: readonly Proposal[]): Proposal[] {
  const first = new Map<string, Proposal>();
  for (const proposal of proposals) {
    const key = `${proposal.kind} ${proposal.old}`;
    if (!first.has(key)) first.set(key, proposal);
  }
  return [...first.values()];
}
