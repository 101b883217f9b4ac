import type { Node, Token } from "../../../sql/postgres-parser.js";

/** Folds an unquoted name as Postgres does in a multi-byte encoding: ASCII letters only. */
const fold = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The name that a token spells, as the database stores it. */
export function getTokenName({ text }: Token): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : fold(text);
}

/** The strings in a list of names; a star or a subscript between them gives `undefined`. */
export function getNames(nodes: readonly Node[] = []): (string | undefined)[] {
  return nodes.map((node) => ("String" in node ? (node.String.sval ?? "") : undefined));
}

/** Whether a value in the parse tree is a wrapped node: `{ ColumnRef: {…} }`. Field names are lower case, node names are not. */
export function isNode(value: unknown): value is Node {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const [key = ""] = Object.keys(value);
  const [initial = ""] = key;
  return initial !== initial.toLowerCase();
}
