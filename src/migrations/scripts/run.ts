import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction } from "../../ast/find-function.js";
import type { ScriptFile } from "../../references/detector.js";
import type { OperationEffect } from "../migration.js";
import type { PlacedEffect } from "../operations/placed-effect.js";
import type { SqlContext } from "../operations/sql-context.js";
import type { Environment } from "./environment.js";
import type { ScriptTool } from "./script-tool.js";
import type { Value } from "./value.js";

/** A script while it is read: what holds for all of it. */
export interface Run {
  readonly file: ScriptFile;
  readonly tool: ScriptTool;
  readonly dialect: string | undefined;
  /** The module's own variables, each evaluated when it is first asked for. */
  readonly module: Environment;
  readonly effects: PlacedEffect[];
  /** What earlier statements of SQL settle for later ones. */
  sql: SqlContext;
  /** Nodes that may still be looked at: no script runs for ever. */
  budget: number;
  /** Variables of the module that are being evaluated. */
  readonly pending: Set<Variable>;
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
  const start = getEffectStart(node);
  const text = formatSource(run.file.text.slice(start, node.range[1]));
  run.effects.push({ effect, start, statementStart: start, outerStarts: getStatementStarts(node), text });
}

/** A chained call's own name: `.dropColumn("name")` of `table.dropColumn("name")`, whose line may be its own. */
function getEffectStart(node: TSESTree.Node): number {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return node.range[0];
  const { object, property } = node.callee;
  return object.type === "CallExpression" ? property.range[0] : node.range[0];
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
