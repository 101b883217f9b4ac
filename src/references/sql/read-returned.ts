import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findFunction, type FunctionNode, getReturned } from "../../ast/find-function.js";
import { findVariable } from "../../ast/find-variable.js";
import type { Alternatives } from "./alternatives.js";
import { createHole } from "./source-text.js";
import type { TextContext } from "./static-text.js";
import { findValue } from "./static-values.js";

type ReadBody = (body: TSESTree.Node, context: TextContext) => Alternatives;

/** The text that a function of this module returns when it is called so: `byTeam(id)`, `this.columns()`. */
export function readReturned(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  context: TextContext,
  read: ReadBody,
): Alternatives | undefined {
  if (node.type === "NewExpression") return undefined;
  const called = findCalled(node.callee, context);
  if (called === undefined) return undefined;
  const given = node.arguments.map((argument): Argument =>
    argument.type === "SpreadElement" ? {} : { node: argument, text: read(argument, context) },
  );
  return readCalled(called, given, { context, read });
}

interface Reading {
  readonly context: TextContext;
  readonly read: ReadBody;
}

export interface Argument {
  readonly node?: TSESTree.Node;
  readonly text?: Alternatives;
}

const MAX_CALLS = 6;

/** What a function returns for these arguments. */
export function readCalled(
  called: FunctionNode,
  given: readonly Argument[],
  { context, read }: Reading,
): Alternatives | undefined {
  const { entered = [], bindings = [] } = context;
  if (called.async || called.generator || entered.includes(called) || entered.length >= MAX_CALLS)
    return undefined;
  const returned = getReturned(called);
  if (returned.length === 0) return undefined;
  const inner: TextContext = {
    ...context,
    entered: [...entered, called],
    bindings: new Map([...bindings, ...bindParameters(called, given, { context, read })]),
    given: new Map([...(context.given ?? []), ...getGiven(called, given, context)]),
    // Other modules may call it with other arguments: its text is then looked at by itself as well.
    used: called.params.length > 0 && isExported(called) ? new Set() : context.used,
  };
  return returned.flatMap((body) => read(body, inner));
}

/** A function or method of this module, of an object of functions too. */
export function findCalled(callee: TSESTree.Node, { scopes }: TextContext): FunctionNode | undefined {
  return findFunction(findValue(callee, scopes), scopes) ?? findFunction(callee, scopes);
}

function* bindParameters(
  { params }: FunctionNode,
  given: readonly Argument[],
  { context, read }: Reading,
): Generator<[Variable, Alternatives]> {
  for (const [index, parameter] of params.entries()) {
    const variable = findParameter(parameter, context);
    if (variable === undefined) continue;
    const preset = parameter.type === "AssignmentPattern" ? read(parameter.right, context) : undefined;
    yield [variable, given[index]?.text ?? preset ?? [[createHole(parameter, context.text)]]];
  }
}

function* getGiven(
  { params }: FunctionNode,
  given: readonly Argument[],
  context: TextContext,
): Generator<[Variable, TSESTree.Node]> {
  for (const [index, parameter] of params.entries()) {
    const variable = findParameter(parameter, context);
    const node = given[index]?.node;
    if (variable !== undefined && node !== undefined) yield [variable, node];
  }
}

function findParameter(parameter: TSESTree.Parameter, { scopes }: TextContext): Variable | undefined {
  const target = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  return target.type === "Identifier" ? findVariable(scopes, target) : undefined;
}

function isExported(called: FunctionNode): boolean {
  let node: TSESTree.Node | undefined = called;
  while (node && !STATEMENTS.has(node.type)) node = node.parent;
  return node?.type === "ClassBody" || node?.parent?.type.startsWith("Export") === true;
}

const STATEMENTS: ReadonlySet<string> = new Set(["FunctionDeclaration", "VariableDeclaration", "ClassBody"]);
