import type { ModuleGraph } from "../../modules/module-graph.js";
import type { MappedColumn, MappedHandle, MappedTable } from "../catalog.js";
import { type CodeIndex, createCodeIndex } from "../code/code-index.js";
import type { TableName } from "../table-columns.js";
import type { KyselyMapping, KyselyMember, KyselyType } from "./kysely-mapping.js";
import { toSnakeCase } from "./snake-case.js";

/** A type where it is declared. */
interface Declared extends KyselyType {
  readonly file: string;
}

interface Linking {
  readonly index: CodeIndex<Declared>;
  readonly toColumn: (property: string) => string;
}

/** The tables of all databases that the files hand to Kysely: types only, so nothing is declared. */
export function linkKysely(
  mappings: ReadonlyMap<string, KyselyMapping>,
  modules: ModuleGraph,
): MappedTable[] {
  const declared = [...mappings].flatMap(([file, { types }]) => types.map((type) => ({ ...type, file })));
  const index = createCodeIndex(declared, modules);
  const isCamelCase = usesCamelCase(mappings.values());
  const linking: Linking = { index, toColumn: isCamelCase ? toSnakeCase : (name) => name };
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
  mappings: ReadonlyMap<string, KyselyMapping>,
  { index }: Linking,
): MappedTable[] {
  const rowTypes = [...mappings].flatMap(([file, mapping]) =>
    mapping.rowTypes.map((type) => ({ ...type, file })),
  );
  return linked.map(({ table, key, rows }) => {
    const handles = rowTypes.flatMap(({ of, use: kind, model, exports, file }): MappedHandle[] => {
      const isOf = "key" in of ? of.key === key : rows !== undefined && index.find(of, file) === rows;
      return isOf ? [{ kind, file, model, exports }] : [];
    });
    return handles.length === 0 ? table : { ...table, handles };
  });
}

interface LinkedTable {
  readonly table: MappedTable;
  /** What its database calls it. */
  readonly key: string;
  /** The type that describes its rows. */
  readonly rows: Declared | undefined;
}

export function usesCamelCase(mappings: Iterable<KyselyMapping>): boolean {
  return [...mappings].some(({ isCamelCase }) => isCamelCase);
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
  const { model, exports, file, start, end } = rows.type ?? {
    ...member,
    model: member.property,
    exports: [],
  };
  const table: MappedTable = {
    ...name,
    ...{ orm: "kysely", model, exports, file, start, end },
    isDeclared: false,
    isComplete: isComplete && members.length > 0,
    columns: members.map((column) => linkColumn(column, linking)),
    relations: [],
    compounds: new Map(),
  };
  return { table, key: member.property, rows: rows.type };
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
