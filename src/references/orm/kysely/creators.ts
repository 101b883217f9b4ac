import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../../ast/find-variable.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { findFunction, getReturned, isCallable } from "./local-functions.js";
import { getLiterals } from "./names.js";
import type { Item, Rows } from "./query.js";
import { getQueryRows } from "./rows.js";
import type { Reading } from "./scopes.js";

const WITH: ReadonlySet<string> = new Set(["with", "withRecursive"]);

/** The rows of the CTE that a name means where it stands: of a `with` on the way to the statement, or of one around it. */
export function findCte(name: string, place: TSESTree.Node, reading: Reading): Rows | undefined {
  for (let node: TSESTree.Node | undefined = place; node; node = node.parent) {
    if (node.type !== "CallExpression") continue;
    for (const call of getWithCalls(node, reading)) {
      const rows = readCte(call, name, reading);
      if (rows !== undefined) return rows;
    }
  }
  return undefined;
}

/** The calls of `with` on the chain below a call: `db.with(…).with(…).selectFrom(…)`, also where its start is a variable. */
function getWithCalls(node: TSESTree.Node, reading: Reading, depth = 0): TSESTree.CallExpression[] {
  const target = unwrap(node);
  if (depth > 32) return [];
  if (target.type === "Identifier") {
    const definition = findVariable(reading.file.scopes, target)?.defs[0]?.node;
    if (definition?.type === "VariableDeclarator" && definition.init !== null)
      return getWithCalls(definition.init, reading, depth + 1);
    return [];
  }
  if (target.type !== "CallExpression") return [];
  const callee = unwrap(target.callee);
  if (callee.type !== "MemberExpression") return [];
  const below = getWithCalls(callee.object, reading, depth + 1);
  return WITH.has(getMemberName(callee) ?? "") ? [target, ...below] : below;
}

function readCte(
  { arguments: [name, body] }: TSESTree.CallExpression,
  searched: string,
  reading: Reading,
): Rows | undefined {
  if (name === undefined || body === undefined) return undefined;
  const text = getCteText(name, reading);
  const [, own, list] = /^\s*([^\s(]+)\s*(?:\(([^)]*)\))?/.exec(text ?? "") ?? [];
  if (own !== searched) return undefined;
  if (list !== undefined) return createNamedRows(list.split(",").map((column) => column.trim()));
  const made = findFunction(body, reading.file.scopes);
  const [query] = (made === undefined ? [body] : getReturned(made)).flatMap((returned) => {
    const handle = reading.handles.get(returned);
    return handle?.kind === "query" ? [handle.query] : [];
  });
  return query === undefined ? UNKNOWN : getQueryRows(query, reading);
}

const UNKNOWN: Rows = { items: new Map(), stars: [], isOpen: true };

/** A list of columns gives new names to all of them. */
function createNamedRows(columns: readonly string[]): Rows {
  return {
    items: new Map(columns.map((column): [string, Item] => [column, { columns: [] }])),
    stars: [],
    isOpen: false,
  };
}

/** `with("adults", …)`, `with((cte) => cte("adults").materialized(), …)` */
function getCteText(name: TSESTree.Node, { file }: Reading): string | undefined {
  const node = getCteName(isCallable(name) ? (getReturned(name)[0] ?? name) : name);
  const [literal] = getLiterals(node, file.scopes);
  if (literal === undefined) return undefined;
  return literal.type === "Literal" ? literal.value : (literal.quasis[0]?.value.cooked ?? undefined);
}

/** `"adults"` of `cte("adults").materialized()`. */
function getCteName(node: TSESTree.Node): TSESTree.Node {
  if (node.type !== "CallExpression") return node;
  if (node.callee.type === "MemberExpression") return getCteName(node.callee.object);
  return node.arguments[0] ?? node;
}
