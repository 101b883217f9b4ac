import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findFunction, type FunctionNode } from "../ast/find-function.js";
import { findVariable } from "../ast/find-variable.js";
import { getMemberName } from "../ast/property-name.js";
import { unwrap } from "../ast/unwrap.js";
import { givesReturned } from "./row-methods.js";

/** What lends a transaction or a connection to a callback gives what the callback returns: `db.transaction`, `sql.begin`, `withTx`. */
const LENDING =
  /transaction|^(?:begin|savepoint|task|tx|connect)$|(?:^with|[a-z])Tx$|^(?:with|using|use)\w*(?:Client|Connection|Session|Db|Lock|Retry|Retries)$/i;

/** Whether the result of the call that a callback is handed to holds what the callback returns. */
export function holdsReturned(
  call: TSESTree.CallExpression,
  callback: FunctionNode,
  scopes: ScopeManager,
): boolean {
  const callee = unwrap(call.callee);
  // (async () => { … })()
  if (callee === callback) return true;
  const name = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  if (name !== undefined && givesReturned(name)) return call.arguments[0] === callback;
  return isLending(callee) || callsBack(call, callback, scopes);
}

/** Whether a function that is called lends its callback a transaction or connection. */
export function isLending(callee: TSESTree.Node): boolean {
  if (callee.type === "Identifier") return LENDING.test(callee.name);
  if (callee.type !== "MemberExpression") return false;
  return LENDING.test(getMemberName(callee) ?? "") || isOfTransaction(callee);
}

/** Kysely's `db.transaction().setIsolationLevel("serializable").execute(…)`. */
function isOfTransaction(callee: TSESTree.MemberExpression): boolean {
  if (getMemberName(callee) !== "execute") return false;
  for (let node = unwrap(callee.object); node.type === "CallExpression";) {
    const method = unwrap(node.callee);
    if (method.type !== "MemberExpression") return false;
    const name = getMemberName(method);
    if (name === "transaction" || name === "connection") return true;
    node = unwrap(method.object);
  }
  return false;
}

/** A function of the module that calls what it is handed. */
function callsBack(call: TSESTree.CallExpression, callback: FunctionNode, scopes: ScopeManager): boolean {
  const made = findFunction(call.callee, scopes);
  const parameter = made?.params[call.arguments.findIndex((argument) => argument === callback)];
  if (parameter?.type !== "Identifier") return false;
  const references = findVariable(scopes, parameter)?.references ?? [];
  return references.some(
    ({ identifier: { parent }, identifier }) =>
      parent?.type === "CallExpression" && parent.callee === identifier,
  );
}
