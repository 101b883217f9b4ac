import type { SourceText } from "../../../../references/sql/source-text.js";
import { composeSql, joinSql, quoteName } from "../../compose-sql.js";
import type { Handle } from "../../handle.js";
import { getField, getItems, getText, toHandle, type Value } from "../../value.js";

/** `pgm.func("now()")`: SQL as it is. */
interface LiteralHandle extends Handle {
  readonly literal: SourceText;
}

export function createLiteral(value: Value | undefined): Value {
  const literal = value?.kind === "text" ? value.pieces : quoteName(value);
  const handle: LiteralHandle = { label: "literal", literal, getMember: () => undefined };
  return toHandle(handle);
}

export function getLiteral(value: Value | undefined): SourceText | undefined {
  return value?.kind === "handle" && isLiteral(value.handle) ? value.handle.literal : undefined;
}

function isLiteral(handle: Handle): handle is LiteralHandle {
  return "literal" in handle;
}

/** A name, or `{ schema, name }` (src/utils/createSchemalize.ts of node-pg-migrate): quoted as it is written, dots included. */
export function quote(value: Value | undefined): SourceText {
  const literal = getLiteral(value);
  if (literal !== undefined) return literal;
  const name = getField(value, "name");
  if (value?.kind !== "object" || name === undefined) return quoteName(value);
  const schema = value.fields.get("schema");
  const isGiven = schema !== undefined && (schema.kind !== "plain" || Boolean(schema.value));
  return isGiven ? composeSql(quoteName(schema), ".", quoteName(name)) : quoteName(name);
}

/** The name without its schema, as `RENAME TO` has it. */
export function quoteBare(value: Value | undefined): SourceText {
  return value?.kind === "object" ? quoteName(value.fields.get("name")) : quote(value);
}

/** One name, or a list of them. */
export function quoteAll(value: Value | undefined): readonly SourceText[] {
  const items = getItems(value);
  return items === undefined ? [quoteName(undefined)] : items.map(quote);
}

export function quoteList(value: Value | undefined): SourceText {
  return joinSql(quoteAll(value), ", ");
}

/** The table that is meant, for what is unknown about it; none where it isn't known. */
export function getTables(value: Value | undefined): readonly string[] {
  const name = getText(getField(value, "name") ?? value);
  return name === undefined ? [] : [name];
}
