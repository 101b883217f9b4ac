import type { FunctionNode } from "../../ast/find-function.js";
import { bindParameters } from "./assign.js";
import { Environment } from "./environment.js";
import { joinValues } from "./either.js";
import { evaluate } from "./evaluate.js";
import { execute } from "./execute.js";
import type { Run, Scope } from "./run.js";
import { type FunctionValue, UNDEFINED, UNKNOWN, type Value } from "./value.js";

const MAX_DEPTH = 40;

/** Calls a function of the script; a value that is none gives nothing that is known. */
export function callFunction(
  value: Value | undefined,
  args: readonly Value[],
  { scope, self }: { readonly scope: Scope; readonly self?: Value | undefined },
): Value {
  if (value?.kind !== "function") return UNKNOWN;
  const { run } = scope;
  if (isRepeated(run, value.node, args)) return UNKNOWN;
  if (scope.depth >= MAX_DEPTH) {
    run.budget = Math.min(run.budget, -1);
    return UNKNOWN;
  }
  const calls = run.active.get(value.node) ?? [];
  const before = run.uncertainty;
  run.active.set(value.node, [...calls, before]);
  const result = callBody(value, args, { scope, self });
  run.active.set(value.node, calls);
  // A `return` that may end the function leaves what follows it uncertain, but not what follows the call.
  run.uncertainty = before;
  return result;
}

function callBody(
  { node, environment }: FunctionValue,
  args: readonly Value[],
  { scope, self }: { readonly scope: Scope; readonly self?: Value | undefined },
): Value {
  const isArrow = node.type === "ArrowFunctionExpression";
  const inside: Scope = {
    run: scope.run,
    environment: new Environment(environment, { self: isArrow ? environment.self : self }),
    returned: [],
    depth: scope.depth + 1,
  };
  bindParameters(node.params, args, inside);
  if (node.body.type !== "BlockStatement") return evaluate(node.body, inside);
  const completion = execute(node.body, inside);
  if (completion !== "return" && inside.returned.length > 0) inside.returned.push(UNDEFINED);
  const [first, ...others] = inside.returned;
  if (others.length > 0) return joinValues(inside.returned);
  return first ?? UNDEFINED;
}

/** A batch that calls itself until nothing is left: what it does was read the first time, where no list or name is handed on. */
function isRepeated(run: Run, node: FunctionNode, args: readonly Value[]): boolean {
  const calls = run.active.get(node) ?? [];
  const isNews = args.some(({ kind }) => kind === "list" || kind === "text" || kind === "object");
  return !isNews && calls.some((uncertainty) => run.uncertainty > uncertainty);
}
