import type { Variable } from "@typescript-eslint/scope-manager";
import { type CodeIndex, createCodeIndex } from "../../../catalog/code/code-index.js";
import type { MappedHandle, MappedTable } from "../../../catalog/catalog.js";
import type { ModelFinder } from "../find-model.js";
import { createModelFinder } from "../find-model.js";
import type { ColumnCollector } from "../column-collector.js";
import { createColumnCollector, isTouched } from "../column-collector.js";
import type { Detection, Project, ScriptFile } from "../../detector.js";
import type { DrizzleRow } from "./drizzle-row.js";

export type TypeHandle = MappedHandle & { readonly table: MappedTable };

/** What the parts of the detector know of the file that they read. */
export interface DrizzleFile {
  readonly file: ScriptFile;
  readonly project: Project;
  readonly tables: readonly MappedTable[];
  readonly models: ModelFinder;
  /** Types of rows by the names that modules have for them. */
  readonly rowTypes: CodeIndex<TypeHandle>;
  /** Properties and columns that go away: any place that is looked for has one of these names. */
  readonly oldNames: ReadonlySet<string>;
  /** What parameters of callbacks stand for: `where: (users, { eq }) => …`. */
  readonly bindings: Map<Variable, DrizzleRow>;
  readonly collector: ColumnCollector;
  readonly found: Detection[];
}

/** Undefined for a file that names nothing of what goes away. */
export function openDrizzleFile(file: ScriptFile, project: Project): DrizzleFile | undefined {
  const { changes, catalog } = project;
  const tables = catalog.tables.filter(({ orm }) => orm === "drizzle");
  const touched = tables.filter((table) => isTouched(table, changes));
  if (touched.length === 0) return undefined;
  const old = new Set(changes.flatMap(({ old }) => (old.kind === "column" ? [old.column] : [])));
  const columns = touched.flatMap((table) => table.columns.filter(({ column }) => old.has(column)));
  const oldNames = new Set(columns.flatMap(({ property, column }) => [property, column]));
  const hasTables = changes.some(({ old }) => old.kind === "table");
  if (!hasTables && ![...oldNames].some((name) => file.text.includes(name))) return undefined;
  const handles = tables.flatMap((table) =>
    (table.handles ?? []).flatMap((handle) => (handle.kind === "key" ? [] : [{ ...handle, table }])),
  );
  const found: Detection[] = [];
  return {
    ...{ file, project, tables, oldNames, found },
    models: createModelFinder(file, project, "drizzle"),
    rowTypes: createCodeIndex(handles, project.modules),
    bindings: new Map(),
    collector: createColumnCollector({ changes, via: "drizzle", found }),
  };
}
