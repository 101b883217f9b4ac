import type { Change, ColumnTarget, TableTarget } from "../../../manifest/manifest.js";
import type { TableColumns } from "../../../catalog/table-columns.js";
import type { PostgresSyntaxError, Token } from "../../../sql/postgres-parser.js";
import type { Access, Certainty } from "../../reference.js";
import type { Relation } from "./relations.js";
import { createPlaces, type Places } from "./places.js";

export type SqlAccess = Extract<Access, "read" | "write" | "implicit">;

/** One reference in a SQL text; UTF-16 offsets of the identifier itself. */
export interface SqlUse {
  readonly change: Change;
  readonly access: SqlAccess;
  readonly start: number;
  readonly end: number;
  readonly certainty: Certainty;
  /** The statement on one line, shortened. */
  readonly statement: string;
}

export interface SqlContext {
  /** Those of other kinds are left out. */
  readonly changes: readonly Change[];
  readonly tables: TableColumns;
  /** Identifiers that stand for a hole of a template: which table or column it is, is unknown. */
  readonly unknownIdentifiers?: ReadonlySet<string>;
}

export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A change of the kind that SQL can refer to. */
export interface SqlChange {
  readonly change: Change;
  readonly old: ColumnTarget | TableTarget;
}

/** A statement that mentions an old name and that Postgres' grammar does not take. Offsets are UTF-16. */
export interface UnparsedSql {
  readonly start: number;
  readonly end: number;
  readonly error: PostgresSyntaxError;
}

export interface TriggerTable {
  readonly schema: string | undefined;
  readonly table: string;
}

/** A SQL text under analysis: where what is found goes, in that text's own offsets. */
export interface Sink {
  add(use: SqlUse): void;
  fail(unparsed: UnparsedSql): void;
  /** Called with what a statement of the text itself gives back. */
  deliver?(output: Relation): void;
}

/** What all statements of one analysis share. */
export interface Analysis {
  readonly context: SqlContext;
  readonly changes: readonly SqlChange[];
  /** Tables whose triggers call a function, as the same text says; undefined when it has no such trigger. */
  getTriggerTables(functionName: string): readonly TriggerTable[] | undefined;
  /** Whether a text mentions an old name at all. */
  mentions(sql: string): boolean;
}

/** One statement under analysis. */
export interface Run extends Analysis {
  /** The statement's text; offsets of tokens and of the parse tree count in it. */
  readonly sql: string;
  readonly tokens: readonly Token[];
  readonly places: Places;
  readonly sink: Sink;
  report(change: Change, access: SqlAccess, place: Place | undefined, certainty: Certainty): void;
}

const STATEMENT_LENGTH = 160;

export function formatStatement(sql: string): string {
  const line = sql.replace(/\s+/g, " ").trim();
  return line.length > STATEMENT_LENGTH ? `${line.slice(0, STATEMENT_LENGTH - 1)}…` : line;
}

/** `label` is the statement for people, where it is not all of `sql`. */
export function createRun(
  analysis: Analysis,
  { sql, tokens, label = sql }: { sql: string; tokens: readonly Token[]; label?: string },
  sink: Sink,
): Run {
  const statement = formatStatement(label);
  return {
    ...analysis,
    sql,
    tokens,
    places: createPlaces(tokens),
    sink,
    report: (change, access, place, certainty) => {
      if (place === undefined) return;
      sink.add({ change, access, start: place.start, end: place.end, certainty, statement });
    },
  };
}

/** For a text inside another one: `toOuter` says where a character of it stands there. */
export function createInnerSink(sink: Sink, toOuter: (offset: number) => number): Sink {
  const move = <T extends Place>(place: T): T => ({
    ...place,
    start: toOuter(place.start),
    end: place.end > place.start ? toOuter(place.end - 1) + 1 : toOuter(place.end),
  });
  return {
    add: (use) => sink.add(move(use)),
    fail: (unparsed) => {
      const error = { ...unparsed.error, offset: toOuter(unparsed.error.offset) };
      sink.fail({ ...move(unparsed), error });
    },
  };
}
