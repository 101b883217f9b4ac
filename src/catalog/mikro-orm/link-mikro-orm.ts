import type { ModuleGraph } from "../../modules/module-graph.js";
import type { MappedColumn, MappedHandle, MappedTable } from "../catalog.js";
import { getAncestors, toTableName } from "../code/class-members.js";
import { createCodeIndex } from "../code/code-index.js";
import { addHandle, addOwnClass, collectHandles, type Handles } from "../code/collect-handles.js";
import { createTableBetween } from "../code/table-between.js";
import type { TableName } from "../table-columns.js";
import { getKeyColumns, type LinkedClasses, linkMembers, type PlacedClass } from "./link-members.js";
import type { MikroOrmMapping, MikroOrmRelation, Naming, Pivot } from "./mikro-orm-mapping.js";
import { getNamingStrategy } from "./naming.js";

/** MikroORM's entities of all files together, by path. */
export function linkMikroOrm(
  mappings: ReadonlyMap<string, MikroOrmMapping>,
  modules: ModuleGraph,
): MappedTable[] {
  const placed = [...mappings].flatMap(([file, { classes }]) => classes.map((one) => ({ ...one, file })));
  const classes = linkClasses(placed, mappings, modules);
  const entities = placed.filter((one) => isStored(one));
  const handles = getHandles(mappings, placed, classes);
  return entities.flatMap((entity) => [
    toMappedTable(entity, classes, handles.get(entity) ?? []),
    ...getPivotTables(entity, classes),
  ]);
}

/** An abstract class has a table where its heirs stand in it. */
function isStored({ entity }: PlacedClass): boolean {
  return entity !== undefined && (!entity.isAbstract || entity.heirs !== undefined);
}

function linkClasses(
  placed: readonly PlacedClass[],
  mappings: ReadonlyMap<string, MikroOrmMapping>,
  modules: ModuleGraph,
): LinkedClasses {
  const index = createCodeIndex(placed, modules);
  // A schema's class is another name for it.
  const bySchema = new Map<PlacedClass, PlacedClass>();
  const byName = new Map<string, PlacedClass>();
  for (const one of placed) {
    const target = one.target && index.find(one.target, one.file);
    if (target !== undefined) bySchema.set(target, one);
    const schema = one.schema && index.find(one.schema, one.file);
    if (schema !== undefined) bySchema.set(one, schema);
    byName.set(one.entity?.name ?? one.model, one);
  }
  return {
    naming: getNamingStrategy(getNaming(mappings)),
    find: (target, file) => {
      const found = "entity" in target ? byName.get(target.entity) : index.find(target, file);
      return found && (bySchema.get(found) ?? found);
    },
  };
}

/** Of several configurations, what any of them says. */
function getNaming(mappings: ReadonlyMap<string, MikroOrmMapping>): Naming | undefined {
  const found = new Set([...mappings.values()].map(({ naming }) => naming));
  if (found.has("unknown")) return "unknown";
  return found.has("case") ? "case" : undefined;
}

function toMappedTable(
  entity: PlacedClass,
  classes: LinkedClasses,
  handles: readonly MappedHandle[],
): MappedTable {
  const { model, exports, file, start, end } = entity;
  const { columns, relations } = linkMembers(entity, classes);
  const name = entity.entity?.name;
  return {
    orm: "mikro-orm",
    ...getTableName(entity, classes),
    ...{ model, exports, file, start, end },
    ...(name !== undefined && name !== model && { name }),
    isDeclared: true,
    isComplete: true,
    columns: [...columns, ...getDiscriminator(entity, columns)],
    relations,
    compounds: new Map(),
    ...(handles.length > 0 && { handles }),
  };
}

function getTableName(from: PlacedClass, classes: LinkedClasses): TableName {
  const root = getAncestors(from, classes).find((one) => one.entity?.heirs !== undefined) ?? from;
  const { entity } = root;
  const table = entity?.table ?? classes.naming.getTable(entity?.name ?? root.model);
  return { ...(entity?.schema !== undefined && { schema: entity.schema }), ...toTableName(table) };
}

/** The column that tells heirs apart, where no property maps it: it stands where the class is named. */
function getDiscriminator(
  { entity, start, end }: PlacedClass,
  columns: readonly MappedColumn[],
): MappedColumn[] {
  const property = entity?.heirs?.column;
  if (property === undefined || columns.some((column) => column.property === property)) return [];
  return [{ property, column: property, start, end, isDeclared: true }];
}

/** Repositories, and classes that schemas make rows of: other names by which code reaches an entity. */
function getHandles(
  mappings: ReadonlyMap<string, MikroOrmMapping>,
  placed: readonly PlacedClass[],
  classes: LinkedClasses,
): Handles<PlacedClass> {
  const handles = collectHandles(mappings, classes);
  for (const one of placed) {
    const { file, model, exports, schema } = one;
    if (schema !== undefined)
      addHandle(handles, classes.find(schema, file), { kind: "model", file, model, exports });
    addOwnClass(handles, one);
  }
  return handles;
}

/** Tables between two entities, which no class maps: their columns stand where the relation is declared. */
function getPivotTables(entity: PlacedClass, classes: LinkedClasses): MappedTable[] {
  return entity.members.flatMap((member) => {
    if (member.kind !== "relation" || member.pivot === undefined) return [];
    return toPivotTable(entity, { ...member, pivot: member.pivot }, classes) ?? [];
  });
}

function toPivotTable(
  entity: PlacedClass,
  relation: MikroOrmRelation & { readonly pivot: Pivot },
  classes: LinkedClasses,
): MappedTable | undefined {
  const { property, pivot } = relation;
  const target = classes.find(relation.target, entity.file);
  if (target === undefined) return undefined;
  const own = getTableName(entity, classes);
  const [name = property] = classes.naming.getColumns(property);
  const named = toTableName(pivot.table ?? `${own.table}_${name}`);
  const columns = getPivotColumns({ entity, target, pivot }, classes);
  const between = { ...(own.schema !== undefined && { schema: own.schema }), ...named };
  return createTableBetween({ entity: { ...entity, orm: "mikro-orm" }, relation }, between, columns);
}

interface Between {
  readonly entity: PlacedClass;
  readonly target: PlacedClass;
  readonly pivot: Pivot;
}

function getPivotColumns({ entity, target, pivot }: Between, classes: LinkedClasses): string[] {
  const getColumns = (given: readonly string[], to: PlacedClass, suffix = ""): readonly string[] =>
    given.length > 0 ? given : getKeyColumns(getEntityName(to, classes) + suffix, to, classes);
  const joins = getColumns(pivot.joins, entity);
  const inverseJoins = getColumns(pivot.inverseJoins, target);
  if (joins.join() !== inverseJoins.join()) return [...joins, ...inverseJoins];
  // Of an entity with itself.
  return [...getColumns([], entity, "_1"), ...getColumns([], target, "_2")];
}

/** The entity after which keys to it are called: of heirs, the one whose table they stand in. */
function getEntityName(from: PlacedClass, classes: LinkedClasses): string {
  const root = getAncestors(from, classes).find((one) => one.entity?.heirs !== undefined) ?? from;
  return root.entity?.name ?? root.model;
}
