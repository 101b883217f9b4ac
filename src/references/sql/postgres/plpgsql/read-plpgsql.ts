import type { Token } from "../../../../sql/postgres-parser.js";
import { getTokenName } from "../names.js";
import { type Emit, expression, type Fragment, type ReadStatement } from "./fragment.js";
import { readDeclaration, readDynamic, readFor, readOpen, readReturn } from "./query-statements.js";
import { takeInto } from "./take-into.js";
import { createTokenReader, type TokenReader } from "./token-reader.js";

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

const skipStatement = (reader: TokenReader): void => void reader.takeUntil(";");

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

function readExit(reader: TokenReader, _blocks: string[], emit: Emit): void {
  const tokens = reader.takeUntil(";");
  const when = tokens.findIndex(({ text }) => text.toLowerCase() === "when");
  if (when !== -1) emit(expression(tokens.slice(when + 1)));
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
