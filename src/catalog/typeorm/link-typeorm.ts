import type { ModuleGraph } from "../../modules/module-graph.js";
import type { MappedHandle, MappedTable } from "../catalog.js";
import { getAncestors, toTableName } from "../code/class-members.js";
import { type CodeIndex, createCodeIndex } from "../code/code-index.js";
import { addOwnClass, collectHandles, type Handles } from "../code/collect-handles.js";
import { createTableBetween } from "../code/table-between.js";
import type { TableName } from "../table-columns.js";
import { getPrimaryKeys, type LinkedClasses, linkMembers, type PlacedClass } from "./link-columns.js";
import { getNamingStrategy } from "./naming.js";
import type { JoinTable, Naming, TypeormMapping, TypeormRelation } from "./typeorm-mapping.js";

/** The entities of all files together, by path. */
export function linkTypeorm(
  mappings: ReadonlyMap<string, TypeormMapping>,
  modules: ModuleGraph,
): MappedTable[] {
  const placed = [...mappings].flatMap(([file, { classes }]) => classes.map((one) => ({ ...one, file })));
  const classes = linkClasses(placed, mappings, modules);
  const embedded = new Set(
    placed.flatMap(({ members, file }) =>
      members.map((member) => (member.kind === "embedded" ? classes.find(member.target, file) : undefined)),
    ),
  );
  // A schema that others embed has no table.
  const entities = placed.filter((one) => one.entity !== undefined && !embedded.has(one));
  const handles = getHandles(mappings, entities, classes);
  return entities.flatMap((entity) => [
    toMappedTable(entity, classes, handles.get(entity) ?? []),
    ...getJoinTables(entity, classes),
  ]);
}

function linkClasses(
  placed: readonly PlacedClass[],
  mappings: ReadonlyMap<string, TypeormMapping>,
  modules: ModuleGraph,
): LinkedClasses {
  const index: CodeIndex<PlacedClass> = createCodeIndex(placed, modules);
  // A schema's target is another name for it.
  const byTarget = new Map<PlacedClass, PlacedClass>();
  const byName = new Map<string, PlacedClass>();
  for (const one of placed) {
    const target = one.target && index.find(one.target, one.file);
    if (target !== undefined) byTarget.set(target, one);
    if (one.entity !== undefined) byName.set(one.entity.name, one);
  }
  return {
    naming: getNamingStrategy(getNaming(mappings)),
    find: (target, file) => {
      const found = "entity" in target ? byName.get(target.entity) : index.find(target, file);
      return found && (byTarget.get(found) ?? found);
    },
  };
}

/** Of several data sources, what any of them says. */
function getNaming(mappings: ReadonlyMap<string, TypeormMapping>): Naming | undefined {
  const found = new Set([...mappings.values()].map(({ naming }) => naming));
  if (found.has("snake")) return "snake";
  return found.has("unknown") ? "unknown" : undefined;
}

function toMappedTable(
  entity: PlacedClass,
  classes: LinkedClasses,
  handles: readonly MappedHandle[],
): MappedTable {
  const { model, exports, file, start, end } = entity;
  const { columns, relations } = linkMembers(entity, classes);
  return {
    orm: "typeorm",
    ...getTableName(entity, classes),
    ...{ model, exports, file, start, end },
    isDeclared: true,
    isComplete: true,
    columns,
    relations,
    compounds: new Map(),
    ...(handles.length > 0 && { handles }),
  };
}

function getTableName(from: PlacedClass, classes: LinkedClasses): TableName {
  const owner = getAncestors(from, classes).find(({ entity }) => entity?.kind === "own") ?? from;
  const { entity } = owner;
  const table = entity?.table ?? classes.naming.getTable(entity?.name ?? owner.model);
  return { ...(entity?.schema !== undefined && { schema: entity.schema }), ...toTableName(table) };
}

/** Repositories, and classes that schemas make rows of: other names by which code reaches an entity. */
function getHandles(
  mappings: ReadonlyMap<string, TypeormMapping>,
  entities: readonly PlacedClass[],
  classes: LinkedClasses,
): Handles<PlacedClass> {
  const handles = collectHandles(mappings, classes);
  for (const entity of entities) addOwnClass(handles, entity);
  return handles;
}

/** Tables between two entities, which no class maps: their columns stand where the relation is declared. */
function getJoinTables(entity: PlacedClass, classes: LinkedClasses): MappedTable[] {
  return entity.members.flatMap((member) => {
    if (member.kind !== "relation" || member.joinTable === undefined) return [];
    return toJoinTable(entity, { ...member, joinTable: member.joinTable }, classes) ?? [];
  });
}

function toJoinTable(
  entity: PlacedClass,
  relation: TypeormRelation & { readonly joinTable: JoinTable },
  classes: LinkedClasses,
): MappedTable | undefined {
  const { property, joinTable } = relation;
  const target = classes.find(relation.target, entity.file);
  if (target === undefined) return undefined;
  const { naming } = classes;
  const own = getTableName(entity, classes);
  const other = getTableName(target, classes);
  const getColumns = (named: JoinTable["joins"], to: PlacedClass, table: string): string[] => {
    const names = named.flatMap(({ name }) => name ?? []);
    return names.length > 0
      ? names
      : getPrimaryKeys(to, classes).flatMap(({ column, property: key }) =>
          naming.getJoinTableColumns(table, column ?? key),
        );
  };
  const schema = joinTable.schema ?? own.schema;
  const columns = [
    ...getColumns(joinTable.joins, entity, own.table),
    ...getColumns(joinTable.inverseJoins, target, other.table),
  ];
  const table = joinTable.name ?? naming.getJoinTable(own.table, property, other.table);
  const between = { table, ...(schema !== undefined && { schema }) };
  return createTableBetween({ entity: { ...entity, orm: "typeorm" }, relation }, between, columns);
}
