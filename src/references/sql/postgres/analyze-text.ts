import { parsePostgres } from "../../../sql/postgres-parser.js";
import { splitPostgres } from "../../../sql/split-postgres.js";
import { EMPTY_SCOPE, type Scope } from "./relations.js";
import { createInnerSink, createRun, type Analysis, type Sink } from "./run.js";
import { analyzeStatement } from "./statements.js";

/** Reports what every statement of a text refers to; `scope` is what all of them see (a function's parameters). */
export function analyzeText(analysis: Analysis, sql: string, sink: Sink, scope: Scope = EMPTY_SCOPE): void {
  if (!analysis.mentions(sql)) return;
  for (const statement of splitPostgres(sql)) {
    if (!analysis.mentions(statement.text)) continue;
    const parsed = parsePostgres(statement.text);
    const { start, end, text } = statement;
    if ("error" in parsed) {
      const { message, offset } = parsed.error;
      sink.fail({ start, end, error: { message, offset: offset + start } });
      continue;
    }
    const tokens = statement.tokens.map((token) => ({
      ...token,
      start: token.start - start,
      end: token.end - start,
    }));
    const inner: Sink = {
      ...createInnerSink(sink, (offset) => offset + start),
      deliver: (output) => sink.deliver?.(output),
    };
    for (const { node } of parsed.statements)
      analyzeStatement(createRun(analysis, { sql: text, tokens }, inner), node, scope);
  }
}
