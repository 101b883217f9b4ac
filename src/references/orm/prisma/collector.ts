import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getNameRange } from "../../../ast/property-name.js";
import type { Detection } from "../../detector.js";
import type { Access, Certainty } from "../../reference.js";
import type { Models } from "./models.js";
import type { ModelRow } from "./row-shape.js";

/** Takes what a walk finds; the place is the name itself, without quotes. */
export interface Collector {
  addColumn(model: MappedTable, property: string, use: Use): void;
  addTable(model: MappedTable, use: Use): void;
}

export interface Use {
  readonly access: Access;
  /** The node that names it: a key, a member, a string. */
  readonly at: TSESTree.Node;
}

/** What following rows finds: a property that is read of a model's row. */
export function createRowReader(
  collector: Collector,
): (row: ModelRow, property: string, at: TSESTree.Node) => void {
  return ({ model }, property, at) => {
    collector.addColumn(model, property, { access: "read", at });
  };
}

export function createCollector(models: Models, certainty: Certainty, found: Detection[]): Collector {
  return {
    addColumn: (model, property, { access, at }) => {
      const [start, end] = getNameRange(at);
      for (const change of models.getColumnChanges(model, property))
        found.push({ change, access, start, end, via: "prisma", certainty });
    },
    addTable: (model, { access, at }) => {
      const [start, end] = getNameRange(at);
      for (const change of models.getTableChanges(model))
        found.push({ change, access, start, end, via: "prisma", certainty });
    },
  };
}
