import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../ast/unwrap.js";
import { callGlobalFunction } from "./builtins/global-functions.js";
import { callFunction } from "./call-function.js";
import { callMethod } from "./call-method.js";
import { createCallSite } from "./call-site.js";
import { callUnknown, callValue } from "./call-value.js";
import { createInstance } from "./class-member.js";
import { constructGlobal } from "./builtins/construct-global.js";
import { evaluate } from "./evaluate.js";
import { getParentMember, getParentOf } from "./parent-class.js";
import { createImported } from "./imported-value.js";
import { getMemberKey } from "./member-key.js";
import type { Scope } from "./run.js";
import { getText, UNDEFINED, UNKNOWN, type Value } from "./value.js";
import { doWays, IN_OPTIONS, listWays } from "./ways.js";

/** What a call gives; what the tool does there is taken down. */
export function evaluateCall(node: TSESTree.CallExpression, scope: Scope): Value {
  const callee = unwrap(node.callee);
  if (callee.type === "Super") return callSuper(node, callee, scope);
  if (callee.type === "MemberExpression") return evaluateMethodCall(node, callee, scope);
  const target = evaluate(callee, scope);
  const args = evaluateArguments(node.arguments, scope);
  return doWays(listWays([target, ...args], getDepth(target)), scope, ([one = target, ...given]) => {
    const called = { site: createCallSite(node, scope, given), scope, callee };
    if (callee.type !== "Identifier" || one.kind !== "unknown") return callValue(one, given, called);
    if (callee.name === "require") return readRequired(given, scope);
    return callGlobalFunction(callee.name, given, called) ?? callValue(one, given, called);
  });
}

function evaluateMethodCall(
  node: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
  scope: Scope,
): Value {
  if (callee.object.type === "Super") {
    const args = evaluateArguments(node.arguments, scope);
    const method = getParentMember(callee.object, getMemberKey(callee, scope), scope);
    const self = scope.environment.self;
    return doWays(listWays(args), scope, (given) =>
      callValue(method, given, { site: createCallSite(node, scope, given), scope, callee, self }),
    );
  }
  const object = evaluate(callee.object, scope);
  const name = getMemberKey(callee, scope);
  const isGiven = !callee.optional || object.kind !== "plain";
  if (!isGiven) return UNDEFINED;
  const args = evaluateArguments(node.arguments, scope);
  const ways = listWays([object, ...args], getDepth(object));
  return doWays(ways, scope, ([one = object, ...given]) =>
    callMethod({ object: one, name, args: given, site: createCallSite(node, scope, given), scope, callee }),
  );
}

/** The tool only reads its options; a function of the script may change the very object that it is handed. */
function getDepth({ kind }: Value): number {
  return kind === "handle" ? IN_OPTIONS : 0;
}

function callSuper(node: TSESTree.CallExpression, callee: TSESTree.Super, scope: Scope): Value {
  const args = evaluateArguments(node.arguments, scope);
  const { self } = scope.environment;
  const parent = getParentOf(callee, scope);
  if (parent === undefined) return UNKNOWN;
  const [made] = createInstance(parent, undefined, scope).constructors;
  if (made) callFunction(made, args, { scope, self });
  return UNDEFINED;
}

function evaluateArguments(args: readonly TSESTree.CallExpressionArgument[], scope: Scope): Value[] {
  return args.flatMap((argument) => {
    if (argument.type !== "SpreadElement") return [evaluate(argument, scope)];
    const spread = evaluate(argument.argument, scope);
    return spread.kind === "list" ? spread.items : [UNKNOWN];
  });
}

function readRequired([source]: readonly Value[], { run }: Scope): Value {
  const path = getText(source);
  if (path === undefined) return UNKNOWN;
  return run.tool.getImported?.(path, "*", run.file) ?? createImported(path);
}

export function evaluateNew(node: TSESTree.NewExpression, scope: Scope): Value {
  const target = evaluate(unwrap(node.callee), scope);
  const args = evaluateArguments(node.arguments, scope);
  return doWays(listWays(args, getDepth(target)), scope, (given) =>
    construct(node, { target, args: given }, scope),
  );
}

interface Construction {
  readonly target: Value;
  readonly args: readonly Value[];
}

function construct(node: TSESTree.NewExpression, { target, args }: Construction, scope: Scope): Value {
  const callee = unwrap(node.callee);
  const site = createCallSite(node, scope, args);
  if (target.kind === "handle") {
    const result = target.handle.construct?.(args, site);
    if (result !== undefined) return result;
  }
  if (target.kind === "class") {
    const { instance, constructors } = createInstance(target, undefined, scope);
    for (const made of constructors) callFunction(made, args, { scope, self: instance });
    return instance;
  }
  const known = callee.type === "Identifier" ? constructGlobal(callee.name, args, site) : undefined;
  return known ?? callUnknown(target, args, { site, scope, callee });
}
