/** What one file's text says of Drizzle tables. JSON-able. */
export interface DrizzleMapping {
  readonly tables: readonly DrizzleTable[];
}

export interface DrizzleTable {
  /** The variable that holds the table. */
  readonly model: string;
  readonly exports: readonly string[];
  readonly table: string;
  readonly start: number;
  readonly end: number;
  readonly columns: readonly DrizzleColumn[];
}

export interface DrizzleColumn {
  readonly property: string;
  /** Undefined: the property's name is the column's. */
  readonly column?: string;
  readonly start: number;
  readonly end: number;
}
