import type { SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN, composeSql, quoteText } from "../../compose-sql.js";
import { composeType } from "../../compose-type.js";
import { createText, getText, isTruthy, type ObjectValue, UNKNOWN, type Value } from "../../value.js";
import { quote } from "./names.js";

/** `exports.shorthands` of this file and of those before it: names for column definitions. */
export type Shorthands = ReadonlyMap<string, Value>;

export interface ComposedColumn {
  readonly sql: SourceText;
  /** False where what it demands of an INSERT is not in this file. */
  readonly isKnown: boolean;
}

/** Columns as `createTable` and `addColumns` take them; undefined where they are no object. */
export function composeColumns(
  columns: Value | undefined,
  shorthands: Shorthands,
): readonly ComposedColumn[] | undefined {
  if (columns?.kind !== "object") return undefined;
  return [...columns.fields].map(([name, definition]) => composeColumn(name, definition, shorthands));
}

function composeColumn(name: string, definition: Value, shorthands: Shorthands): ComposedColumn {
  const options = applyShorthands(definition, shorthands);
  if (options === undefined) return { sql: composeSql(quoteText(name), " text"), isKnown: false };
  const { fields, isOpen } = options;
  const flags = ["notNull", "primaryKey"].map((flag) => isTruthy(fields.get(flag) ?? NOTHING));
  const constraints = [
    ...(flags.includes(true) ? [" not null"] : []),
    ...(hasDefault(fields) ? [" default 1"] : []),
    ...(isGiven(fields.get("expressionGenerated")) ? [" generated always as (1) stored"] : []),
    ...(isGiven(fields.get("sequenceGenerated")) ? [" generated always as identity"] : []),
  ];
  return {
    sql: composeSql(quoteText(name), " ", composeColumnType(fields.get("type")), ...constraints),
    isKnown: !isOpen && !flags.includes(undefined),
  };
}

const NOTHING: Value = { kind: "plain", value: undefined };

function isGiven(value: Value | undefined): boolean {
  return value !== undefined && isTruthy(value) !== false;
}

/** `default: null` says none. */
function hasDefault(fields: ReadonlyMap<string, Value>): boolean {
  const value = fields.get("default");
  return (
    value !== undefined && (value.kind !== "plain" || (value.value !== undefined && value.value !== null))
  );
}

// src/utils/types.ts of node-pg-migrate: the shorthand that it always has, and words of its own for types.
const ID: Value = {
  kind: "object",
  fields: new Map<string, Value>([
    ["type", createText("serial")],
    ["primaryKey", { kind: "plain", value: true }],
  ]),
  isOpen: false,
};
const ADAPTED: ReadonlyMap<string, string> = new Map([
  ["int", "integer"],
  ["string", "text"],
  ["float", "real"],
  ["double", "double precision"],
  ["datetime", "timestamp"],
  ["bool", "boolean"],
]);

/** What a definition says once shorthands are put in for its type: the definition's own options win. */
function applyShorthands(definition: Value, shorthands: Shorthands): ObjectValue | undefined {
  let options = toOptions(definition);
  const seen = new Set<string>();
  for (;;) {
    const type = getText(options?.fields.get("type"));
    if (options === undefined || type === undefined || seen.has(type)) return options;
    seen.add(type);
    const shorthand = shorthands.get(type) ?? (type === "id" ? ID : undefined);
    if (shorthand === undefined) return options;
    const inner = toOptions(shorthand);
    if (inner === undefined) return undefined;
    const { fields, isOpen } = options;
    const own = [...fields].filter(([name]) => name !== "type");
    options = {
      kind: "object",
      fields: new Map([...inner.fields, ...own]),
      isOpen: isOpen || inner.isOpen,
    };
  }
}

function toOptions(definition: Value): ObjectValue | undefined {
  if (definition.kind === "object") return definition;
  if (definition.kind !== "text") return undefined;
  return { kind: "object", fields: new Map([["type", definition]]), isOpen: false };
}

/** A type's words, a literal, or `{ schema, name }`. */
export function composeColumnType(
  type: Value = UNKNOWN,
  form: "definition" | "bare" = "definition",
): SourceText {
  if (type.kind === "object" || type.kind === "handle") return composeType(quote(type), form);
  if (type.kind !== "text") return composeType(AT_RUN, form);
  const adapted = ADAPTED.get(getText(type) ?? "");
  return composeType(adapted === undefined ? type.pieces : composeSql(adapted), form);
}
