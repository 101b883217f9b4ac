import type { ModuleGraph } from "../../modules/module-graph.js";
import type { MappedHandle, MappedRelation, MappedTable } from "../catalog.js";
import { type CodeIndex, createCodeIndex } from "../code/code-index.js";
import type { CodeName } from "../code/code-name.js";
import type {
  DrizzleColumnSet,
  DrizzleDeclaration,
  DrizzleMaker,
  DrizzleMapping,
  DrizzleRowType,
  DrizzleTable,
  DrizzleTarget,
  RowUse,
} from "./drizzle-mapping.js";
import { findCasing } from "./find-casing.js";
import { linkColumns, type Placed } from "./link-columns.js";

interface Linking {
  readonly mappings: ReadonlyMap<string, DrizzleMapping>;
  readonly columnSets: CodeIndex<Placed<DrizzleColumnSet>>;
  readonly makers: CodeIndex<Placed<DrizzleMaker>>;
}

/** The tables of all files together, with their relations and the types of their rows. */
export function linkDrizzle(
  mappings: ReadonlyMap<string, DrizzleMapping>,
  modules: ModuleGraph,
): MappedTable[] {
  if (mappings.size === 0) return [];
  const index = <T extends DrizzleDeclaration>(get: (mapping: DrizzleMapping) => readonly T[]) =>
    createCodeIndex(place(mappings, get), modules);
  const linking: Linking = {
    mappings,
    columnSets: index(({ columnSets }) => columnSets),
    makers: index(({ makers }) => makers),
  };
  const placed = place(mappings, ({ tables }) => tables).flatMap((table) => linkTable(table, linking));
  const tables = createCodeIndex(placed, modules);
  const find = (target: DrizzleTarget, file: string): MappedTable | undefined =>
    "key" in target ? findByKey(target.key, file, placed) : tables.find(target, file);
  const relations = collectRelations(mappings, find);
  const handles = collectHandles(mappings, {
    find,
    rowTypes: index(({ rowTypes }) => rowTypes),
  });
  return placed.map((table) => ({
    ...table,
    relations: relations.get(table) ?? [],
    handles: handles.get(table) ?? [],
  }));
}

function place<T extends object>(
  mappings: ReadonlyMap<string, DrizzleMapping>,
  get: (mapping: DrizzleMapping) => readonly T[],
): Placed<T>[] {
  return [...mappings].flatMap(([file, mapping]) => get(mapping).map((one) => ({ ...one, file })));
}

/** A table whose maker is a function that is none of the repo's makers is no table. */
function linkTable(
  { table, schema, maker, columns, ...declared }: Placed<DrizzleTable>,
  { mappings, columnSets, makers }: Linking,
): MappedTable[] {
  const { file } = declared;
  const made = maker && makers.find(maker, file);
  if (maker !== undefined && made === undefined) return [];
  const linking = { columnSets, casing: findCasing(file, mappings) };
  const own = linkColumns(columns, { file, home: file }, linking);
  const given =
    made && linkColumns(made.columns, { file: made.file, home: file, owner: made.model }, linking);
  const inSchema = schema ?? made?.schema;
  return [
    {
      ...declared,
      ...(inSchema !== undefined && { schema: inSchema }),
      table: `${made?.prefix ?? ""}${table}${made?.suffix ?? ""}`,
      orm: "drizzle",
      isDeclared: true,
      isComplete: declared.isComplete && own.isComplete && given?.isComplete !== false,
      columns: [...(given?.columns ?? []), ...own.columns],
      relations: [],
      compounds: new Map(),
    },
  ];
}

/** By the name in its module, that of the file that asks before others. */
function findByKey(key: string, file: string, tables: readonly MappedTable[]): MappedTable | undefined {
  const named = tables.filter(({ model, exports }) => model === key || exports.includes(key));
  return named.find((table) => table.file === file) ?? named[0];
}

type Find = (target: DrizzleTarget, file: string) => MappedTable | undefined;

function collectRelations(
  mappings: ReadonlyMap<string, DrizzleMapping>,
  find: Find,
): ReadonlyMap<MappedTable, readonly MappedRelation[]> {
  const found = new Map<MappedTable, MappedRelation[]>();
  for (const { file, table, relations } of place(mappings, (mapping) => mapping.relations)) {
    const from = find(table, file);
    if (from === undefined) continue;
    const linked = relations.flatMap(({ property, target }): MappedRelation[] => {
      const to = find(target, file);
      return to === undefined ? [] : [{ property, model: to.model, file: to.file }];
    });
    found.set(from, [...(found.get(from) ?? []), ...linked]);
  }
  return found;
}

interface HandleLinking {
  readonly find: Find;
  readonly rowTypes: CodeIndex<Placed<DrizzleRowType>>;
}

function collectHandles(
  mappings: ReadonlyMap<string, DrizzleMapping>,
  linking: HandleLinking,
): ReadonlyMap<MappedTable, readonly MappedHandle[]> {
  const found = new Map<MappedTable, MappedHandle[]>();
  const add = (table: MappedTable | undefined, handle: MappedHandle): void => {
    if (table !== undefined) found.set(table, [...(found.get(table) ?? []), handle]);
  };
  for (const type of place(mappings, ({ rowTypes }) => rowTypes)) {
    const rows = findRows(type, linking);
    const { model, exports, file } = type;
    if (rows !== undefined) add(rows.table, { kind: rows.use, model, exports, file });
  }
  for (const { key, table, file } of place(mappings, ({ schemaKeys }) => schemaKeys)) {
    const reached = linking.find(table, file);
    if (reached?.model !== key) add(reached, { kind: "key", model: key, exports: [], file });
  }
  return found;
}

const MAX_DEPTH = 8;

/** Whose rows a type describes, through the types that it is made of. */
function findRows(
  { of, file }: Placed<DrizzleRowType>,
  linking: HandleLinking,
  depth = 0,
): { readonly table: MappedTable; readonly use: RowUse } | undefined {
  if ("table" in of) {
    const table = linking.find(of.table, file);
    return table && { table, use: of.use };
  }
  const type: CodeName = of.type;
  const next = depth > MAX_DEPTH ? undefined : linking.rowTypes.find(type, file);
  return next && findRows(next, linking, depth + 1);
}
