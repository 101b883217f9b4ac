import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import type { Change } from "../../../manifest/manifest.js";
import type { Detection } from "../../detector.js";
import type { Access, Certainty } from "../../reference.js";
import { createColumnCollector } from "../column-collector.js";
import { getColumns, type Models } from "./models.js";

export interface Use {
  readonly access: Access;
  readonly at: TSESTree.Node;
  /** UTF-16 offsets of the name in the file, where it is but a part of `at`. */
  readonly range?: readonly [number, number];
  readonly certainty?: Certainty;
}

/** Takes what the detector finds, by the names that the entities have. */
export interface Collector {
  /** A property, or a path into an embedded object. */
  addProperty(model: MappedTable, path: string, use: Use): void;
  /** A relation that a statement joins by: the columns of its foreign key, on whichever side they are. */
  addJoin(model: MappedTable, relation: string, use: Use): void;
  addTable(model: MappedTable, use: Use): void;
  /** A property whose name only running the program tells: any of them. */
  addAny(model: MappedTable, use: Pick<Use, "access" | "at" | "range">): void;
}

interface CollectorInput {
  readonly changes: readonly Change[];
  readonly models: Models;
  readonly found: Detection[];
  /** The detector's name: MikroORM's entities have the same shape. */
  readonly via?: string;
}

export function createCollector({ changes, models, found, via = "typeorm" }: CollectorInput): Collector {
  const columns = createColumnCollector({ changes, via, found });
  const addColumns = (model: MappedTable, names: readonly string[], use: Use): void => {
    // An unknown naming strategy gives a property two names.
    const isAssumed = names.length > 1 || "isAssumed" in model;
    const certainty = use.certainty ?? (isAssumed ? "inferred" : "resolved");
    for (const name of names) columns.addColumn(model, name, { ...use, certainty });
  };
  return {
    addProperty: (model, path, use) => {
      addColumns(model, getColumns(model, path), use);
    },
    addJoin: (model, property, use) => {
      const related = models.findRelated(model, property);
      if (related === undefined) return;
      columns.addTable(related.model, use);
      const own = related.relation.columns ?? [];
      if (own.length > 0) return addColumns(model, own, use);
      const back = related.model.relations.find(
        (relation) => relation.property === related.relation.inverse && relation.model === model.model,
      );
      addColumns(related.model, back?.columns ?? [], use);
    },
    addTable: (model, use) => {
      columns.addTable(model, use);
    },
    addAny: (model, use) => {
      columns.addAllColumns(model, { ...use, certainty: "unresolved" });
    },
  };
}
