import type { ts } from "ts-morph";
import type { Checking } from "./compiler.js";

/** What the called function declares for an argument, before the call says what its type parameters are. */
export interface DeclaredParameter {
  readonly type: ts.Type;
  /** What the call makes of a type parameter. */
  bind(parameter: ts.Type): ts.Type | undefined;
}

export function findDeclaredParameter(
  checking: Checking,
  argument: ts.Expression,
): DeclaredParameter | undefined {
  const { ts, checker } = checking;
  const call = argument.parent;
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return undefined;
  const resolved = checker.getResolvedSignature(call);
  const callee = checker.getTypeAtLocation(call.expression);
  const candidates = ts.isCallExpression(call) ? callee.getCallSignatures() : callee.getConstructSignatures();
  const declared = candidates.find((candidate) => candidate.declaration === resolved?.declaration);
  const index = call.arguments?.indexOf(argument) ?? -1;
  if (resolved === undefined || declared === undefined || index < 0) return undefined;
  const type = getParameterType(checking, declared, { index, call });
  if (type === undefined) return undefined;
  return {
    type,
    bind: (parameter) => {
      for (const [position, { name }] of declared.parameters.entries()) {
        const pattern = declared.parameters[position];
        const actual = resolved.parameters.find((one) => one.name === name);
        if (pattern === undefined || actual === undefined) continue;
        const found = match(checking, {
          parameter,
          pattern: checker.getTypeOfSymbolAtLocation(pattern, call),
          actual: checker.getTypeOfSymbolAtLocation(actual, call),
        });
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

interface Position {
  readonly index: number;
  readonly call: ts.Node;
}

function getParameterType(
  { ts, checker }: Checking,
  { parameters }: ts.Signature,
  { index, call }: Position,
): ts.Type | undefined {
  const own = parameters[index];
  const last = parameters.at(-1);
  const { valueDeclaration } = last ?? {};
  const isRest =
    valueDeclaration !== undefined &&
    ts.isParameter(valueDeclaration) &&
    valueDeclaration.dotDotDotToken !== undefined;
  if (last !== undefined && isRest && index >= parameters.length - 1)
    return checker.getTypeOfSymbolAtLocation(last, call).getNumberIndexType();
  return own && checker.getTypeOfSymbolAtLocation(own, call);
}

interface Matching {
  readonly parameter: ts.Type;
  readonly pattern: ts.Type;
  readonly actual: ts.Type;
}

/** What stands in a type where another one has the type parameter: `Order` for `T` in `Order[]` and `T[]`. */
function match(checking: Checking, { parameter, pattern, actual }: Matching): ts.Type | undefined {
  if (pattern === parameter) return actual;
  const inner = getArguments(checking, pattern);
  const outer = getArguments(checking, actual);
  for (const [index, part] of inner.entries()) {
    const other = outer[index];
    const found = other && match(checking, { parameter, pattern: part, actual: other });
    if (found !== undefined) return found;
  }
  return undefined;
}

function getArguments({ ts, checker }: Checking, type: ts.Type): readonly ts.Type[] {
  if (type.aliasTypeArguments !== undefined) return type.aliasTypeArguments;
  if (!(type.flags & ts.TypeFlags.Object)) return [];
  return isReference(ts, type) ? checker.getTypeArguments(type) : [];
}

function isReference(compiler: Checking["ts"], type: ts.Type): type is ts.TypeReference {
  return "objectFlags" in type && (Number(type.objectFlags) & compiler.ObjectFlags.Reference) !== 0;
}
