import type { MappedTable } from "../../../catalog/catalog.js";
import type { RowShape } from "../../follow-rows.js";
import type { Collector } from "./collector.js";
import { getOwnKeys, join } from "./find-options.js";
import { getColumns, isEmbedded, type Models } from "./models.js";

/** An entity as code holds it: columns, embedded objects, and entities that relations brought along. */
interface EntityShape extends RowShape<EntityShape> {
  readonly model: MappedTable;
  getPath(property: string): string;
}

export function createShape(models: Models, model: MappedTable, path = ""): EntityShape {
  const getPath = (property: string): string => join(path, property);
  return {
    model,
    getPath,
    has: (property) => getColumns(model, getPath(property)).length > 0,
    getRelated: (property) => {
      if (isEmbedded(model, getPath(property))) return createShape(models, model, getPath(property));
      const related = models.findRelated(model, getPath(property));
      return related && createShape(models, related.model);
    },
  };
}

/** `[rows, count]` */
export function createPair(shape: EntityShape): EntityShape {
  return { ...shape, isPair: true };
}

/** What `getRawMany` gives: `u_full_name`, by the alias and the column. */
export function createRawShape(aliases: ReadonlyMap<string, MappedTable>, main: MappedTable): EntityShape {
  const find = (property: string) => {
    for (const [alias, model] of aliases) {
      const found = model.columns.find(({ column }) => `${alias}_${column}` === property);
      if (found !== undefined) return { model, property: found.property };
    }
    return undefined;
  };
  return {
    model: main,
    getPath: (property) => find(property)?.property ?? property,
    has: (property) => find(property)?.model === main,
    getRelated: () => undefined,
  };
}

/** What following rows tells the collector. */
export function createRowReader(collector: Collector) {
  return {
    onRead: ({ model, getPath }: EntityShape, property: string, at: Parameters<OnNode>[0]): void => {
      collector.addProperty(model, getPath(property), { access: "read", at });
    },
    onWrite: ({ model, getPath }: EntityShape, property: string, at: Parameters<OnNode>[0]): void => {
      const path = getPath(property);
      const keys = getOwnKeys(model, path);
      for (const key of keys.length > 0 ? keys : [path])
        collector.addProperty(model, key, { access: "write", at });
    },
  };
}

type OnNode = (at: Parameters<Collector["addProperty"]>[2]["at"]) => void;
