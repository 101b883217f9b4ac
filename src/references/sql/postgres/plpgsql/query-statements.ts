import type { Token } from "../../../../sql/postgres-parser.js";
import { getTokenName } from "../names.js";
import { type Emit, expression, type Path } from "./fragment.js";
import { takeInto } from "./take-into.js";
import { createTokenReader, type TokenReader } from "./token-reader.js";

/** `name [cursor for] type [:= value];` */
export function readDeclaration(reader: TokenReader, emit: Emit): void {
  const [token] = reader.takeTokens(1);
  if (token === undefined) return;
  const name = getTokenName(token);
  const tokens = reader.takeUntil(";");
  const words = tokens.map(({ text }) => text.toLowerCase());
  const cursor = words.indexOf("cursor");
  if (cursor !== -1 && cursor <= 2) {
    const query = words.findIndex((word, i) => i > cursor && (word === "for" || word === "is"));
    emit({ type: "query", tokens: tokens.slice(query + 1), into: [], cursor: name });
    return;
  }
  const value = words.findIndex((word) => word === ":=" || word === "=" || word === "default");
  emit({ type: "declare", name, tokens: value === -1 ? tokens : tokens.slice(0, value) });
  if (value !== -1) emit(expression(tokens.slice(value + 1)));
}

export function readFor(reader: TokenReader, blocks: string[], emit: Emit): void {
  reader.skip(1);
  const { into } = takeInto([...INTO, ...reader.takeUntil("in")]);
  const tokens = reader.takeUntil("loop");
  blocks.push("loop");
  const words = tokens.map(({ text }) => text.toLowerCase());
  const [first = ""] = words;
  const range = words.indexOf("..");
  if (first === "execute") readDynamic(tokens.slice(1), into, emit);
  else if (range !== -1) {
    const by = words.lastIndexOf("by");
    const end = by > range ? by : tokens.length;
    emit(expression(tokens.slice(first === "reverse" ? 1 : 0, range)));
    emit(expression(tokens.slice(range + 1, end)));
    emit(expression(tokens.slice(end + 1)));
  } else if (QUERY_STARTS.has(first)) emit({ type: "query", tokens, into });
  else if (tokens[0] !== undefined) emit({ type: "fetch", cursor: getTokenName(tokens[0]), into });
}

const QUERY_STARTS: ReadonlySet<string> = new Set(
  "select with values table insert update delete merge (".split(" "),
);
/** `for a, b in` gives its rows to variables as `into a, b` does. */
const INTO: readonly Token[] = [{ kind: "keyword", text: "into", start: 0, end: 0 }];

export function readReturn(reader: TokenReader, _blocks: string[], emit: Emit): void {
  reader.skip(1);
  const word = reader.peek(0);
  const hasMore = reader.peek(1) !== ";";
  if (word === "next" && hasMore) reader.skip(1);
  if (word !== "query" || !hasMore) {
    emit(expression(reader.takeUntil(";")));
    return;
  }
  reader.skip(1);
  if (reader.peek(0) === "execute") {
    reader.skip(1);
    readDynamic(reader.takeUntil(";"), [], emit);
  } else emit({ type: "query", tokens: reader.takeUntil(";"), into: [] });
}

/** `'…' [into …] [using …]`. */
export function readDynamic(tokens: readonly Token[], loop: readonly Path[], emit: Emit): void {
  const { tokens: rest, into } = takeInto(tokens);
  const reader = createTokenReader(rest);
  emit({ type: "dynamic", tokens: reader.takeBefore(["using"]), into: [...loop, ...into] });
  reader.skip(1);
  emit(expression(reader.takeUntil(";")));
}

/** `open c for query`, `open c for execute '…'`, `open c(value)`. */
export function readOpen(reader: TokenReader, _blocks: string[], emit: Emit): void {
  reader.skip(1);
  const [name] = reader.takeTokens(1);
  const tokens = reader.takeUntil(";");
  const query = tokens.findIndex(({ text }) => text.toLowerCase() === "for");
  const cursor = name === undefined ? "" : getTokenName(name);
  if (query === -1) emit(expression(tokens.slice(1, -1).filter(({ text }) => text !== ":=")));
  else if (tokens[query + 1]?.text.toLowerCase() === "execute")
    readDynamic(tokens.slice(query + 2), [], emit);
  else emit({ type: "query", tokens: tokens.slice(query + 1), into: [], cursor });
}
