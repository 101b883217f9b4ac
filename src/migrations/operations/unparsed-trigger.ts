import type { Token } from "../../sql/postgres-parser.js";
import type { OperationEffect } from "../migration.js";
import { getStoredName } from "./mentioned-names.js";
import { createTableName, type SqlContext } from "./sql-context.js";

/** `CREATE TRIGGER … BEGIN … END` and `DROP TRIGGER x` as SQLite and MySQL have them; undefined for anything else. */
export function readUnparsedTrigger(
  context: SqlContext,
  tokens: readonly Token[],
): OperationEffect | undefined {
  const words = tokens.map((token) => token.text.toLowerCase());
  const at = words.indexOf("trigger");
  if (at < 1 || !words.slice(1, at).every((word) => BEFORE_TRIGGER.has(word))) return undefined;
  if (words[0] === "drop") return readDropped(tokens, words, at + 1);
  return words[0] === "create" ? readCreated(context, tokens, { words, at: at + 1 }) : undefined;
}

const BEFORE_TRIGGER: ReadonlySet<string> = new Set(["temp", "temporary", "or", "replace"]);

function readDropped(
  tokens: readonly Token[],
  words: readonly string[],
  from: number,
): OperationEffect | undefined {
  const name = readName(tokens, words[from] === "if" ? from + 2 : from);
  return name?.end === tokens.length ? { type: "drop-trigger", name: name.name } : undefined;
}

interface Words {
  readonly words: readonly string[];
  readonly at: number;
}

function readCreated(
  context: SqlContext,
  tokens: readonly Token[],
  { words, at }: Words,
): OperationEffect | undefined {
  const name = readName(tokens, words[at] === "if" ? at + 3 : at);
  if (name === undefined || !WHEN.has(words[name.end] ?? "")) return undefined;
  const table = readName(tokens, words.indexOf("on", name.end) + 1);
  const begin = words.indexOf("begin", table?.end);
  // Without its END it may have taken along what follows it.
  if (table === undefined || (begin > 0 && words.at(-1) !== "end")) return undefined;
  const { schema, name: tableName } = table;
  return { type: "create-trigger", table: createTableName(context, tableName, schema), name: name.name };
}

/** What comes after the name; without it SQLite means BEFORE. */
const WHEN: ReadonlySet<string> = new Set(["before", "after", "instead", "insert", "update", "delete"]);

interface Name {
  readonly schema?: string;
  readonly name: string;
  /** Index of the token after it. */
  readonly end: number;
}

/** `name` or `schema.name`. */
function readName(tokens: readonly Token[], at: number): Name | undefined {
  const [first, dot, second] = tokens.slice(at, at + 3);
  if (at < 1 || first === undefined) return undefined;
  if (dot?.text !== "." || second === undefined) return { name: getStoredName(first.text), end: at + 1 };
  return { schema: getStoredName(first.text), name: getStoredName(second.text), end: at + 3 };
}
