import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction, type FunctionNode } from "../../ast/find-function.js";
import type { ScriptFile } from "../../references/detector.js";
import type { OperationEffect } from "../migration.js";
import type { PlacedEffect } from "../operations/placed-effect.js";
import type { SqlContext } from "../operations/sql-context.js";
import type { Environment } from "./environment.js";
import type { ScriptTool } from "./script-tool.js";
import type { ObjectValue, Value } from "./value.js";

/** A script while it is read: what holds for all of it. */
export interface Run {
  readonly file: ScriptFile;
  readonly tool: ScriptTool;
  readonly dialect: string | undefined;
  /** The module's own variables, each evaluated when it is first asked for. */
  readonly module: Environment;
  /** The values of `module` and `exports`. */
  readonly commonjs: CommonJs;
  readonly effects: TakenDown[];
  /** What earlier statements of SQL settle for later ones. */
  sql: SqlContext;
  /** Nodes that may still be looked at: no script runs for ever. */
  budget: number;
  /** Why what stands in a text can't be told, by its source: `TABLE comes from ./tables`. */
  readonly reasons: Map<string, string>;
  /** Variables of the module that are being evaluated. */
  readonly pending: Set<Variable>;
  /** How many tests that only running would settle decide about what is being read. */
  uncertainty: number;
  /** Functions that are being called, each with the uncertainty that its calls began with. */
  readonly active: Map<FunctionNode, number[]>;
}

/** Effects in their place of the order. */
export interface TakenDown {
  /** Asked when all is read, since calls still to come may tell. */
  readonly get: () => readonly PlacedEffect[];
  /** From where on the same was taken down by an earlier round of a loop: what is equal there counts once. */
  readonly repeats?: readonly [number, number];
}

export interface CommonJs {
  readonly module: ObjectValue;
  readonly exports: ObjectValue;
}

/** Where in the script it stands. */
export interface Scope {
  readonly run: Run;
  readonly environment: Environment;
  /** What `return` gave in the function around; the first one counts, others make it unknown. */
  readonly returned: Value[];
  readonly depth: number;
}

const MAX_TEXT = 200;

/** Takes down an effect at a node. */
export function emitEffect(run: Run, effect: OperationEffect, node: TSESTree.Node): void {
  const placed = placeEffect(run, effect, node);
  run.effects.push({ get: () => [placed] });
}

export function placeEffect({ file }: Run, effect: OperationEffect, node: TSESTree.Node): PlacedEffect {
  const start = getEffectStart(node, file.text);
  const text = formatSource(file.text.slice(start, node.range[1]));
  return { effect, start, statementStart: start, outerStarts: getStatementStarts(node), text };
}

/** A chained call on a line of its own by its name: `dropColumn("name")` of `table⏎.dropColumn("name")`. */
function getEffectStart(node: TSESTree.Node, text: string): number {
  const [start] = node.range;
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return start;
  const [name] = node.callee.property.range;
  return text.slice(start, name).includes("\n") ? name : start;
}

/** From the given effect on, what one does as another before it did is no news. */
export function markRepeats({ effects }: Run, from: number): void {
  for (let index = from + 1; index < effects.length; index += 1) {
    const taken = effects[index];
    if (taken) effects[index] = { ...taken, repeats: [from, index] };
  }
}

/** Reads what may happen, or not. */
export function readUncertain<T>(run: Run, read: () => T): T {
  run.uncertainty += 1;
  const result = read();
  run.uncertainty -= 1;
  return result;
}

/** Pays for a value's size; false when nothing is left to pay with. */
export function pay(run: Run, size: number): boolean {
  run.budget -= size;
  return run.budget >= 0;
}

const STATEMENT = /Statement$|^VariableDeclaration$/;

/** The statements around a node, the outermost first, up to the function that is no callback written in place. */
export function getStatementStarts(node: TSESTree.Node): number[] {
  const starts: number[] = [];
  // ESLint gives a program `null` for its parent.
  for (let current: TSESTree.Node | null | undefined = node; current; current = current.parent) {
    if (isFunction(current) && current.parent.type !== "CallExpression") break;
    if (STATEMENT.test(current.type) && current.type !== "BlockStatement") starts.unshift(current.range[0]);
  }
  return starts;
}

/** On one line, for people, cut when long. */
export function formatSource(source: string): string {
  const line = source.replace(/\s+/g, " ");
  return line.length <= MAX_TEXT ? line : `${line.slice(0, MAX_TEXT - 1)}…`;
}
