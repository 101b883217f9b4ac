import type { MappedColumn } from "../catalog.js";
import type { CodeIndex } from "../code/code-index.js";
import type { CodeName } from "../code/code-name.js";
import { toColumnName } from "./casing.js";
import type { Casing, DrizzleColumnEntry, DrizzleColumnSet } from "./drizzle-mapping.js";

/** A declaration with the file that it stands in. */
export type Placed<T> = T & { readonly file: string };

export interface ColumnLinking {
  readonly columnSets: CodeIndex<Placed<DrizzleColumnSet>>;
  readonly casing: Casing | undefined;
}

export interface LinkedColumns {
  readonly columns: readonly MappedColumn[];
  /** False: something is spread in that is not known. */
  readonly isComplete: boolean;
}

/** Where entries stand: whose names they use. `home` is the table's own file. */
interface Place {
  readonly file: string;
  readonly home: string;
  readonly owner?: string;
  readonly depth?: number;
}

const MAX_DEPTH = 8;

/** The columns of a table, those of other modules among them. The last of equal properties wins, as in an object. */
export function linkColumns(
  entries: readonly DrizzleColumnEntry[],
  place: Place,
  linking: ColumnLinking,
): LinkedColumns {
  const byProperty = new Map<string, MappedColumn>();
  let isComplete = true;
  for (const entry of entries) {
    const linked = "spread" in entry ? linkSpread(entry.spread, place, linking) : undefined;
    if (linked?.isComplete === false) isComplete = false;
    const columns = "spread" in entry ? (linked?.columns ?? []) : [toMappedColumn(entry, place, linking)];
    for (const column of columns) byProperty.set(column.property, column);
  }
  return { columns: [...byProperty.values()], isComplete };
}

function linkSpread(
  spread: CodeName,
  { file, home, depth = 0 }: Place,
  linking: ColumnLinking,
): LinkedColumns {
  const set = depth > MAX_DEPTH ? undefined : linking.columnSets.find(spread, file);
  if (set === undefined) return { columns: [], isComplete: false };
  return linkColumns(set.columns, { file: set.file, home, owner: set.model, depth: depth + 1 }, linking);
}

type Column = Exclude<DrizzleColumnEntry, { readonly spread: CodeName }>;

function toMappedColumn(
  { property, column, source, start, end }: Column,
  { file, home, owner }: Place,
  { columnSets, casing }: ColumnLinking,
): MappedColumn {
  const made = source && columnSets.find(source.name, file);
  const given = column ?? (made?.isFunction === source?.isCalled ? made?.column : undefined);
  return {
    ...{ property, start, end, isDeclared: true },
    column: given ?? toColumnName(property, casing),
    ...(file !== home && { file, ...(owner !== undefined && { owner }) }),
  };
}
