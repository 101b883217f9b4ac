import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Alternatives } from "./alternatives.js";
import { createHole } from "./source-text.js";
import type { TextContext } from "./static-text.js";
import { findValue } from "./static-values.js";

type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

type ReadBody = (body: TSESTree.Node, context: TextContext) => Alternatives;

/** The text that a function of this module returns when it is called so: `byTeam(id)`, `this.columns()`. */
export function readReturned(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  context: TextContext,
  read: ReadBody,
): Alternatives | undefined {
  if (node.type === "NewExpression") return undefined;
  const called = findFunction(node.callee, context);
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

/** What a function returns for these arguments. */
export function readCalled(
  called: FunctionNode,
  given: readonly Argument[],
  { context, read }: Reading,
): Alternatives | undefined {
  const { entered = [], bindings = [] } = context;
  if (called.async || called.generator || entered.includes(called)) return undefined;
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

/** A function or method of this module that an expression names. */
export function findFunction(callee: TSESTree.Node, { scopes }: TextContext): FunctionNode | undefined {
  const value = findValue(callee, scopes);
  if (isFunction(value)) return value;
  if (value.type !== "Identifier") return undefined;
  const definition = findVariable(scopes, value)?.defs[0]?.node;
  return definition?.type === "FunctionDeclaration" ? definition : undefined;
}

function isFunction(node: TSESTree.Node): node is FunctionNode {
  return node.type === "ArrowFunctionExpression" || node.type === "FunctionExpression";
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

function getReturned({ body }: FunctionNode): TSESTree.Node[] {
  return body.type === "BlockStatement" ? getReturns(body) : [body];
}

/** What the returns of a function's own body give. */
function getReturns(node: TSESTree.Node): TSESTree.Node[] {
  switch (node.type) {
    case "ReturnStatement":
      return node.argument === null ? [] : [unwrap(node.argument)];
    case "BlockStatement":
      return node.body.flatMap(getReturns);
    case "IfStatement":
      return [node.consequent, ...(node.alternate === null ? [] : [node.alternate])].flatMap(getReturns);
    case "SwitchStatement":
      return node.cases.flatMap(({ consequent }) => consequent.flatMap(getReturns));
    default:
      return [];
  }
}

function isExported(called: FunctionNode): boolean {
  let node: TSESTree.Node | undefined = called;
  while (node && !STATEMENTS.has(node.type)) node = node.parent;
  return node?.type === "ClassBody" || node?.parent?.type.startsWith("Export") === true;
}

const STATEMENTS: ReadonlySet<string> = new Set(["FunctionDeclaration", "VariableDeclaration", "ClassBody"]);
