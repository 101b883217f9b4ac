import type { ModuleGraph } from "../../modules/module-graph.js";
import type { MappedColumn, MappedHandle, MappedTable } from "../catalog.js";
import { type CodeIndex, createCodeIndex } from "../code/code-index.js";
import { getOrigins } from "../code/code-name.js";
import type { TableName } from "../table-columns.js";
import type { DatabaseTypes, KyselyMapping, KyselyMember, KyselyType } from "./kysely-mapping.js";
import { toSnakeCase } from "./snake-case.js";

/** A type where it is declared. */
interface Declared extends KyselyType {
  readonly file: string;
}

interface Linking {
  readonly orm: string;
  readonly modules: ModuleGraph;
  readonly index: CodeIndex<Declared>;
  readonly toColumn: (property: string) => string;
}

interface LinkContext {
  readonly orm: string;
  readonly modules: ModuleGraph;
  readonly isCamelCase: boolean;
}

type DescribedTypes = DatabaseTypes & Partial<Pick<KyselyMapping, "rowTypes">>;

/** The tables of all databases that types describe: nothing is declared by them. */
export function linkDatabases(
  mappings: ReadonlyMap<string, DescribedTypes>,
  { orm, modules, isCamelCase }: LinkContext,
): MappedTable[] {
  const declared = [...mappings].flatMap(([file, { types }]) => types.map((type) => ({ ...type, file })));
  const index = createCodeIndex(declared, modules);
  const toColumn = isCamelCase ? toSnakeCase : (name: string) => name;
  const linking: Linking = { orm, modules, index, toColumn };
  const databases = new Set<Declared>();
  for (const [file, mapping] of mappings)
    for (const name of mapping.databases) {
      const database = index.find(name, file);
      if (database !== undefined) databases.add(database);
    }
  const linked = [...databases].flatMap((database) =>
    getMembers(database, linking).members.map((member) => linkTable(member, linking)),
  );
  return addHandles(linked, mappings, linking);
}

/** The types of rows by which code knows a table. */
function addHandles(
  linked: readonly LinkedTable[],
  mappings: ReadonlyMap<string, DescribedTypes>,
  { index }: Linking,
): MappedTable[] {
  const rowTypes = [...mappings].flatMap(([file, { rowTypes: types = [] }]) =>
    types.map((type) => ({ ...type, file })),
  );
  return linked.map(({ table, key, rows, named }) => {
    const found = rowTypes.flatMap(({ of, use: kind, model, exports, file }): MappedHandle[] => {
      const isOf = "key" in of ? of.key === key : rows !== undefined && index.find(of, file) === rows;
      return isOf ? [{ kind, file, model, exports }] : [];
    });
    const handles = [...named, ...found];
    return handles.length === 0 ? table : { ...table, handles };
  });
}

interface LinkedTable {
  readonly table: MappedTable;
  /** What its database calls it. */
  readonly key: string;
  /** The type that describes its rows. */
  readonly rows: Declared | undefined;
  /** That type, where only its name is known. */
  readonly named: readonly MappedHandle[];
}

/** A property where it is written. */
interface PlacedMember extends KyselyMember {
  readonly file: string;
}

interface Members {
  readonly members: readonly PlacedMember[];
  readonly isComplete: boolean;
}

const MAX_DEPTH = 8;

/** All properties of a type, also those that its parts bring. */
function getMembers(type: Declared, linking: Linking, depth = 0): Members {
  const own = type.members.map((member) => ({ ...member, file: type.file }));
  const parts = type.parts.map((part) => {
    const found = depth < MAX_DEPTH ? linking.index.find(part, type.file) : undefined;
    return found === undefined ? UNKNOWN : getMembers(found, linking, depth + 1);
  });
  return {
    members: [...own, ...parts.flatMap(({ members }) => members)],
    isComplete: type.isComplete && parts.every(({ isComplete }) => isComplete),
  };
}

const UNKNOWN: Members = { members: [], isComplete: false };

function linkTable(member: PlacedMember, linking: Linking): LinkedTable {
  const name = getTableName(linking.toColumn(member.property));
  const rows = findRows(member, linking);
  const { members, isComplete } = rows.content;
  const { model, exports, module, file, start, end } = rows.type ?? {
    ...member,
    model: member.property,
    exports: [],
    module: undefined,
  };
  const table: MappedTable = {
    ...name,
    ...{ orm: linking.orm, model, exports, file, start, end },
    ...(module !== undefined && { module }),
    isDeclared: false,
    isComplete: isComplete && members.length > 0,
    columns: members.map((column) => linkColumn(column, linking)),
    relations: [],
    compounds: new Map(),
  };
  const named = rows.type === undefined ? findNamed(member, linking) : [];
  return { table, key: member.property, rows: rows.type, named };
}

/** A type that stands in a module which was not read, since it does not look like one that describes a database: code knows the rows by it all the same. */
function findNamed({ type, file }: PlacedMember, { modules }: Linking): MappedHandle[] {
  const origins = type === undefined ? [] : getOrigins(type, file, modules);
  return origins.flatMap(({ module, name }): MappedHandle[] => {
    const model = name.replace(/^#/, "");
    const isOfRepo = module.startsWith("./") && model !== "default" && model !== "*";
    return isOfRepo ? [{ kind: "select", file: module.slice(2), model, exports: [model] }] : [];
  });
}

/** The type that describes a table's rows, in place or by its name. */
function findRows(
  { members, type, file }: PlacedMember,
  linking: Linking,
): { readonly type?: Declared; readonly content: Members } {
  if (members !== undefined)
    return { content: { members: members.map((member) => ({ ...member, file })), isComplete: true } };
  const found = type && linking.index.find(type, file);
  return found === undefined ? { content: UNKNOWN } : { type: found, content: getMembers(found, linking) };
}

/** `billing.payments` is a table of another schema. */
function getTableName(key: string): TableName {
  const [first, second] = key.split(".");
  return second === undefined ? { table: key } : { schema: first ?? "", table: second };
}

function linkColumn({ property, start, end, file }: PlacedMember, { toColumn }: Linking): MappedColumn {
  return { property, column: toColumn(property), start, end, file, isDeclared: false };
}
