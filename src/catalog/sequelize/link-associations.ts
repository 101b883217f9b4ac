import type { MappedColumn, MappedRelation, MappedTable } from "../catalog.js";
import { getForeignKeyName, underscore } from "./column-names.js";
import { pluralize, singularize } from "./inflect.js";
import type { LinkedModel, LinkedModels } from "./linked-models.js";
import type { ForeignKey, SequelizeAssociation, SequelizeMapping } from "./sequelize-mapping.js";

interface Added {
  readonly relations: MappedRelation[];
  /** Foreign keys that an association adds, at the place where it is written. */
  readonly columns: MappedColumn[];
}

export interface LinkedAssociations {
  of(model: LinkedModel): Added;
  /** A model between two others has their keys for its own. */
  isBetween(model: LinkedModel): boolean;
  /** Tables between two models that have no model of their own. */
  readonly tables: readonly MappedTable[];
}

type Written = SequelizeAssociation & { readonly file: string };

export function linkAssociations(
  mappings: ReadonlyMap<string, SequelizeMapping>,
  models: LinkedModels,
): LinkedAssociations {
  const added = new Map<LinkedModel, Added>(
    models.mapped.map((model) => [model, { relations: [], columns: [] }]),
  );
  const tables = new Map<string, MappedTable>();
  const between = new Set<LinkedModel>();
  const of = (model: LinkedModel): Added => added.get(model) ?? { relations: [], columns: [] };
  const link = (source: LinkedModel, association: Written): void => {
    const target = models.find(association.target, association.file);
    if (target === undefined) return;
    const through = association.through && models.find(association.through, association.file);
    const pair = { source, target, association };
    of(source).relations.push(getRelation(pair, through));
    if (association.kind === "belongsToMany") {
      if (through !== undefined) between.add(through);
      const table = association.through?.name;
      if (through !== undefined) of(through).columns.push(...getPairKeys(pair, through));
      else if (table !== undefined) tables.set(table, addTable(tables.get(table), table, pair));
      return;
    }
    const isOwn = association.kind === "belongsTo";
    const key = getKeyColumn(pair);
    if (key) of(isOwn ? source : target).columns.push(key);
  };
  for (const model of models.mapped) for (const association of model.associations) link(model, association);
  for (const [file, { associations }] of mappings) {
    for (const association of associations) {
      const source = models.find(association.source, file);
      if (source !== undefined) link(source, { ...association, file });
    }
  }
  return { of, isBetween: (model) => between.has(model), tables: [...tables.values()] };
}

interface Pair {
  readonly source: LinkedModel;
  readonly target: LinkedModel;
  readonly association: Written;
}

function getRelation(pair: Pair, through: LinkedModel | undefined): MappedRelation {
  const { source, target, association } = pair;
  const { kind } = association;
  const name =
    kind === "hasMany" || kind === "belongsToMany" ? pluralize(target.name) : singularize(target.name);
  const key = kind === "belongsTo" ? getKeyName(pair) : undefined;
  return {
    property: association.as ?? name,
    model: target.model,
    file: target.file,
    ...(key !== undefined && source.attributes && { fields: [key] }),
    ...(through && { through: { model: through.model, file: through.file } }),
  };
}

function getKeyName({ source, target, association }: Pair): string | undefined {
  const { kind, foreignKey, isDecorated, as } = association;
  if (foreignKey !== undefined) return foreignKey.name;
  const [holder, other] = kind === "belongsTo" ? [source, target] : [target, source];
  const declared = holder.attributes.find((attribute) => attribute.target?.name === other.model)?.property;
  if (isDecorated) return declared;
  const name = kind === "belongsTo" ? (as ?? singularize(target.name)) : singularize(source.name);
  return getForeignKeyName(name, getKey(other));
}

function getKey({ attributes }: LinkedModel): string {
  return attributes.find(({ isKey }) => isKey)?.property ?? "id";
}

function getKeyColumn(pair: Pair): MappedColumn | undefined {
  const { association, source, target } = pair;
  const name = getKeyName(pair);
  const holder = association.kind === "belongsTo" ? source : target;
  return name === undefined ? undefined : toColumn({ ...association.foreignKey, name }, holder, association);
}

function toColumn(
  { name, column }: ForeignKey,
  { options }: Pick<LinkedModel, "options">,
  { start, end, file }: Written,
): MappedColumn {
  const derived = options.underscored === true ? underscore(name) : name;
  return { property: name, column: column ?? derived, start, end, file, isDeclared: true };
}

/** The two keys of a table between two models. */
function getPairKeys(
  { source, target, association }: Pair,
  through: Pick<LinkedModel, "options">,
): MappedColumn[] {
  const { foreignKey, otherKey, isDecorated } = association;
  if (isDecorated && foreignKey === undefined) return [];
  const own = foreignKey ?? { name: getForeignKeyName(singularize(source.name), getKey(source)) };
  const other = otherKey ?? { name: getForeignKeyName(singularize(target.name), getKey(target)) };
  return [toColumn(own, through, association), toColumn(other, through, association)];
}

function addTable(known: MappedTable | undefined, table: string, pair: Pair): MappedTable {
  const { start, end, file } = pair.association;
  const columns = getPairKeys(pair, pair.source);
  const missing = columns.filter(({ column }) => !known?.columns.some((own) => own.column === column));
  return {
    orm: "sequelize",
    model: table,
    name: table,
    exports: [],
    table,
    ...{ file, start, end },
    isDeclared: true,
    isComplete: false,
    relations: [],
    compounds: new Map(),
    ...known,
    columns: [...(known?.columns ?? []), ...missing],
  };
}
