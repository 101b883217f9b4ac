import { bindParameters } from "./assign.js";
import { Environment } from "./environment.js";
import { evaluate } from "./evaluate.js";
import { execute } from "./execute.js";
import type { Scope } from "./run.js";
import { UNDEFINED, UNKNOWN, type Value } from "./value.js";

const MAX_DEPTH = 40;

/** Calls a function of the script; a value that is none gives nothing that is known. */
export function callFunction(
  value: Value | undefined,
  args: readonly Value[],
  { scope, self }: { readonly scope: Scope; readonly self?: Value },
): Value {
  if (value?.kind !== "function" || scope.depth > MAX_DEPTH) return UNKNOWN;
  const { node, environment } = value;
  const isArrow = node.type === "ArrowFunctionExpression";
  const inside: Scope = {
    run: scope.run,
    environment: new Environment(environment, isArrow ? environment.self : self),
    returned: [],
    depth: scope.depth + 1,
  };
  bindParameters(node.params, args, inside);
  if (node.body.type !== "BlockStatement") return evaluate(node.body, inside);
  execute(node.body, inside);
  const [first, ...others] = inside.returned;
  if (others.length > 0) return inside.returned.find(({ kind }) => kind === "handle") ?? UNKNOWN;
  return first ?? UNDEFINED;
}
