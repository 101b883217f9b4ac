import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import type { Detection } from "../../detector.js";
import type { Access, Certainty } from "../../reference.js";
import { createColumnCollector } from "../column-collector.js";
import type { Models } from "./models.js";

/** Takes what a walk finds; the place is the name itself, without quotes. */
export interface Collector {
  addColumn(model: MappedTable, property: string, use: Use): void;
  addTable(model: MappedTable, use: Use): void;
  /** A property whose name the program computes: it may be of any column that goes away. */
  addAnyColumn(model: MappedTable, use: Use): void;
}

export interface Use {
  readonly access: Access;
  /** The node that names it: a key, a member, a string. */
  readonly at: TSESTree.Node;
  readonly certainty?: Certainty;
}

/** What is found through this collector is of `certainty` at best. */
export function createCollector(models: Models, certainty: Certainty, found: Detection[]): Collector {
  const columns = createColumnCollector({ changes: models.changes, via: "prisma", found });
  const weaken = (use: Use): Use => ({ ...use, certainty: getWeaker(certainty, use.certainty) });
  return {
    addColumn: (model, property, use) => {
      const mapped = model.columns.find((column) => column.property === property);
      if (mapped !== undefined) columns.addColumn(model, mapped.column, weaken(use));
    },
    addTable: (model, use) => columns.addTable(model, weaken(use)),
    addAnyColumn: (model, use) => columns.addAllColumns(model, weaken({ ...use, certainty: "unresolved" })),
  };
}

/** The same collector for what is of `certainty` at best. */
export function withCertainty(collector: Collector, certainty: Certainty): Collector {
  const weaken = (use: Use): Use => ({ ...use, certainty: getWeaker(certainty, use.certainty) });
  return {
    addColumn: (model, property, use) => collector.addColumn(model, property, weaken(use)),
    addTable: (model, use) => collector.addTable(model, weaken(use)),
    addAnyColumn: (model, use) => collector.addAnyColumn(model, weaken(use)),
  };
}

const STRENGTH: readonly Certainty[] = ["unresolved", "inferred", "resolved"];

function getWeaker(a: Certainty, b: Certainty = "resolved"): Certainty {
  return STRENGTH.indexOf(a) < STRENGTH.indexOf(b) ? a : b;
}
