import type { Token } from "../../../../sql/postgres-parser.js";
import { getTokenName } from "../names.js";
import { takeInto } from "./take-into.js";
import { createTokenReader, type TokenReader } from "./token-reader.js";

/** A dotted name: `new.name`. */
export type Path = readonly Token[];

/** One part of a PL/pgSQL body that Postgres would hand to its SQL parser, or that says what a variable holds. */
export type Fragment =
  | { readonly type: "declare"; readonly name: string; readonly tokens: readonly Token[] }
  /** `into` and `loop` name the variables that its rows go to. */
  | {
      readonly type: "query" | "dynamic";
      readonly tokens: readonly Token[];
      readonly into: readonly Path[];
      readonly cursor?: string;
    }
  | { readonly type: "expression"; readonly tokens: readonly Token[] }
  | { readonly type: "assign"; readonly target: Path; readonly tokens: readonly Token[] }
  | { readonly type: "fetch"; readonly cursor: string; readonly into: readonly Path[] };

/**
 * Takes a PL/pgSQL body apart: in text order, the SQL and the expressions in it with their tokens. Postgres' own PL/pgSQL parser
 * gives no positions and refuses bodies whose types it does not know, so its results serve the tests as oracle.
 */
export function readPlpgsql(tokens: readonly Token[]): Fragment[] {
  const reader = createTokenReader(tokens);
  const fragments: Fragment[] = [];
  const emit = (fragment: Fragment): void => {
    if (fragment.type === "fetch" || fragment.tokens.length > 0) fragments.push(fragment);
  };
  const blocks: string[] = [];
  while (reader.peek(0) === "#") reader.skip(3);
  while (!reader.isAtEnd()) readStatement(reader, blocks, emit);
  return fragments;
}

type Emit = (fragment: Fragment) => void;

function readStatement(reader: TokenReader, blocks: string[], emit: Emit): void {
  const target = reader.takeAssignmentTarget();
  if (target !== undefined) {
    emit({ type: "assign", target, tokens: reader.takeUntil(";") });
    return;
  }
  const word = reader.peek(0);
  const statement = STATEMENTS.get(word);
  if (statement === undefined) emit({ type: "query", ...takeInto(reader.takeUntil(";")) });
  else statement(reader, blocks, emit);
}

const expression = (tokens: readonly Token[]): Fragment => ({ type: "expression", tokens });
const skipStatement = (reader: TokenReader): void => void reader.takeUntil(";");

type ReadStatement = (reader: TokenReader, blocks: string[], emit: Emit) => void;

function readCondition(reader: TokenReader, blocks: string[], emit: Emit): void {
  const word = reader.take();
  if (word === "if" || word === "case") blocks.push(word);
  const ends = word === "case" ? ["when"] : ["then"];
  const tokens = word === "case" ? reader.takeBefore(ends) : reader.takeUntil("then");
  // The conditions of an exception handler are names of errors.
  if (blocks.at(-1) !== "exception") emit(expression(tokens));
}

const STATEMENTS: ReadonlyMap<string, ReadStatement> = new Map(
  Object.entries<ReadStatement>({
    ";": (reader) => reader.skip(1),
    "<<": (reader) => reader.skip(3),
    declare: (reader, _blocks, emit) => {
      reader.skip(1);
      while (!reader.isAtEnd() && reader.peek(0) !== "begin" && reader.peek(0) !== "declare")
        readDeclaration(reader, emit);
    },
    begin: (reader, blocks) => {
      reader.skip(1);
      blocks.push("begin");
    },
    exception: (reader, blocks) => {
      reader.skip(1);
      blocks.splice(-1, 1, "exception");
    },
    end: (reader, blocks) => {
      blocks.pop();
      skipStatement(reader);
    },
    if: readCondition,
    elsif: readCondition,
    elseif: readCondition,
    when: readCondition,
    case: readCondition,
    else: (reader) => reader.skip(1),
    loop: (reader, blocks) => {
      reader.skip(1);
      blocks.push("loop");
    },
    while: (reader, blocks, emit) => {
      reader.skip(1);
      emit(expression(reader.takeUntil("loop")));
      blocks.push("loop");
    },
    for: readFor,
    foreach: (reader, blocks, emit) => {
      reader.takeUntil("array");
      emit(expression(reader.takeUntil("loop")));
      blocks.push("loop");
    },
    exit: readExit,
    continue: readExit,
    return: readReturn,
    raise: readRaise,
    execute: (reader, _blocks, emit) => {
      reader.skip(1);
      readDynamic(reader.takeUntil(";"), [], emit);
    },
    perform: (reader, _blocks, emit) => {
      reader.skip(1);
      emit(expression(reader.takeUntil(";")));
    },
    open: readOpen,
    fetch: (reader, _blocks, emit) => {
      const { tokens, into } = takeInto(reader.takeUntil(";"));
      const cursor = tokens.at(-1);
      if (cursor !== undefined) emit({ type: "fetch", cursor: getTokenName(cursor), into });
    },
    assert: (reader, _blocks, emit) => {
      reader.skip(1);
      emit(expression(reader.takeUntil(";")));
    },
    get: skipStatement,
    move: skipStatement,
    close: skipStatement,
    null: skipStatement,
    commit: skipStatement,
    rollback: skipStatement,
  }),
);

function readDeclaration(reader: TokenReader, emit: Emit): void {
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

function readFor(reader: TokenReader, blocks: string[], emit: Emit): void {
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

function readExit(reader: TokenReader, _blocks: string[], emit: Emit): void {
  const tokens = reader.takeUntil(";");
  const when = tokens.findIndex(({ text }) => text.toLowerCase() === "when");
  if (when !== -1) emit(expression(tokens.slice(when + 1)));
}

function readReturn(reader: TokenReader, _blocks: string[], emit: Emit): void {
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

/** `raise [level] 'format', value, … using option = value, …`. */
function readRaise(reader: TokenReader, _blocks: string[], emit: Emit): void {
  reader.skip(1);
  const rest = createTokenReader(reader.takeUntil(";"));
  rest.takeBefore([",", "using"]);
  while (!rest.isAtEnd()) {
    const word = rest.take();
    if (rest.peek(1) === "=" || rest.peek(1) === ":=") rest.skip(2);
    if (word === "," || word === "using") emit(expression(rest.takeBefore([",", "using"])));
  }
}

/** `'…' [into …] [using …]`. */
function readDynamic(tokens: readonly Token[], loop: readonly Path[], emit: Emit): void {
  const { tokens: rest, into } = takeInto(tokens);
  const reader = createTokenReader(rest);
  emit({ type: "dynamic", tokens: reader.takeBefore(["using"]), into: [...loop, ...into] });
  reader.skip(1);
  emit(expression(reader.takeUntil(";")));
}

/** `open c for query`, `open c for execute '…'`, `open c(value)`. */
function readOpen(reader: TokenReader, _blocks: string[], emit: Emit): void {
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
