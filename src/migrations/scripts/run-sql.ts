import type { TSESTree } from "@typescript-eslint/utils";
import type { SourceText } from "../../references/sql/source-text.js";
import type { OperationEffect } from "../migration.js";
import { toPostgresQuotes } from "../operations/dialect-quotes.js";
import { readSql } from "../operations/read-sql.js";
import type { PlacedEffect } from "../operations/placed-effect.js";
import { AT_RUN_TIME, settleEffect } from "../operations/run-time-names.js";
import { splitPostgres } from "../../sql/split-postgres.js";
import { fillBindings } from "./fill-bindings.js";
import type { SqlOptions } from "./handle.js";
import { emitEffect, getStatementStarts, pay, placeEffect, type Run } from "./run.js";
import type { Value } from "./value.js";

interface SqlPlace {
  readonly run: Run;
  /** The call that runs it. */
  readonly node: TSESTree.Node;
}

/** Reads the statements of a text as those of a migration in SQL, each placed where it stands in the script. */
export function runSql(value: Value, options: SqlOptions, { run, node }: SqlPlace): void {
  if (value.kind !== "text") {
    const because = value.kind === "unknown" ? value.because : undefined;
    const reason = because === undefined ? "the SQL that it runs is not in this file" : `its SQL: ${because}`;
    emitEffect(run, { type: "unknown", tables: [], reason }, node);
    return;
  }
  const pieces = fillBindings(value.pieces, options);
  const { sql, starts } = render(pieces);
  pay(run, sql.length / 10);
  const text = toPostgresQuotes(sql, run.dialect);
  const source = run.dialect === undefined ? {} : { source: { sql, dialect: run.dialect } };
  const { effects, context } = readSql(text, 0, { ...run.sql, ...source });
  run.sql = context;
  const outerStarts = getStatementStarts(node);
  const findDefinition = createDefinitionFinder(sql, effects);
  for (const { effect, start, statementStart, text: shown } of effects) {
    const definition = findDefinition(effect, statementStart);
    const settled = explain(settleEffect(effect), pieces, run);
    const defined = definition !== undefined && { sql: definition };
    if (options.isComposed === true) {
      const placed = { ...defined, ...placeEffect(run, settled, node) };
      run.effects.push({ get: () => [placed] });
      continue;
    }
    const placed = {
      ...defined,
      effect: settled,
      start: getSource(starts, start, node),
      statementStart: getSource(starts, statementStart, node),
      outerStarts,
      text: shown,
    };
    run.effects.push({ get: () => [placed] });
  }
}

/** An unknown effect with where its names come from, if that is what is missing. */
function explain(effect: OperationEffect, pieces: SourceText, { reasons }: Run): OperationEffect {
  if (effect.type !== "unknown" || !effect.reason.endsWith(AT_RUN)) return effect;
  const because = pieces.flatMap((piece) => (piece.kind === "hole" ? (reasons.get(piece.key) ?? []) : []));
  if (because.length === 0) return effect;
  return { ...effect, reason: `${effect.reason}: ${[...new Set(because)].join(", ")}` };
}

const AT_RUN = "known only when it runs";

/** What the statements of composed SQL do; they settle nothing for those that follow. */
export function readComposed(pieces: SourceText, run: Run): readonly OperationEffect[] {
  const { sql } = render(pieces);
  pay(run, sql.length / 10);
  return readSql(sql, 0, run.sql).effects.map(({ effect }) => settleEffect(effect));
}

const DEFINING: ReadonlySet<OperationEffect["type"]> = new Set([
  "create-view",
  "create-function",
  "create-trigger",
]);

/** The statements that define what the database keeps: what they use is looked for in them. */
function createDefinitionFinder(sql: string, effects: readonly PlacedEffect[]) {
  const isDefinition = ({ type }: OperationEffect) => DEFINING.has(type);
  const statements = effects.some(({ effect }) => isDefinition(effect)) ? splitPostgres(sql) : [];
  return (effect: OperationEffect, start: number): string | undefined =>
    isDefinition(effect) ? statements.find((statement) => statement.start === start)?.text : undefined;
}

interface Rendered {
  readonly sql: string;
  /** Where each character stands in the script; negative for one that stands nowhere. */
  readonly starts: readonly number[];
}

/** What is known only at run time becomes a name of nobody's. */
function render(pieces: SourceText): Rendered {
  let sql = "";
  const starts: number[] = [];
  for (const piece of pieces) {
    if (piece.kind === "text") {
      sql += piece.text;
      for (const start of piece.starts) starts.push(start);
    } else {
      sql += AT_RUN_TIME;
      starts.push(-1);
    }
  }
  return { sql, starts };
}

function getSource(starts: readonly number[], offset: number, node: TSESTree.Node): number {
  const start = starts[offset] ?? -1;
  return start < 0 ? node.range[0] : start;
}
