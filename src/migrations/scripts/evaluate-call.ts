import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { createHole } from "../../references/sql/source-text.js";
import { decodeTemplateElement } from "../../references/sql/decode-literal.js";
import { callBuiltin } from "./builtins/index.js";
import { callFunction } from "./call-function.js";
import { createCallSite } from "./call-site.js";
import { getClassMember } from "./class-member.js";
import { evaluate, getMemberKey } from "./evaluate.js";
import { Environment } from "./environment.js";
import type { CallSite } from "./handle.js";
import { readMember } from "./read-member.js";
import type { Scope } from "./run.js";
import { UNKNOWN, type Value } from "./value.js";

/** What a call gives; what the tool does there is taken down. */
export function evaluateCall(node: TSESTree.CallExpression, scope: Scope): Value {
  const callee = unwrap(node.callee);
  const site = createCallSite(node, scope);
  if (callee.type === "Identifier" && callee.name === "require") return readRequired(node, scope);
  if (callee.type !== "MemberExpression") {
    const target = callee.type === "Super" ? UNKNOWN : evaluate(callee, scope);
    return call(target, evaluateArguments(node.arguments, scope), { site, scope, callee });
  }
  const object = callee.object.type === "Super" ? UNKNOWN : evaluate(callee.object, scope);
  const name = getMemberKey(callee, scope);
  const args = evaluateArguments(node.arguments, scope);
  if (object.kind === "handle") return callHandle(object, name, { args, site, scope, callee });
  const builtin = callBuiltin({ callee, object, name, args, site, scope });
  if (builtin !== undefined) return builtin;
  return call(readMember(object, name, scope), args, { site, scope, callee, self: object });
}

interface Called {
  readonly site: CallSite;
  readonly scope: Scope;
  readonly callee: TSESTree.Node;
  readonly self?: Value;
}

function call(target: Value, args: readonly Value[], { site, scope, callee, self }: Called): Value {
  if (target.kind === "function") return callFunction(target, args, { scope, ...(self && { self }) });
  if (target.kind === "handle") {
    const result = target.handle.call?.(args, site);
    if (result !== undefined) return result;
  }
  return callUnknown(target, args, { site, scope, callee });
}

type HandleCall = Called & { readonly args: readonly Value[] };

function callHandle(
  { handle }: Extract<Value, { kind: "handle" }>,
  name: string | undefined,
  { args, site, scope, callee }: HandleCall,
): Value {
  const member = name === undefined ? undefined : handle.getMember?.(name);
  if (member?.kind === "function" || member?.kind === "handle")
    return call(member, args, { site, scope, callee, self: { kind: "handle", handle } });
  const result = name === undefined ? undefined : handle.callMethod?.(name, args, site);
  if (result !== undefined) return result;
  for (const argument of args) callPassed(argument, site);
  site.emitUnknown(`${handle.label}.${name ?? "…"} is not known`);
  return { kind: "unknown", isRunning: true };
}

/** A function that is not in this file may run what it is handed, and what it is a part of. */
function callUnknown(target: Value, args: readonly Value[], { site, callee }: Called): Value {
  for (const argument of args) callPassed(argument, site);
  const isRunning = args.some(isHandle) || target.kind === "handle";
  if (isRunning) site.emitUnknown(`${formatCallee(callee)} is not in this file`);
  return isRunning || (target.kind === "unknown" && target.isRunning === true)
    ? { kind: "unknown", isRunning: true }
    : UNKNOWN;
}

function callPassed(value: Value, site: CallSite): void {
  if (value.kind === "function") site.callFunction(value, []);
}

function isHandle(value: Value): boolean {
  if (value.kind === "object") return [...value.fields.values()].some(isHandle);
  return value.kind === "list" ? value.items.some(isHandle) : value.kind === "handle";
}

function formatCallee(callee: TSESTree.Node): string {
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? (getMemberName(callee) ?? "the method") : "the function";
}

function evaluateArguments(args: readonly TSESTree.CallExpressionArgument[], scope: Scope): Value[] {
  return args.flatMap((argument) => {
    if (argument.type !== "SpreadElement") return [evaluate(argument, scope)];
    const spread = evaluate(argument.argument, scope);
    return spread.kind === "list" ? spread.items : [UNKNOWN];
  });
}

function readRequired({ arguments: [source] }: TSESTree.CallExpression, { run }: Scope): Value {
  if (source?.type !== "Literal" || typeof source.value !== "string") return UNKNOWN;
  return run.tool.getImported?.(source.value, "*", run.file) ?? UNKNOWN;
}

export function evaluateNew(node: TSESTree.NewExpression, scope: Scope): Value {
  const callee = unwrap(node.callee);
  const target = evaluate(callee, scope);
  const args = evaluateArguments(node.arguments, scope);
  const site = createCallSite(node, scope);
  if (target.kind === "handle") {
    const result = target.handle.construct?.(args, site);
    if (result !== undefined) return result;
  }
  if (target.kind === "class") return construct(target, args, scope);
  return callUnknown(target, args, { site, scope, callee });
}

/** An object with the class's own methods and fields. */
function construct(made: Extract<Value, { kind: "class" }>, args: readonly Value[], scope: Scope): Value {
  const fields = new Map<string, Value>();
  const self: Value = { kind: "object", fields, isOpen: made.node.superClass !== null };
  const inside = { ...made, environment: new Environment(made.environment, self) };
  for (const element of made.node.body.body) {
    if (element.type !== "MethodDefinition" && element.type !== "PropertyDefinition") continue;
    if (element.key.type !== "Identifier" || element.static) continue;
    const value = getClassMember(inside, element.key.name, { isStatic: false }, scope);
    if (value !== undefined && element.key.name !== "constructor") fields.set(element.key.name, value);
    else if (value !== undefined) callFunction(value, args, { scope, self });
  }
  return self;
}

export function evaluateTag(node: TSESTree.TaggedTemplateExpression, scope: Scope): Value {
  const tag = evaluate(node.tag, scope);
  const args = node.quasi.expressions.map((expression) => evaluate(expression, scope));
  const { text: source } = scope.run.file;
  const pieces = node.quasi.quasis.flatMap((quasi, index) => {
    const expression = node.quasi.expressions[index];
    const text = decodeTemplateElement(quasi, source, false);
    return expression === undefined ? [text] : [text, createHole(expression, source)];
  });
  const site = createCallSite(node, scope);
  const text: Value = { kind: "text", pieces };
  const result = tag.kind === "handle" ? tag.handle.callTag?.(text, args, site) : undefined;
  return result ?? callUnknown(tag, args, { site, scope, callee: node.tag });
}
