import { scanSchema, type SchemaToken } from "./scan-schema.js";
import { createCursor, type Cursor } from "./schema-cursor.js";

/** What an attribute's argument holds; functions (`now()`) and numbers matter to nobody here. */
export type SchemaValue =
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "name"; readonly value: string }
  | { readonly kind: "list"; readonly items: readonly SchemaValue[] }
  | { readonly kind: "other" };

export interface SchemaArgument {
  readonly name?: string;
  readonly value: SchemaValue;
}

/** `@map("name")`, `@@unique([a, b], name: "a_b")`; the name may be dotted (`db.VarChar`). */
export interface SchemaAttribute {
  readonly name: string;
  readonly arguments: readonly SchemaArgument[];
}

export interface SchemaField {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Empty for a field without one, as an unfinished line has it. */
  readonly type: string;
  readonly attributes: readonly SchemaAttribute[];
}

export interface SchemaModel {
  readonly keyword: "model" | "view" | "type";
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly fields: readonly SchemaField[];
  readonly attributes: readonly SchemaAttribute[];
}

export interface SchemaProblem {
  readonly offset: number;
  readonly message: string;
}

export interface ParsedSchema {
  readonly models: readonly SchemaModel[];
  /** `provider` of the datasource: `postgresql`, `mysql`, `sqlite` … */
  readonly provider?: string;
  readonly problems: readonly SchemaProblem[];
}

/**
 * Reads the Prisma Schema Language, also of unfinished files: a line that makes no sense is left out, the rest stands.
 * By hand, because Prisma's own parser gives no positions and refuses schemas of other major versions, and the ones on npm search the disk for a config of theirs.
 */
export function parseSchema(text: string): ParsedSchema {
  const cursor = createCursor(scanSchema(text), text.length);
  const models: SchemaModel[] = [];
  const problems: SchemaProblem[] = [];
  let provider: string | undefined;
  while (cursor.skipToItem()) {
    const keyword = cursor.next();
    const name = cursor.takeKind("name");
    if (keyword.kind !== "name" || name === undefined || !cursor.take("{")) {
      problems.push({ offset: keyword.start, message: `expected a block, found "${keyword.text}"` });
      cursor.skipRestOfLine();
      continue;
    }
    if (keyword.text === "model" || keyword.text === "view" || keyword.text === "type")
      models.push(parseModel(cursor, keyword.text, name));
    else if (keyword.text === "datasource") provider = findProvider(cursor) ?? provider;
    else cursor.skipToClose();
    if (!cursor.take("}"))
      problems.push({ offset: name.start, message: `${keyword.text} ${name.text} has no closing }` });
  }
  return { models, problems, ...(provider === undefined ? {} : { provider }) };
}

function parseModel(cursor: Cursor, keyword: SchemaModel["keyword"], name: SchemaToken): SchemaModel {
  const fields: SchemaField[] = [];
  const attributes: SchemaAttribute[] = [];
  while (cursor.skipToItem("}")) {
    if (cursor.take("@@")) attributes.push(parseAttribute(cursor));
    else if (cursor.peek().kind === "name") fields.push(parseField(cursor));
    cursor.skipRestOfLine();
  }
  return { keyword, name: name.text, start: name.start, end: name.end, fields, attributes };
}

function parseField(cursor: Cursor): SchemaField {
  const name = cursor.next();
  // Prisma 1 wrote `name: String`.
  cursor.take(":");
  const type = cursor.takeKind("name")?.text ?? "";
  if (cursor.isAt("(")) parseArguments(cursor);
  while (cursor.take("[") || cursor.take("]") || cursor.take("?") || cursor.take("!"));
  const attributes: SchemaAttribute[] = [];
  while (cursor.take("@")) attributes.push(parseAttribute(cursor));
  return { name: name.text, start: name.start, end: name.end, type, attributes };
}

function parseAttribute(cursor: Cursor): SchemaAttribute {
  let name = cursor.takeKind("name")?.text ?? "";
  while (cursor.take(".")) name += `.${cursor.takeKind("name")?.text ?? ""}`;
  return { name, arguments: cursor.isAt("(") ? parseArguments(cursor) : [] };
}

function parseArguments(cursor: Cursor): SchemaArgument[] {
  const values: SchemaArgument[] = [];
  cursor.take("(");
  while (cursor.skipToItem(")")) {
    values.push(parseArgument(cursor));
    cursor.skipLines();
    cursor.take(",");
  }
  cursor.take(")");
  return values;
}

function parseArgument(cursor: Cursor): SchemaArgument {
  const name = cursor.peek().kind === "name" && cursor.peek(1).text === ":" ? cursor.next().text : undefined;
  if (name !== undefined) cursor.take(":");
  cursor.skipLines();
  const value = parseValue(cursor);
  return name === undefined ? { value } : { name, value };
}

function parseValue(cursor: Cursor): SchemaValue {
  if (cursor.isAt("[")) return { kind: "list", items: parseList(cursor) };
  if (cursor.isAt("{")) {
    cursor.take("{");
    cursor.skipToClose();
    cursor.take("}");
    return { kind: "other" };
  }
  const token = cursor.next();
  if (token.kind === "string") return { kind: "string", value: token.text };
  if (token.kind !== "name") return { kind: "other" };
  let path = token.text;
  while (cursor.take(".")) path += `.${cursor.takeKind("name")?.text ?? ""}`;
  // `createdAt(sort: Desc)` within an index still names the field.
  if (cursor.isAt("(")) parseArguments(cursor);
  return { kind: "name", value: path };
}

function parseList(cursor: Cursor): SchemaValue[] {
  const items: SchemaValue[] = [];
  cursor.take("[");
  while (cursor.skipToItem("]")) {
    items.push(parseValue(cursor));
    cursor.skipLines();
    cursor.take(",");
  }
  cursor.take("]");
  return items;
}

function findProvider(cursor: Cursor): string | undefined {
  let provider: string | undefined;
  while (cursor.skipToItem("}")) {
    const key = cursor.next();
    if (key.text === "provider" && cursor.take("=")) provider = cursor.takeKind("string")?.text;
    cursor.skipRestOfLine();
  }
  return provider;
}
