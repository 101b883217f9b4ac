import type { MappedTable } from "../../../catalog/catalog.js";
import type { TableName } from "../../../catalog/table-columns.js";
import type { Detection, Project, ScriptFile } from "../../detector.js";
import type { Walk } from "./find-options.js";

/** A query as it is put together by a builder. */
export interface Query {
  /** The entities under their aliases. */
  readonly aliases: ReadonlyMap<string, MappedTable>;
  /** Tables that are joined by their own names. */
  readonly tables: ReadonlyMap<string, TableName>;
  /** What the query is about. */
  readonly main?: MappedTable;
  /** UPDATE and DELETE name properties without an alias. */
  readonly isBare: boolean;
  /** The entity whose alias only running the program tells. */
  readonly anyAlias?: MappedTable;
  /** What the select list calls its columns. */
  readonly outputs: ReadonlySet<string>;
}

export interface QueryContext {
  readonly file: ScriptFile;
  readonly project: Project;
  readonly walk: Walk;
  readonly found: Detection[];
}
