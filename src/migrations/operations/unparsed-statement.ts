import type { Token } from "../../sql/postgres-parser.js";
import type { OperationEffect } from "../migration.js";
import { getMentionedNames, getStoredName } from "./mentioned-names.js";
import { readUnparsedTrigger } from "./unparsed-trigger.js";
import { createTableName, type SqlContext } from "./sql-context.js";

// First words of what starts an element of CREATE TABLE that is no column, in any dialect.
const NOT_A_COLUMN: ReadonlySet<string> = new Set([
  "constraint",
  "primary",
  "foreign",
  "unique",
  "check",
  "key",
  "index",
  "fulltext",
  "spatial",
  "exclude",
  "like",
  "family",
  "period",
]);
// Other databases' session settings and transaction words, which Postgres' grammar does not know.
const HARMLESS_STARTS: ReadonlySet<string> = new Set([
  "pragma",
  "use",
  "go",
  "print",
  "delimiter",
  "lock",
  "unlock",
]);
const TRANSACTION_WORDS: ReadonlySet<string> = new Set(
  "begin end try catch tran transaction commit rollback throw if @ trancount @@ > 0".split(" "),
);
const INDEX_KINDS: ReadonlySet<string> = new Set([
  "unique",
  "fulltext",
  "spatial",
  "clustered",
  "nonclustered",
  "index",
]);

/**
 * A statement that Postgres' grammar does not read: another dialect, an extension, a template. Only what is the same in every
 * dialect is claimed (the columns of CREATE TABLE, an index, a session setting); all else is unknown on the names it mentions.
 */
export function readUnparsed(
  context: SqlContext,
  tokens: readonly Token[],
  message: string,
): OperationEffect {
  const words = tokens.map((token) => token.text.toLowerCase());
  const [first = "", second = ""] = words;
  if (HARMLESS_STARTS.has(first) || words.every((word) => TRANSACTION_WORDS.has(word)))
    return { type: "other" };
  if ((first === "create" || first === "drop") && INDEX_KINDS.has(second)) return { type: "other" };
  const created = first === "create" ? readCreatedTable(context, tokens, words) : undefined;
  return (
    created ??
    readUnparsedTrigger(context, tokens) ??
    readAlteredColumn(context, tokens, words) ?? {
      type: "unknown",
      tables: getMentionedNames(tokens),
      reason: `it can't be parsed: ${message}`,
    }
  );
}

function readCreatedTable(
  context: SqlContext,
  tokens: readonly Token[],
  words: readonly string[],
): OperationEffect | undefined {
  const open = words.indexOf("(");
  const table = words.indexOf("table");
  if (table < 0 || open < 0 || table > 2 || words.includes("select")) return undefined;
  const ifNotExists = words[table + 1] === "if";
  const name = tokens
    .slice(ifNotExists ? table + 4 : table + 1, open)
    .filter((token) => token.text !== ".")
    .map((token) => getStoredName(token.text));
  if (name.length === 0 || name.length > 3) return undefined;
  const columns = getElementStarts(tokens.slice(open)).flatMap((token) =>
    NOT_A_COLUMN.has(token.text.toLowerCase()) ? [] : [getStoredName(token.text)],
  );
  return {
    ...{ type: "create-table", table: createTableName(context, name.at(-1) ?? "", name.at(-2)), columns },
    ...(ifNotExists && { ifNotExists }),
  };
}

/** The first token of each element between a list's parentheses. */
function getElementStarts(tokens: readonly Token[]): Token[] {
  const starts: Token[] = [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1]?.text;
    if (depth === 1 && (before === "," || index === 1)) starts.push(token);
    if (token.text === "(") depth += 1;
    if (token.text === ")") depth -= 1;
    if (depth === 0) return starts;
  }
  return starts;
}

// What Postgres has after a column's name; in another place than it expects it, it is no type.
const NOT_A_TYPE: ReadonlySet<string> = new Set(["set", "drop", "type", "add", "reset", "restart"]);

const OF_A_TYPE = /^(?:[(),]|\d+|max|not|null)$/;

/** SQL Server's `ALTER TABLE t ALTER COLUMN c varchar(256) NOT NULL`. */
function readAlteredColumn(
  context: SqlContext,
  tokens: readonly Token[],
  words: readonly string[],
): OperationEffect | undefined {
  const at = words.indexOf("alter", 1);
  const isOne = words[0] === "alter" && words[1] === "table" && at > 2 && words[at + 1] === "column";
  const [column, type] = [tokens[at + 2], words[at + 3]];
  if (!isOne || column === undefined || type === undefined || NOT_A_TYPE.has(type)) return undefined;
  // Its statements need no semicolon: what follows may be another.
  if (!words.slice(at + 4).every((word) => OF_A_TYPE.test(word))) return undefined;
  const name = tokens
    .slice(2, at)
    .filter((token) => token.text !== ".")
    .map((token) => getStoredName(token.text));
  if (name.length > 3) return undefined;
  return {
    type: "alter-column",
    table: createTableName(context, name.at(-1) ?? "", name.at(-2)),
    column: getStoredName(column.text),
    what: "type",
  };
}
