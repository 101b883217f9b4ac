/** The other dialects' grammar gives plain JSON, in which `{ "Kind": content }` is a node: these look into it. */

export interface Ident {
  readonly value: string;
  /** From 1, on the statement's one line. */
  readonly column: number;
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field of an object; undefined where there is no object or no field. */
export function getField(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isFields(inner) ? inner[key] : undefined), value);
}

export function getList(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const list = getField(value, ...path);
  return Array.isArray(list) ? list : [];
}

/** The one kind and content of a node. */
export function getKind(node: unknown): readonly [kind: string, content: unknown] | undefined {
  return isFields(node) ? Object.entries(node)[0] : undefined;
}

export function getIdent(value: unknown): Ident | undefined {
  const text = getField(value, "value");
  const column = getField(value, "span", "start", "column");
  return typeof text === "string" && typeof column === "number" ? { value: text, column } : undefined;
}

/** The parts of a dotted name, whether each is wrapped as a node or not. */
export function getIdents(value: unknown): Ident[] {
  const parts = Array.isArray(value) ? value : [value];
  return parts.flatMap((part) => getIdent(getField(part, "Identifier") ?? part) ?? []);
}
