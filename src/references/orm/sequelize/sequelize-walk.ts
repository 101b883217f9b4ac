import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import type { Detection, Project, ScriptFile } from "../../detector.js";
import type { Access, Certainty } from "../../reference.js";
import type { ColumnCollector } from "../column-collector.js";
import type { Inference } from "../instances/inference.js";
import type { SequelizeModels } from "./sequelize-models.js";

/** What walking through a call's arguments needs. */
export interface SequelizeWalk {
  readonly file: ScriptFile;
  readonly project: Project;
  readonly models: SequelizeModels;
  readonly inference: Inference;
  readonly collector: ColumnCollector;
  readonly found: Detection[];
  readonly certainty: Certainty;
}

/** The tables of one statement. */
export interface SequelizeQuery {
  readonly table: MappedTable;
  /** Those that are included, by the names that the statement has for them. */
  readonly joined: readonly { readonly alias: string; readonly table: MappedTable }[];
}

export interface AttributeUse {
  readonly access: Access;
  readonly at: TSESTree.Node;
  readonly range?: readonly [number, number];
}

/** One attribute of a model, by its name in code or its column's. */
export function addAttribute(
  table: MappedTable,
  name: string,
  { use, walk }: { readonly use: AttributeUse; readonly walk: SequelizeWalk },
): void {
  const { collector, models, certainty } = walk;
  collector.addColumn(table, models.getColumn(table, name), { certainty, ...use });
}
