import type { ModuleGraph } from "../../modules/module-graph.js";
import type { MappedColumn, MappedTable } from "../catalog.js";
import { createLinkedModels, type LinkedModel } from "./linked-models.js";
import { linkAssociations } from "./link-associations.js";
import { pluralize } from "./inflect.js";
import { underscore } from "./column-names.js";
import type { SequelizeMapping } from "./sequelize-mapping.js";

/** The tables of all files together, by path. */
export function linkSequelize(
  mappings: ReadonlyMap<string, SequelizeMapping>,
  modules: ModuleGraph,
): MappedTable[] {
  const models = createLinkedModels(mappings, modules);
  const links = linkAssociations(mappings, models);
  const tables = models.mapped.map((model): MappedTable => {
    const own = links.of(model);
    const handles = models.getHandles(model);
    return {
      orm: "sequelize",
      model: model.model,
      name: model.name,
      exports: model.exports,
      ...getTableName(model),
      file: model.file,
      ...{ start: model.start, end: model.end },
      isDeclared: true,
      isComplete: model.isComplete,
      columns: addMissing(getColumns(model), [...getAdded(model, links.isBetween(model)), ...own.columns]),
      relations: own.relations,
      compounds: new Map(),
      ...(handles.length > 0 && { handles }),
    };
  });
  return [...tables, ...links.tables];
}

function getTableName({ name, options }: LinkedModel): Pick<MappedTable, "table" | "schema"> {
  const { tableName, schema, freezeTableName, underscored } = options;
  const derived = freezeTableName === true ? name : pluralize(name);
  const table = tableName ?? (underscored === true ? underscore(derived) : derived);
  return { table, ...(schema !== undefined && { schema }) };
}

function getColumns({ attributes, options, model }: LinkedModel): MappedColumn[] {
  return attributes
    .filter(({ isVirtual }) => isVirtual !== true)
    .map(({ property, column, start, end, file, owner }) => ({
      property,
      column: column ?? getColumnName(property, options),
      ...{ start, end, file },
      ...(owner !== model && { owner }),
      isDeclared: true,
    }));
}

function getColumnName(property: string, { underscored }: LinkedModel["options"]): string {
  return underscored === true ? underscore(property) : property;
}

/** Columns that Sequelize adds by itself stand where the model's name does: the key, and the timestamps. */
function getAdded(
  { options, attributes, start, end, file }: LinkedModel,
  isBetween: boolean,
): MappedColumn[] {
  const { timestamps = true, paranoid, createdAt = true, updatedAt = true, deletedAt = true } = options;
  const kept = [
    ...(timestamps
      ? ([
          ["createdAt", createdAt],
          ["updatedAt", updatedAt],
        ] as const)
      : []),
    ...(timestamps && paranoid === true ? ([["deletedAt", deletedAt]] as const) : []),
    ...(isBetween || attributes.some(({ isKey }) => isKey) ? [] : ([["id", true]] as const)),
  ];
  return kept
    .filter(([, given]) => given !== false)
    .map(([name, given]) => (typeof given === "string" ? given : name))
    .map((property) => ({
      property,
      column: getColumnName(property, options),
      ...{ start, end, file },
      isDeclared: true,
    }));
}

/** What is written out wins over what Sequelize would add. */
function addMissing(own: readonly MappedColumn[], added: readonly MappedColumn[]): MappedColumn[] {
  const byProperty = new Map([...own].map((column) => [column.property, column]));
  for (const column of added) if (!byProperty.has(column.property)) byProperty.set(column.property, column);
  return [...byProperty.values()];
}
