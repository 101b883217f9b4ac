import type { TSESTree } from "@typescript-eslint/utils";
import { findFunction, isFunction } from "../../../ast/find-function.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { holdsReturned } from "../../holds-returned.js";
import { givesReturned, keepsRows } from "../../row-methods.js";
import { getElement, type Holding, NOTHING } from "./holding.js";
import type { Inference, MethodCall } from "./inference.js";

/** What a call gives: an ORM's method, a method of lists and promises, a function of the module. */
export function inferCall(node: TSESTree.CallExpression, inference: Inference): readonly Holding[] {
  const callee = unwrap(node.callee);
  const given = inference.models.getCallResult?.(node, inference);
  if (given !== undefined) return given;
  const lent = inferLent(node, inference);
  if (lent.length > 0) return lent;
  const made = findFunction(callee, inference.scopes);
  if (made !== undefined) return inference.ofReturned(made);
  if (callee.type === "Identifier")
    // lodash and its like: `compact(users)`
    return LIST_FUNCTIONS.has(callee.name) ? getElement(inferArgument(node, inference)) : NOTHING;
  const method = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  if (callee.type !== "MemberExpression" || method === undefined) return NOTHING;
  if (TOGETHER.has(method) && isNamed(callee.object, "Promise")) return inferArgument(node, inference);
  const receiver = inference.ofExpression(callee.object);
  return receiver.flatMap((holding) => {
    const own = inference.models.getResult({ node, method, receiver: holding }, inference);
    return own ?? inferListMethod({ node, method, receiver: holding }, inference);
  });
}

const TOGETHER: ReadonlySet<string> = new Set(["all", "race", "any", "resolve"]);

function inferListMethod({ node, method, receiver }: MethodCall, inference: Inference): readonly Holding[] {
  if (receiver.kind === "model" || receiver.kind === "members") return NOTHING;
  const [callback] = node.arguments;
  if (givesReturned(method) && callback !== undefined) return inferCallback(callback, inference);
  return keepsRows(method) ? getElement([receiver]) : NOTHING;
}

/** `sequelize.transaction(async (t) => user)` gives what the callback does. */
function inferLent(node: TSESTree.CallExpression, inference: Inference): readonly Holding[] {
  for (const callback of node.arguments)
    if (isFunction(callback) && holdsReturned(node, callback, inference.scopes))
      return inference.ofReturned(callback);
  return NOTHING;
}

/** What a callback gives back, wherever it is written. */
function inferCallback(node: TSESTree.Node, inference: Inference): readonly Holding[] {
  const made = findFunction(node, inference.scopes);
  return made === undefined ? NOTHING : inference.ofReturned(made);
}

function isNamed(node: TSESTree.Node, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}

function inferArgument(
  { arguments: [first] }: TSESTree.CallExpression,
  inference: Inference,
): readonly Holding[] {
  return first === undefined ? NOTHING : inference.ofExpression(first);
}

const LIST_FUNCTIONS: ReadonlySet<string> = new Set([
  ...["compact", "uniq", "uniqBy", "sortBy", "orderBy", "filter", "find", "first", "head", "last", "reverse"],
  ...[
    "chunk",
    "take",
    "drop",
    "difference",
    "differenceBy",
    "unionBy",
    "union",
    "concat",
    "flatten",
    "cloneDeep",
  ],
]);
